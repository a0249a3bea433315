"""Where the web API ends: unknown addresses, other methods, and what web pages ask beforehand.

Without this, Streamlit would answer with its page.
"""

import re

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from progress.api import reading, writing
from progress.api.answers import ROOT

READING = ("GET", "HEAD")


def routes() -> list[Route]:
    """All routes of the web API."""
    read, write = reading.routes(), writing.routes()
    elsewhere = _Elsewhere(read, write)
    everything = Route(ROOT + "{path:path}", elsewhere)
    # Starlette's own pattern leaves out addresses with a line end in them.
    everything.path_regex = re.compile(everything.path_regex.pattern, re.DOTALL)
    return [*read, *write, everything]


class _Elsewhere:
    """Answers what no other route has taken."""

    def __init__(self, reading: list[Route], writing: list[Route]) -> None:
        self.reading = reading
        self.writing = writing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.answer(scope)(scope, receive, send)

    def answer(self, scope: Scope) -> Response:
        is_open = _fits(self.reading, scope) != set()
        methods = _fits(self.reading, scope) | _fits(self.writing, scope)
        if not methods:
            message = f"there is nothing at this address; {ROOT} lists what there is"
            return JSONResponse({"error": message}, 404, reading.SHARED)
        allowed = ", ".join([*sorted(methods), "OPTIONS"])
        if scope["method"] != "OPTIONS":
            message = f"this address answers to {allowed}"
            return JSONResponse({"error": message}, 405, {"Allow": allowed})
        headers = {"Allow": allowed}
        if is_open and Headers(scope=scope).get("Access-Control-Request-Method") in READING:
            # A web page that reads may say what it has already; nobody writes from other pages.
            headers |= {
                "Access-Control-Allow-Origin": "*",
                "Access-Control-Allow-Methods": ", ".join(READING),
                "Access-Control-Allow-Headers": "Accept, If-None-Match",
                "Access-Control-Max-Age": "86400",
            }
        return Response(status_code=204, headers=headers)


def _fits(routes: list[Route], scope: Scope) -> set[str]:
    """The methods of the routes that have this path."""
    return {
        method
        for route in routes
        if route.path_regex.match(scope["path"])
        for method in route.methods
    }
