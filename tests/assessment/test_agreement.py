"""One history, asked for on every day between its updates: the command line, the web API, the
report and the Board page say the same, and the reason of each change is the right one."""

import json
from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from progress.assessment.filters import Filters
from progress.language import ENGLISH
from progress.report.pdf import report_pdf
from progress.store.file import read_copy_path
from tests.support.callers import Caller, command
from tests.support.pages import main, opened, visit
from tests.support.plans import PLAN, empty_store, release, report, undo

# The day of each update and what it does. The value of the third is wrong and taken back.
HISTORY = {
    "2022-01-10": lambda store, on: release(store, PLAN, on),
    "2023-03-05": lambda store, on: release(
        store,
        {
            "reported_values.csv": "indicator,year,value\nA1.1,2022,25\nB1.1,2022,300",
            # The first condition is due in 2024.
            "condition_reports.csv": "indicator,target_year,condition,state\nA2.2,2030,1,not done",
        },
        on,
    ),
    "2024-02-20": lambda store, on: report(store, "indicator,year,value\nA1.1,2023,90", on),
    "2024-04-02": lambda store, on: undo(store, 3, on),
    "2025-03-11": lambda store, on: report(
        store, "indicator,year,value\nA1.1,2022,35\nA2.1,2024,12\nB1.1,2024,350", on
    ),
    "2026-02-01": lambda store, on: release(
        store, {"targets.csv": "indicator,year,kind,value\nB1.1,2030,level,500"}, on
    ),
}
DAYS = [date.fromisoformat(day) for day in HISTORY]
# Between two updates all are asked; what stands in the report and on the page is so on the days of
# the updates too.
BETWEEN = [day + (after - day) / 2 for day, after in pairwise(DAYS)] + DAYS[-1:]

# What changed from each update to the next, and why.
REASONS = {
    ("2022-01-10", "2023-03-05"): {
        ("A1.1", "new_value"),
        ("A2.2", "new_value"),
        ("B1.1", "new_value"),
    },
    ("2023-03-05", "2024-02-20"): {("A1.1", "new_value")},
    ("2024-02-20", "2024-04-02"): {("A1.1", "reverted")},
    ("2023-03-05", "2024-04-02"): set(),
    ("2024-04-02", "2025-03-11"): {
        ("A1.1", "revised_value"),
        ("A2.1", "new_value"),
        ("A2.2", "time_passed"),
        ("B1.1", "new_value"),
    },
    ("2025-03-11", "2026-02-01"): {("B1.1", "revised_plan")},
}


@pytest.fixture(scope="module")
def served(server, tmp_path_factory):
    made = empty_store(tmp_path_factory.mktemp("agreement"))
    for day, publish in HISTORY.items():
        publish(made, day)
    made.close()
    return server(store=made.path, PROGRESS_DEMO="off")


def document(served, *arguments: str) -> dict:
    done = command(Caller(served, None), *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def api(served, address: str) -> dict:
    answer = Caller(served, None).send("GET", address)
    assert answer.status == 200, answer.document
    return answer.document


def told_on(served, day: date) -> dict:
    """What the command and the web API say of a day."""
    told = document(served, "status", "--as-known-on", str(day))
    answered = api(served, f"status?as_known_on={day}")
    assert {name: answered[name] for name in told} == told
    return told


@pytest.mark.parametrize("day", [*DAYS, DAYS[3] - timedelta(days=1)], ids=str)
def test_the_command_and_the_web_api_say_the_same_on_the_day_of_an_update(served, day):
    assert told_on(served, day)["verdicts"]


@pytest.mark.parametrize("day", BETWEEN, ids=str)
def test_all_say_the_same_on_every_day(served, tab, day):
    told = told_on(served, day)
    judged = [verdict for verdict in told["verdicts"] if verdict["target"]]
    with opened(read_copy_path(served.store)) as store:
        pdf = report_pdf(store, Filters(as_known_on=day), ENGLISH)
    pages = PdfReader(BytesIO(pdf)).pages
    printed = "".join(page.extract_text() for page in pages)
    for verdict in judged:
        assert without_spaces(verdict["sentence"]) in without_spaces(printed)
    visit(tab, f"{served.url}/board?as_known_on={day}")
    shown = " ".join(main(tab).locator("ol.p4-rows").all_text_contents())
    for verdict in judged:
        is_shown = without_spaces(verdict["sentence"]) in without_spaces(shown)
        if verdict["family"] in ("behind", "off_course", "achieved"):
            assert is_shown == (verdict["family"] != "achieved")


def without_spaces(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("since", "until"), REASONS)
def test_every_change_has_its_reason(served, since, until):
    told = document(served, "changes", "--since", since, "--until", until)
    answered = api(served, f"changes?since={since}&until={until}")
    assert answered["changes"] == told["changes"]
    assert answered["facts"] == told["facts"]
    assert {(row["indicator"], row["why"]) for row in told["changes"]} == REASONS[since, until]
