"""The commands of ``progress``, which is also ``python -m progress``.

Exit 0: done. 1: the data has errors, or what was asked for does not exist. 2: wrong usage.
Errors are one line each on standard error; with ``--json`` standard output holds one document.
"""

from functools import cache
from importlib import import_module

import click

# Each command: the module of this folder that has it, and what it is for.
COMMANDS = {
    "init": ("init", "Build the store"),
    "status": ("status", "Where the plan stands"),
    "changes": ("status", "Which statuses changed, and why"),
    "releases": ("status", "All that was published"),
    "template": ("template", "The workbook to fill in"),
    "remind": ("remind", "Letters about reports that are due, and what changed"),
    "check": ("publish", "What is wrong with files"),
    "compare": ("publish", "What publishing files would change"),
    "publish": ("publish", "Publish files as one release"),
    "revert": ("publish", "Undo a release"),
    "report": ("report", "The board report"),
    "slides": ("slides", "The board report as slides"),
    "export": ("export", "All tables as files"),
    "site": ("site", "The plan as plain web pages"),
    "key": ("keys", "The keys of the Secretariat, one a person"),
    "verify": ("backup", "Check that the store is whole"),
    "backup": ("backup", "Copy the store"),
    "restore": ("backup", "Put a backup in the place of the store"),
    "copy-store": ("copy_store", "Copy a whole store: from a file to PostgreSQL, or back"),
}


class Commands(click.Group):
    """Reads the module of a command only once it is asked for: together they take a second."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _command(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, purpose) for name, (_, purpose) in COMMANDS.items()])


@click.command(
    "progress",
    cls=Commands,
    epilog="progress COMMAND --help tells what a command takes.",
)
@click.version_option(package_name="progress", message="%(package)s %(version)s")
def commands() -> None:
    """Progress of the international "4 per 1000" Initiative on its strategic plan."""


def main(arguments: list[str] | None = None) -> None:
    """Runs one command, and ends the program with its exit code."""
    commands.main(arguments, prog_name=None if arguments is None else "progress")


@cache
def _command(name: str) -> click.Command:
    """The function ``NAME_command`` of its module, which says what more there is to say."""
    module, purpose = COMMANDS[name]
    where = import_module(f"progress.cli.{module}")
    command: click.Command = getattr(where, f"{name.replace('-', '_')}_command")
    command.help = f"{purpose}.\n\n{command.help or ''}".strip()
    return command
