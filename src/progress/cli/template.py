"""``template OUT.xlsx``: the workbook to fill in."""

from pathlib import Path

import click

from progress.cli.output import say
from progress.cli.store_command import OutFile, StoreCommand
from progress.store.store import open_for_reading
from progress.vocabulary.names import LANGUAGES
from progress.workbooks.template import write_template


@click.command(cls=StoreCommand)
@click.argument("out", type=OutFile(".xlsx"), metavar="OUT.xlsx")
@click.option("--plan", is_flag=True, help="The plan itself, to be completed.")
@click.option("--objective", metavar="CODE", help="One objective only.")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help="The language of the workbook.",
)
def template_command(
    store: str, as_json: bool, out: Path, plan: bool, objective: str | None, lang: str
) -> None:
    content = write_template(open_for_reading(store), lang, plan, objective)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(content)
    say(as_json, f"wrote {out}", {"file": str(out)})
