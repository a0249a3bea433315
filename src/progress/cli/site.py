"""``site DIR``: the light edition as files."""

from pathlib import Path
from urllib.parse import urlsplit

import click

from progress.cli.output import say
from progress.cli.store_command import StoreCommand
from progress.errors import DataError
from progress.light.contents import contents
from progress.light.site import site
from progress.store.store import open_for_reading


class Address(click.ParamType[str]):
    """Where something is on the web."""

    name = "address"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            self.fail(f'"{value}" is no address such as https://example.org/progress', param, ctx)
        return value.rstrip("/") + "/"


@click.command(cls=StoreCommand)
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--dashboard",
    type=Address(),
    metavar="URL",
    help="Where the dashboard is, for links to it; without it, there are none.",
)
def site_command(store: str, as_json: bool, folder: Path, dashboard: str | None) -> None:
    """Plain pages without scripts, in every language, with the data as CSV files, for any web
    space. DIR is made where it is missing; files of the same names are replaced, others stay."""
    if folder.exists() and not folder.is_dir():
        raise DataError(f"{folder} is not a directory")
    made = contents(open_for_reading(store))
    places = []
    for name, content in site(made, dashboard or ""):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        places.append(str(place))
    say(as_json, f"wrote {len(places)} files to {folder}", {"files": places})
