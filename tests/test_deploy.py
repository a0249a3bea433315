"""The files of deploy/ name what is there: containers and services are not started by the tests."""

import configparser
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def settings_read_by_the_program() -> set[str]:
    sources = "".join(path.read_text() for path in (ROOT / "src").rglob("*.py"))
    return set(re.findall(r'"(PROGRESS_[A-Z]+)"', sources))


def test_the_image_is_made_of_files_that_are_there():
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    copied = [source for line in lines if line.startswith("COPY ") for source in line.split()[1:-1]]
    assert {"app.py", "src", "pages", "requirements-postgres.txt"} <= set(copied)
    let_through = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    for source in copied:
        assert (ROOT / source).exists()
        assert f"!{source}" in let_through
    user = lines.index("USER progress")
    assert user < next(place for place, line in enumerate(lines) if line.startswith("CMD"))
    assert "http://127.0.0.1:8501/ready" in "\n".join(lines)


def test_the_image_holds_all_that_the_program_needs():
    """Whatever lies in the places that the program reads is part of the image."""
    for needed in (".streamlit/config.toml", "data/plan", "data/reported", "data/demo"):
        assert f"COPY {needed} {needed}" in (DEPLOY / "Dockerfile").read_text()


def test_the_services_fit_together(compose):
    services = compose["services"]
    for service in services.values():
        for name in service.get("depends_on", {}):
            assert name in services
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in compose["volumes"] or (DEPLOY / source).exists()
    for name in ("init", "first", "second"):
        build = services[name]["build"]
        assert (DEPLOY / build["context"] / build["dockerfile"]).exists()
    template = (DEPLOY / "nginx.conf.template").read_text()
    wanted = set(re.findall(r"\$\{(\w+)\}", template))
    assert wanted == set(services["nginx"]["environment"])
    for place in ("FIRST_DASHBOARD", "SECOND_DASHBOARD"):
        host, port = services["nginx"]["environment"][place].split(":")
        assert host in services
        assert port == "8501"


def test_no_password_stands_in_the_files(compose):
    for service in compose["services"].values():
        for name, text in service.get("environment", {}).items():
            if "PASSWORD" in name or "SECRET" in name:
                assert text.startswith("${")
            assert not re.search(r"//\w+:[^$@]+@", str(text))


def test_settings_are_those_that_the_program_reads(compose):
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str
    unit.read(DEPLOY / "progress@.service")
    known = settings_read_by_the_program()
    named = set(re.findall(r"PROGRESS_[A-Z]+", (DEPLOY / "progress@.service").read_text()))
    named |= {name for name in compose["services"]["first"]["environment"] if "PROGRESS" in name}
    named |= set(re.findall(r"PROGRESS_[A-Z]+", (DEPLOY / "Dockerfile").read_text()))
    assert named
    assert named <= known
    command = unit["Service"]["ExecStart"].split()
    assert command[1:5] == ["-m", "streamlit", "run", "app.py"]
    assert unit["Service"]["User"] == "progress"
    assert unit["Service"]["Restart"] == "always"
