"""The files of deploy/ name what is there: containers and services are not started by the tests."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
import yaml

from tests.support.paths import ROOT

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
    assert {"app.py", "src", "pages", "locks"} <= set(copied)
    let_through = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    for source in copied:
        assert (ROOT / source).exists()
        assert f"!{source}" in let_through
    user = lines.index("USER progress")
    assert user < next(place for place, line in enumerate(lines) if line.startswith("CMD"))
    assert "http://127.0.0.1:8501/ready" in "\n".join(lines)


def test_the_image_holds_all_that_the_program_needs(tmp_path):
    """In a folder with nothing else, stores are built and all pages are there."""
    for line in (DEPLOY / "Dockerfile").read_text().splitlines():
        if line.startswith("COPY "):
            *sources, target = line.split()[1:]
            for source in sources:
                place = tmp_path / (source if target == "./" else target)
                place.parent.mkdir(parents=True, exist_ok=True)
                if (ROOT / source).is_dir():
                    shutil.copytree(ROOT / source, place)
                else:
                    shutil.copy(ROOT / source, place)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path / "src")}
    script = (
        "from progress.intake import seed\n"
        "from progress.server import headers\n"
        "from progress.store import store\n"
        "from progress.ui import view\n"
        "from progress.report import pdf\n"
        "print(seed.__file__, len(view.PAGES))\n"
        "seed.build('plan.duckdb').close()\n"
        "seed.build('demo.duckdb', demo=True).close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    place, pages = done.stdout.split()
    assert Path(place).is_relative_to(tmp_path)
    assert int(pages) == len(list((ROOT / "pages").glob("*.py")))


def test_addresses_of_the_network_are_believed_in_both_forms(compose):
    settings = compose["services"]["first"]["environment"]["FORWARDED_ALLOW_IPS"]
    (network,) = [one["subnet"] for one in compose["networks"]["default"]["ipam"]["config"]]
    believed = [ip_network(one) for one in settings.split(",")]
    address = next(ip_network(network).hosts())
    for form in (ip_address(str(address)), ip_address(f"::ffff:{address}")):
        assert any(form in one for one in believed if one.version == form.version)


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
