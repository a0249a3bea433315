"""What the commands say of themselves, and how soon."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator

import click
import pytest

from progress.cli.commands import COMMANDS, commands
from tests.support.commands import process, run
from tests.support.paths import ROOT
from tools import reference


def each_command() -> Iterator[click.Command]:
    context = click.Context(commands)
    for name in commands.list_commands(context):
        command = commands.get_command(context, name)
        yield from command.commands.values() if isinstance(command, click.Group) else [command]


def test_help_names_every_command_and_what_it_is_for():
    done = run("--help")
    assert done.returncode == 0
    lines = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
    assert [[name, purpose] for name, (_, purpose) in COMMANDS.items()] == lines[
        -2 - len(COMMANDS) : -2
    ]


def test_each_command_begins_with_what_it_is_for():
    for name, (_, purpose) in COMMANDS.items():
        done = run(name, "--help")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines()[2] == f"  {purpose}."


@pytest.mark.parametrize("command", [*each_command()], ids=lambda command: command.name)
def test_each_option_says_what_it_is_for(command):
    options = [param for param in command.params if isinstance(param, click.Option)]
    assert {"--store", "--json"} <= {name for option in options for name in option.opts}
    assert [option.name for option in options if not (option.help or "").endswith(".")] == []


def test_options_say_what_can_be_chosen():
    said = run("report", "--help").stdout
    for choices in ("[en|es|fr]", "[core|global|unknown]", "[achieved|on_track|behind|", "1900<=x"):
        assert choices in said


def test_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert run("--version").stdout == f"progress {project['version']}\n"


def test_both_ways_to_call_it_give_their_own_name(tmp_path):
    done = process("dance", store=tmp_path / "store.duckdb")
    assert done.stderr.startswith("Usage: python -m progress [OPTIONS] COMMAND")
    script = "import sys; sys.argv[0] = 'progress'; from {0} import {1}; {1}()"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    module, function = project["scripts"]["progress"].split(":")
    done = subprocess.run(
        [sys.executable, "-c", script.format(module, function), "--help"],
        cwd=ROOT,
        env={"PYTHONPATH": "src"},
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith("Usage: progress [OPTIONS] COMMAND")


def test_help_and_wrong_usage_load_nothing_heavy():
    """What takes a second to load is loaded once a command needs it."""
    script = """
import sys
from progress.cli.commands import main
try:
    main(sys.argv[1:])
except SystemExit:
    print([name for name in ("pandas", "duckdb", "openpyxl", "httpx2") if name in sys.modules])
"""
    for argument in ("--help", "dance"):
        done = subprocess.run(
            [sys.executable, "-c", script, argument],
            cwd=ROOT,
            env={"PYTHONPATH": "src"},
            capture_output=True,
            text=True,
        )
        assert done.stdout.endswith("[]\n"), done.stdout + done.stderr


def test_the_reference_is_up_to_date():
    assert reference.FILE.read_text("utf-8") == reference.text(), "run: make reference"
