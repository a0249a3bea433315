"""``slides OUT.pptx``: the board report as slides."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from progress.assessment.snapshot import take
from progress.cli.filter_options import chosen, with_filters
from progress.cli.output import say
from progress.cli.report import write
from progress.cli.store_command import Day, OutFile, StoreCommand
from progress.language import Language, languages
from progress.report.pdf import gather
from progress.report.slides import slides_pptx
from progress.store.queries import consistent_read
from progress.store.store import open_for_reading


@click.command(cls=StoreCommand)
@click.argument("out", type=OutFile(".pptx"), metavar="OUT.pptx")
@click.option(
    "--lang",
    type=click.Choice(languages()),
    default=languages()[0],
    show_default=True,
    help="The language of the slides.",
)
@click.option(
    "--since",
    type=Day(),
    metavar="DATE",
    help="What changed after this day; without it, what the last update changed.",
)
@with_filters
def slides_command(
    store: str, as_json: bool, out: Path, lang: str, since: date | None, asked: dict[str, Any]
) -> None:
    """Tables and charts can be edited; the notes have the sources."""
    with consistent_read(open_for_reading(store)) as reading:
        found = gather(reading, take(reading, chosen(reading, asked)), since)
    write(out, slides_pptx(found, Language(lang)))
    say(as_json, f"wrote {out}", {"slides": str(out)})
