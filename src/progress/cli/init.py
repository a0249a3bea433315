"""``init``: builds the store."""

from pathlib import Path

import click

from progress.cli.output import say
from progress.cli.store_command import StoreCommand
from progress.errors import DataError
from progress.intake import seed
from progress.store.location import exists, shown


@click.command(cls=StoreCommand)
@click.option(
    "--plan", type=click.Path(path_type=Path), metavar="DIR", help="The folder of another plan."
)
@click.option("--demo", is_flag=True, help="Invented demonstration data.")
def init_command(store: str, as_json: bool, plan: Path | None, demo: bool) -> None:
    """A store that is there already is left as it is."""
    if plan and demo:
        raise click.UsageError("--demo and --plan do not go together")
    place = shown(store)
    if exists(store):
        if plan:
            raise DataError(f"there is a store at {place} already; move it away first")
        text, built = f"there is a store at {place} already", False
    else:
        seed.build(store, plan, demo).close()
        text, built = f"built the store at {place}", True
    say(as_json, text, {"store": place, "built": built})
