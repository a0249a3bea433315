"""What stands at the top of the dashboard's one HTML page, before any script runs: title, language
and description for what an address leads to, its picture, and the way to the light edition."""

from functools import lru_cache
from urllib.parse import urlencode

from starlette.requests import Request

from progress.api.answer_cache import State, state
from progress.assessment.filters import Filters
from progress.export.records import DEMONSTRATION, Records
from progress.language import Language
from progress.light.contents import Contents
from progress.light.edition import FRONT, Edition, name_of
from progress.light.language import preferred_language
from progress.server import cache
from progress.server.page import Head

PARTS = {"objective": "objective", "goals": "goal"}


def head_of(base_path: str, request: Request) -> Head:
    """``base_path``: where the dashboard is, such as ``/progress``."""
    demo = request.query_params.get("data") == "demo" and cache.offers_demonstration()
    edition = edition_of(state(demo), preferred_language(request))
    t = edition.t
    page = edition.pages.get(_name(request), edition.pages[FRONT])
    origin = f"{request.url.scheme}://{request.url.netloc}{base_path}"
    query = urlencode({"lang": t.code} | ({"data": "demo"} if demo else {}))
    title = t("{page} · 4 per 1000 strategic plan", page=page.heading)
    folder = f"lite/{'demo/' if demo else ''}{t.code}"
    return Head(
        lang=t.code,
        title=t("{label}: {text}", label=t("Demonstration data"), text=title) if demo else title,
        description=page.description,
        address=f"{origin}/{page.place}{'&' if '?' in page.place else '?'}{query}",
        image=f"{origin}/{folder}/{page.name}.png",
        feed=f"{origin}/updates.atom?{query}",
        light=f"{base_path}/{folder}/{page.name}.html",
        waiting=t("The page is on its way."),
        light_words=t("Light edition: the same plan without scripts and without filters."),
    )


@lru_cache(maxsize=16)
def edition_of(made_of: State, code: str) -> Edition:
    """Enough of it for titles and descriptions: nothing is compared."""
    demo = made_of[0]
    records = Records(cache.snapshot(demo, Filters()), [], DEMONSTRATION if demo else None)
    return Edition(Language(code), Contents(records, None, ()))


def _name(request: Request) -> str:
    """The page of the light edition for an address of the dashboard."""
    name = request.url.path.rpartition("/")[2]
    part = PARTS.get(name)
    code = request.query_params.get(part) if part else None
    return name_of(part, code) if part and code else name or FRONT
