"""``report OUT.pdf``: the board report."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from progress.cli.filter_options import chosen, with_filters
from progress.cli.output import say
from progress.cli.store_command import Day, OutFile, StoreCommand
from progress.language import Language, languages
from progress.report.pdf import report_pdf
from progress.store.store import open_for_reading

Command = TypeVar("Command", bound=Callable[..., None])


def with_language_and_since(help_of_language: str) -> Callable[[Command], Command]:
    """The options that report and slides share."""
    language = click.option(
        "--lang",
        type=click.Choice(languages()),
        default=languages()[0],
        show_default=True,
        help=help_of_language,
    )
    since = click.option(
        "--since",
        type=Day(),
        metavar="DATE",
        help="What changed after this day; without it, what the last update changed.",
    )
    return lambda command: language(since(command))


@click.command(cls=StoreCommand)
@click.argument("out", type=OutFile(".pdf"), metavar="OUT.pdf")
@with_language_and_since("The language of the report.")
@with_filters
def report_command(
    store: str, as_json: bool, out: Path, lang: str, since: date | None, asked: dict[str, Any]
) -> None:
    opened = open_for_reading(store)
    write(out, report_pdf(opened, chosen(opened, asked), Language(lang), since))
    say(as_json, f"wrote {out}", {"report": str(out)})


def write(path: Path, content: bytes) -> None:
    """The whole file or nothing: whoever opens it meanwhile sees the one before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
