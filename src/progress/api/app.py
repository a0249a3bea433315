"""The web API as one application, and where it ends: unknown addresses, other methods, and what
web pages ask before they read. Without that, Streamlit would answer with its page.
"""

import re

from fastapi import FastAPI, Request
from fastapi.routing import APIRoute
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from progress.api import read_routes, write_routes
from progress.api.addresses import ROOT
from progress.api.answer_cache import SHARED, AnswerCache

READING = ("GET", "HEAD")


def routes(base_path: str = "") -> list[Route]:
    """The routes of a server for everything under ``/api``, below a path such as ``/progress``."""
    api = _Below(base_path, create())
    everything = Route(f"{base_path}/api/{{path:path}}", api)
    # Starlette's own pattern leaves out addresses with a line end in them.
    everything.path_regex = re.compile(everything.path_regex.pattern, re.DOTALL)
    return [Route(f"{base_path}/api", api), everything]


def create() -> FastAPI:
    """Without FastAPI's own pages, whose scripts come from other servers."""
    app = FastAPI(
        openapi_url=None,
        redirect_slashes=False,
        middleware=[Middleware(AnswerCache)],
        exception_handlers={404: _nothing_there, 405: _another_method},
    )
    app.include_router(read_routes.router)
    app.include_router(write_routes.router)
    return app


class _Below:
    """An application at the end of a path that it does not know of."""

    def __init__(self, path: str, app: ASGIApp) -> None:
        self.path = path
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["root_path"] = self.path
        await self.app(scope, receive, send)


async def _nothing_there(request: Request, _error: Exception) -> Response:
    root = f"{request.scope['root_path']}{ROOT}"
    message = f"there is nothing at this address; {root} lists what there is"
    return JSONResponse({"error": message}, 404, SHARED)


async def _another_method(request: Request, _error: Exception) -> Response:
    """OPTIONS is declared nowhere, so it is answered here too."""
    path = request.scope["path"].removeprefix(request.scope["root_path"])
    reading = _methods(read_routes.router.routes, path)
    allowed = ", ".join([*sorted(reading | _methods(write_routes.router.routes, path)), "OPTIONS"])
    if request.method != "OPTIONS":
        message = f"this address answers to {allowed}"
        return JSONResponse({"error": message}, 405, {"Allow": allowed})
    headers = {"Allow": allowed}
    if reading and request.headers.get("Access-Control-Request-Method") in READING:
        # A web page that reads may say what it has already; nobody writes from other pages.
        headers |= {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": ", ".join(READING),
            "Access-Control-Allow-Headers": "Accept, If-None-Match",
            "Access-Control-Max-Age": "86400",
        }
    return Response(status_code=204, headers=headers)


def _methods(routes: list[BaseRoute], path: str) -> set[str]:
    """The methods of the routes that have this path."""
    fitting = (one for one in routes if isinstance(one, APIRoute) and one.path_regex.match(path))
    return {method for route in fitting for method in route.methods or ()}
