"""The launcher: `streamlit run app.py`. The dashboard itself is src/progress/dashboard.py.

They are apart for safety: with `pages/` beside the script, Streamlit would show a page to the
first visitor of its address without running the script, and with it the check who may see what.
"""

import logging
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from progress import access, api, audit, keys, serving, web

logger = logging.getLogger("progress")

SCRIPT = Path(__file__).parent / "src" / "progress" / "dashboard.py"


@asynccontextmanager
async def lifespan(_app):
    audit.write_to_log()
    show_first_key()
    # The port is open but nothing is answered yet, so early visitors wait and then see the page.
    serving.warm_up()
    port = st.get_option("server.port")
    path = st.get_option("server.baseUrlPath").strip("/")
    print(f"The dashboard is at http://localhost:{port}/{path}".rstrip("/"), flush=True)
    yield


def show_first_key() -> None:
    """At the very first start, so that somebody can publish: printed once, never logged.

    Where a key was made before, or people log in, there is no need for it.
    """
    key = None if access.logs_in() else keys.make_first(serving.store())
    if key:
        print(f"The first key of the Secretariat, shown only this once: {key}", flush=True)
        print('Make one a person with "python -m progress key new --for NAME".', flush=True)


def say_sorry(_error: Exception) -> bool:
    """Shows a visitor one calm sentence; Streamlit has written the traceback to the log.

    In both languages and without the catalogues: they may be what broke.
    """
    st.error(
        "This page could not be shown. The reason has been noted; please try again, or go to "
        "another page.\n\n"
        "Cette page n’a pas pu être affichée. La raison a été notée ; veuillez réessayer ou "
        "passer à une autre page."
    )
    return True


app = st.App(
    SCRIPT,
    lifespan=lifespan,
    routes=[Route("/ready", web.ready(serving.check)), *api.routes()],
    middleware=[Middleware(web.SecurityHeaders, embedders=web.embed_origins())],
    on_script_error=say_sorry,
)
