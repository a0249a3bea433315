"""The description of the web API: true of every answer, complete, and tried out by machine."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from progress.api.addresses import OPEN, ROOT
from progress.api.csv_rows import lists
from progress.assessment.filters import NAMES
from progress.language import languages
from tests.support.browser import ready
from tests.support.pages import main, visit

# Two days in the wrong order are refused although each is right by itself, which no schema says.
SETTINGS = """
[[operations]]
include-operation-id = "changes"
[operations.checks.positive_data_acceptance]
expected-statuses = ["2xx", "400", "404"]
"""


def get(server, path: str) -> dict:
    with urllib.request.urlopen(f"{server.url}{ROOT}{path}", timeout=60) as response:
        return json.load(response)


@pytest.fixture(scope="module")
def described(server) -> dict:
    return get(server(), "openapi.json")


def parameters(operation: dict) -> dict[str, dict]:
    return {one["name"]: one for one in operation.get("parameters", ())}


def open_operations(described: dict) -> dict[str, dict]:
    return {
        operation["operationId"]: operation
        for methods in described["paths"].values()
        for operation in methods.values()
        if operation["tags"] == ["read"]
    }


def test_everything_that_answers_is_described(described):
    assert described["openapi"].startswith("3.1")
    assert set(open_operations(described)) == {*OPEN, "index", "openapi"}
    methods = {path: set(found) for path, found in described["paths"].items()}
    assert methods[f"{ROOT}releases"] == {"get", "post"}
    writing = [
        operation
        for found in described["paths"].values()
        for operation in found.values()
        if operation["tags"] == ["write"]
    ]
    assert len(writing) == 5
    for operation in writing:
        assert operation["security"] == [{"key": []}]
        assert operation["summary"].startswith("For the Secretariat: ")
    assert described["components"]["securitySchemes"]["key"]["scheme"] == "bearer"


def test_parameters_are_those_of_the_plan_and_of_the_program(described, server):
    status = parameters(open_operations(described)["status"])
    assert set(status) == {*NAMES, "table", "lang", "data", "format"}
    assert "“status” is deprecated" in status["family"]["description"]
    assert status["lang"]["schema"]["enum"] == list(languages())
    objectives = get(server(), "objectives")["objectives"]
    assert status["objective"]["example"] == objectives[0]["objective"]
    changes = parameters(open_operations(described)["changes"])
    assert changes["since"]["required"]
    assert changes["region"]["schema"]["default"] == "all"
    for operation in open_operations(described).values():
        for one in operation.get("parameters", ()):
            assert one["description"]


FILTERED = ["", "year=2019", "year=2035&region=all", "year=2055", "as_known_on=2024-01-01"]


@pytest.mark.parametrize("name", OPEN)
def test_answers_are_as_described(described, server, name):
    """All of them, on the plan and on the demonstration data, which knows every status."""
    content = open_operations(described)[name]["responses"]["200"]["content"]
    schema = content["application/json"]["schema"]
    asked = Draft202012Validator(schema | {"components": described["components"]})
    known = {*parameters(open_operations(described)[name])}
    rows = 0
    for data in ("", "data=demo"):
        for filters in FILTERED if "goal" in known and name != "changes" else [""]:
            since = "since=2022-01-01" if name == "changes" else ""
            query = "&".join(filter(None, (since, data, filters)))
            answer = get(server(), f"{name}?{query}")
            assert [error.message for error in asked.iter_errors(answer)] == [], query
            rows += len(answer[next(iter(lists(OPEN[name].answer)))])
    assert rows > 0


def test_a_wrong_answer_would_be_noticed(described, server):
    schema = open_operations(described)["status"]["responses"]["200"]["content"]
    asked = Draft202012Validator(
        schema["application/json"]["schema"] | {"components": described["components"]}
    )
    answer = get(server(), "status")
    for spoil in (
        {"family": "fine"},
        {"horizon": "2030"},
        {"sentence": None},
        {"mood": "good"},
        {"target": {"year": 2030}},
    ):
        wrong = answer | {"verdicts": [answer["verdicts"][0] | spoil]}
        assert not asked.is_valid(wrong), spoil


@pytest.mark.parametrize(
    "options",
    [
        (
            "--exclude-operation-id=changes",
            "--phases=examples,coverage,fuzzing",
            "--max-examples=8",
        ),
        ("--include-operation-id=changes", "--phases=examples,fuzzing", "--max-examples=12"),
    ],
    ids=["all", "changes"],
)
def test_tried_out_by_machine(server, tmp_path, options):
    """Schemathesis asks what the description allows and what it does not: nothing breaks, every
    answer is as described, what is allowed is accepted, and what is not is refused."""
    (tmp_path / "settings.toml").write_text(SETTINGS)
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "--config-file=settings.toml",
        "run",
        f"{server().url}{ROOT}openapi.json",
        "--checks=all",
        "--generation-deterministic",
        "--suppress-health-check=filter_too_much",  # few random texts are days
        "--report=json",
        "--report-json-path=report.json",
        "--no-color",
        *options,
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["complete"]
    assert report["operations"]["tested"] == report["operations"]["selected"] > 0
    assert report["test_cases"]["generated"] > 10
    assert "Traceback" not in server().log.read_text()


def test_readers_find_the_same_on_the_data_page(described, server, tab):
    visit(tab, f"{server().url}/data?lang=fr&data=demo")
    main(tab).get_by_role("heading", name="API web", exact=True).wait_for()
    for path in (f"{ROOT}{name}" for name in OPEN):
        assert main(tab).get_by_text(path, exact=True).count() == 1
    link = main(tab).locator(f'a[href$="{ROOT}openapi.json"]')
    assert link.count() == 1
    for lid in main(tab).locator("details").all()[-2:]:
        lid.locator("summary").click()
    ready(tab)
    examples = main(tab).get_by_test_id("stCode").last.inner_text()
    addresses = [word.strip("'") for word in examples.split() if "/api/v1/" in word]
    assert len(addresses) == 3
    for address in addresses:
        assert address.startswith(f"{server().url}{ROOT}")
        assert "data=demo" in address
        with urllib.request.urlopen(address, timeout=60) as response:
            assert response.status == 200
    for name, one in parameters(open_operations(described)["status"]).items():
        assert main(tab).get_by_text(name, exact=True).count() >= 1
        assert one["in"] == "query"
