"""The light edition, the feed and what search engines ask for, as the dashboard serves them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from xml.sax.saxutils import escape

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from progress.api.answer_cache import Finished, State, finished, state
from progress.assessment import filters as filtering
from progress.assessment.changes import Change
from progress.assessment.filters import Filters
from progress.language import SOURCE_LANGUAGE, Language, languages
from progress.light import site
from progress.light.calendar import KIND as CALENDAR
from progress.light.calendar import calendar
from progress.light.contents import Contents, day_before_last_update
from progress.light.edition import Edition
from progress.light.feed import KIND, feed
from progress.light.heads import edition_of
from progress.light.language import preferred_language
from progress.light.preview import preview
from progress.server import cache
from progress.store.releases import Release
from progress.wording.filter_sentence import filter_sentence

ROOT = "lite"
DEMONSTRATION = "demo"
HTML = "text/html; charset=utf-8"
KINDS = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".json": "application/json",
         ".csv": "text/csv; charset=utf-8"}  # fmt: skip

_workers = CapacityLimiter(2)


def routes(base_path: str = "") -> list[Route]:
    """Below a path such as ``/progress``."""
    return [
        Route(f"{base_path}/{ROOT}", _to_a_language),
        Route(f"{base_path}/{ROOT}/", _to_a_language),
        Route(f"{base_path}/{ROOT}/{{path:path}}", _page),
        Route(f"{base_path}/updates.atom", partial(_feed, base_path)),
        Route(f"{base_path}/calendar.ics", partial(_calendar, base_path)),
        Route(f"{base_path}/robots.txt", partial(_robots, base_path)),
        Route(f"{base_path}/sitemap.xml", partial(_sitemap, base_path)),
    ]


def contents(demo: bool) -> Contents:
    """Of what is served, with what is kept of it."""
    chosen = Filters()
    records = cache.records(demo, chosen)
    since = day_before_last_update(records.history)
    changes = cache.changes(demo, since, chosen) if since else []
    return Contents(records, since, tuple(changes))


async def _to_a_language(request: Request) -> Response:
    path = request.url.path.rstrip("/")
    headers = {"Vary": "Accept-Language", "Cache-Control": "no-cache"}
    return RedirectResponse(f"{path}/{preferred_language(request)}/", 302, headers)


async def _page(request: Request) -> Response:
    """One of the files that ``site`` writes; below ``demo/`` those of the demonstration."""
    path = request.path_params["path"]
    demo = path == DEMONSTRATION or path.startswith(f"{DEMONSTRATION}/")
    if demo:
        path = path.removeprefix(DEMONSTRATION).removeprefix("/")
        if not path:
            return await _to_a_language(request)
        if not cache.offers_demonstration():
            return _nothing_there()
    try:
        found = await to_thread.run_sync(_file, demo, path, limiter=_workers)
    except KeyError:
        return _nothing_there()
    return found.response(request.headers)


def _file(demo: bool, path: str) -> Finished:
    """KeyError where there is none."""
    return _kept(state(demo), path)


@lru_cache(maxsize=512)
def _kept(made_of: State, path: str) -> Finished:
    demo = made_of[0]
    folder, _, name = path.rpartition("/")
    if folder in languages() and name == site.FEED:
        content = site.updates(Language(folder), contents(demo))
        return finished(made_of, content, {"Content-Type": KIND})
    if folder in languages() and name.endswith(".png"):
        content = preview(edition_of(made_of, folder), name.removesuffix(".png"))
        return finished(made_of, content, {"Content-Type": "image/png"})
    if folder in languages():
        up = "../../../" if demo else "../../"
        edition = Edition(Language(folder), contents(demo), up)
        content = edition.render(name.removesuffix(".html") or "index").encode()
        return finished(made_of, content, {"Content-Type": HTML})
    fixed: dict[str, Callable[[], bytes]] = {
        site.STYLE: lambda: site.style().encode(),
        site.ICON: site.icon,
    }
    content = site.data(contents(demo))[name] if folder == site.DATA else fixed[path]()
    kind = KINDS[f".{name.rpartition('.')[2]}"]
    return finished(made_of, content, {"Content-Type": kind})


def _nothing_there() -> Response:
    text = "There is nothing at this address; the light edition begins at /lite/."
    return PlainTextResponse(text, 404)


def _chosen(request: Request) -> tuple[bool, Filters, str]:
    """Whether it is of the demonstration, the filters of the address, and the names of those that
    mean nothing."""
    given = request.query_params
    demo = given.get("data") == DEMONSTRATION and cache.offers_demonstration()
    chosen, meaningless = filtering.parse(
        {name: given.get(name, "") for name in filtering.NAMES}, cache.choices(demo)
    )
    return demo, chosen, ", ".join(name for name, _ in meaningless)


def _meaningless(names: str) -> Response:
    return PlainTextResponse(f"There is nothing like this in the plan: {names}", 400)


async def _calendar(base_path: str, request: Request) -> Response:
    """What is due of what the filters in the address select."""
    demo, chosen, meaningless = _chosen(request)
    if meaningless:
        return _meaningless(meaningless)
    t = Language(preferred_language(request))
    home = f"{_origin(request)}{base_path}/"

    def made() -> bytes:
        return calendar(t, cache.snapshot(demo, chosen), home, "&data=demo" * demo)

    content = await to_thread.run_sync(made, limiter=_workers)
    return finished(state(demo), content, {"Content-Type": CALENDAR}).response(request.headers)


async def _feed(base_path: str, request: Request) -> Response:
    """The updates that changed something of what the filters in the address select."""
    demo, chosen, meaningless = _chosen(request)
    if meaningless:
        return _meaningless(meaningless)
    t = Language(preferred_language(request))
    page = f"{_origin(request)}{base_path}/updates?lang={t.code}" + "&data=demo" * demo
    content = await to_thread.run_sync(_updates, t, demo, chosen, page, limiter=_workers)
    found = finished(state(demo), content, {"Content-Type": KIND})
    return found.response(request.headers)


def _updates(t: Language, demo: bool, chosen: Filters, page: str) -> bytes:
    def statuses(day: date) -> dict[tuple[str, str, int], str]:
        return cache.statuses(demo, replace(chosen, as_known_on=day))

    facts = cache.plan(demo)
    told = [release for release in cache.history(demo) if release.in_force]
    days = sorted({date.fromisoformat(release.published_at[:10]) for release in told})

    def changes_of(release: Release) -> list[Change]:
        """Since the update before; without the reasons, for which all would be judged five
        times."""
        place = days.index(date.fromisoformat(release.published_at[:10]))
        before = statuses(days[place - 1]) if place else {}
        after = statuses(days[place])
        return [
            Change(*key, before.get(key), after.get(key))
            for key in sorted({*before, *after})
            if before.get(key) != after.get(key)
        ]

    scope = "" if chosen == Filters() else filter_sentence(t, chosen, facts)
    return feed(t, facts, told, changes_of, page, scope)


async def _robots(base_path: str, request: Request) -> Response:
    sitemap = f"{_origin(request)}{base_path}/sitemap.xml"
    return PlainTextResponse(f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n")


async def _sitemap(base_path: str, request: Request) -> Response:
    root = f"{_origin(request)}{base_path}/{ROOT}"
    text = await to_thread.run_sync(sitemap, contents, root, limiter=_workers)
    return Response(text, media_type="application/xml")


def sitemap(made: Callable[[bool], Contents], root: str) -> str:
    """The pages of the plan's own light edition, each with its other languages."""
    names = Edition(Language(SOURCE_LANGUAGE), made(False)).pages

    def at(code: str, name: str) -> str:
        return escape(f"{root}/{code}/{name}.html")

    entries = [
        f"<url><loc>{at(code, name)}</loc>"
        + "".join(
            f'<xhtml:link rel="alternate" hreflang="{other}" href="{at(other, name)}"/>'
            for other in languages()
        )
        + "</url>"
        for name in names
        for code in languages()
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(entries) + "\n</urlset>\n"
    )


def _origin(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"
