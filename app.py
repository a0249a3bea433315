"""The launcher: `streamlit run app.py`. The dashboard itself is
src/progress/ui/frame/dashboard.py.

They are apart for safety: with `pages/` beside the script, Streamlit would show a page to the
first visitor of its address without running the script, and with it the check who may see what.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route
from streamlit.runtime.stats import GaugeStat

from progress.access import keys
from progress.api import app as web_api
from progress.light import routes as light
from progress.light.heads import head_of
from progress.server import (
    cache,
    compression,
    headers,
    health,
    page,
    sessions,
    settings,
    tuning,
)
from progress.telemetry import log, requests
from progress.ui import sign_in
from progress.ui.frame.notices import SCRIPT_MARK

FRAME = Path(__file__).parent / "src" / "progress" / "ui" / "frame"
SCRIPT = FRAME / "dashboard.py"

# What the pages are made of: those of every page, and beyond these of some.
PARTS = {
    "": ("Html", "Selectbox", "PageLink", "ButtonGroup", "DownloadButton"),
    "objective": ("PlotlyChart",),
}

with settings.told_at_the_start():
    EMBEDDERS = settings.embedders()


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    log.write()
    tuning.send_at_once()
    # The port is open but nothing is answered yet, so early visitors wait and then see the page.
    with settings.told_at_the_start():
        settings.check(st.get_option("secrets.files"))
        show_first_key()
        tuning.share_freed_memory()
        tuning.load_heavy_modules()
        cache.warm_up()
        tuning.freeze_what_is_loaded()
    port = st.get_option("server.port")
    print(f"The dashboard is at http://localhost:{port}{base_path()}", flush=True)
    yield


def show_first_key() -> None:
    """At the very first start, so that somebody can publish: printed once, never logged.

    Where a key was made before, or people log in, there is no need for it.
    """
    key = None if sign_in.logs_in() else keys.make_first(cache.store())
    if key:
        print(f"The first key of the Secretariat, shown only this once: {key}", flush=True)
        print('Make one a person with "python -m progress key new --for NAME".', flush=True)


def say_sorry(error: Exception) -> bool:
    """Shows a visitor one calm sentence; Streamlit has written the traceback to the log.

    In both languages and without the catalogues: they may be what broke. The id leads to the
    lines in the log.
    """
    failure = requests.page_failed(error)
    st.error(
        "This page could not be shown. The reason has been noted; please try again, or go to "
        "another page.\n\n"
        "Cette page n’a pas pu être affichée. La raison a été notée ; veuillez réessayer ou "
        f"passer à une autre page.\n\n`{failure}`"
    )
    return True


def active_sessions() -> int:
    """How many visitors have a page open."""
    found = st.runtime.get_instance().stats_mgr.get_stats(["active_sessions"])
    gauges = (stat for stats in found.values() for stat in stats)
    return sum(stat.value for stat in gauges if isinstance(stat, GaugeStat))


async def page_script(request: Request) -> FileResponse:
    """The scripts that pages load (``ui/frame/notices.py``, ``ui/sign_in.py``)."""
    name = request.url.path.rpartition("/")[2]
    kept = compression.FOR_GOOD if request.url.query == SCRIPT_MARK else "no-cache"
    return FileResponse(FRAME / "static" / name, headers={"Cache-Control": kept})


def base_path() -> str:
    """The path that the dashboard is under, such as ``/progress``; mostly there is none."""
    path = st.get_option("server.baseUrlPath").strip("/")
    return f"/{path}" if path else ""


def routes(path: str) -> list[Route]:
    """What is answered without Streamlit, under a path."""
    return [
        Route(f"{path}/ready", headers.ready(cache.check)),
        Route(f"{path}/metrics", requests.metrics_answer(partial(health.gauges, active_sessions))),
        Route(f"{path}/page.js", page_script),
        Route(f"{path}/session.js", page_script),
        Route(f"{path}/session", sessions.answer, methods=["POST", "DELETE"]),
        *web_api.routes(path),
        *light.routes(path),
    ]


app = st.App(
    SCRIPT,
    lifespan=lifespan,
    # Whoever asks this machine itself, such as a load balancer, need not know the path.
    routes=[route for path in dict.fromkeys(("", base_path())) for route in routes(path)],
    middleware=[
        Middleware(requests.Observed),
        Middleware(headers.SecurityHeaders, embedders=EMBEDDERS),
        Middleware(compression.CompressedFiles, base_path=base_path()),
        Middleware(page.Page, parts=PARTS, head=partial(head_of, base_path())),
    ],
    on_script_error=say_sorry,
)
