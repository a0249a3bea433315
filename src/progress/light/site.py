"""The light edition as files, for any web space: a copy that outlives the server."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from progress.assessment.changes import ExplainedChange
from progress.export.files import contents as data_files
from progress.export.tables import tables
from progress.language import Language, language_name, languages
from progress.light.contents import Contents
from progress.light.edition import Edition
from progress.light.feed import feed
from progress.light.template import render
from progress.store.releases import Release
from progress.ui import components

STYLE = "style.css"
ICON = "favicon.svg"
DATA = "data"
FEED = "updates.atom"


def site(made: Contents, full: str = "") -> Iterator[tuple[str, bytes]]:
    """All files, by their place in the folder. ``full``: the address of the whole dashboard."""
    yield "index.html", front().encode()
    yield STYLE, style().encode()
    yield ICON, icon()
    for name, content in data(made).items():
        yield f"{DATA}/{name}", content
    for code in languages():
        edition = Edition(Language(code), made, full)
        for name in edition.pages:
            yield f"{code}/{name}.html", edition.render(name).encode()
        yield f"{code}/{FEED}", updates(edition.t, made)


def front() -> str:
    """The choice of a language."""
    found = [
        (code, language_name(code), Language(code)("Progress on the 4 per 1000 strategic plan"))
        for code in languages()
    ]
    return render("languages.html", languages=found)


@cache
def style() -> str:
    own = (Path(__file__).parent / "light.css").read_text("utf-8")
    return f"{components.style_rules()}\n{own}"


@cache
def icon() -> bytes:
    return (Path(components.__file__).parent / "frame" / "static" / ICON).read_bytes()


def updates(t: Language, made: Contents) -> bytes:
    """The feed; what the last update changed is told."""
    told = [release for release in made.records.history if release.in_force]

    def changes_of(release: Release) -> tuple[ExplainedChange, ...]:
        return made.changes if release is made.last_update else ()

    return feed(t, made.snapshot.facts, told, changes_of, "index.html")


def data(made: Contents) -> dict[str, bytes]:
    """All tables as a Data Package: file -> content."""
    return data_files(made.records, tables(made.records), ("datapackage",))
