"""``slides OUT.pptx``: the board report as slides."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from progress.assessment.snapshot import take
from progress.cli.filter_options import chosen, with_filters
from progress.cli.output import say
from progress.cli.report import with_language_and_since, write
from progress.cli.store_command import OutFile, StoreCommand
from progress.language import Language
from progress.report.pdf import gather
from progress.report.slides import slides_pptx
from progress.store.queries import consistent_read
from progress.store.store import open_for_reading


@click.command(cls=StoreCommand)
@click.argument("out", type=OutFile(".pptx"), metavar="OUT.pptx")
@with_language_and_since("The language of the slides.")
@with_filters
def slides_command(
    store: str, as_json: bool, out: Path, lang: str, since: date | None, asked: dict[str, Any]
) -> None:
    """Tables and charts can be edited; the notes have the sources."""
    with consistent_read(open_for_reading(store)) as reading:
        found = gather(reading, take(reading, chosen(reading, asked)), since)
    write(out, slides_pptx(found, Language(lang)))
    say(as_json, f"wrote {out}", {"slides": str(out)})
