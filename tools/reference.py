"""Writes docs/commands.md from what the commands say of themselves; ``make reference``."""

import sys
from pathlib import Path

import click

from progress.cli.commands import commands

FILE = Path(__file__).parents[1] / "docs" / "commands.md"
WIDTH = 96
OPENING = """\
# The commands

Made from their help by `make reference`. `progress` stands for `.venv/bin/progress`, which is also
`.venv/bin/python -m progress`.

Exit 0: done. 1: the data has errors, or what was asked for does not exist. 2: wrong usage. Errors
are one line each on standard error; with `--json` standard output holds one document.
"""


def text() -> str:
    """The whole page."""
    return "\n".join([OPENING, *_sections(commands, None)])


def _sections(command: click.Command, above: click.Context | None) -> list[str]:
    """A section for a command, and for each one below it."""
    context = click.Context(
        command, above, info_name=command.name, terminal_width=WIDTH, max_content_width=WIDTH
    )
    title = f"## `{context.command_path}`\n\n" if above else ""
    found = [f"{title}```text\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below
            found += _sections(below, context)
    return found


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
    sys.stdout.write(f"{FILE.name} is up to date\n")
