"""``template OUT.xlsx``: the workbook to fill in."""

from pathlib import Path

import click

from progress.cli.output import say
from progress.cli.store_command import OutFile, StoreCommand
from progress.store.store import open_for_reading
from progress.vocabulary.names import LANGUAGES
from progress.workbooks.all_templates import write_all
from progress.workbooks.template import write_template


@click.command(cls=StoreCommand)
@click.argument("out", type=OutFile(".xlsx", ".zip"), metavar="OUT.xlsx")
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
    """A name that ends in .zip holds a workbook for each objective."""
    opened = open_for_reading(store)
    if out.suffix.lower() == ".zip":
        if plan or objective:
            raise click.UsageError("A .zip holds the workbooks of all objectives.")
        content = write_all(opened, lang)
    else:
        content = write_template(opened, lang, plan, objective)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(content)
    say(as_json, f"wrote {out}", {"file": str(out)})
