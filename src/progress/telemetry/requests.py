"""Watching the program at work: how often and how long.

Around each request as ASGI, around each run of a page from the dashboard's script. It writes the
log and counts for monitoring; what the numbers mean stands in metrics.py.
"""

from collections.abc import Awaitable, Callable

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from progress.telemetry import log, metrics
from progress.telemetry.failures import failed

ID_HEADER = "X-Request-ID"
WEB_API = "/api/"
METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}


def begin_page() -> None:
    """At the top of the script."""
    log.begin()


def name_page(name: str) -> None:
    """Once it is known which page the script is for."""
    log.current().place = name


def end_page(name: str) -> None:
    """Counts one run of a page, also one that failed or was broken off by a choice."""
    metrics.PAGE_SECONDS.labels(name).observe(log.current().seconds)


def page_failed(error: Exception) -> str:
    """Notes that a page failed; returns the id to tell the visitor."""
    return failed("page", log.current().place or "page", error).id


class Observed:
    """Gives every request an id, which the answer has too; notes how the web API answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        work = log.begin(Headers(scope=scope).get(ID_HEADER))
        status = 500  # unless there is an answer

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[ID_HEADER] = work.id
            await send(message)

        try:
            await self.app(scope, receive, send_with_id)
        finally:
            _note(scope, status, work)


def _note(scope: Scope, status: int, work: log.Work) -> None:
    is_api = scope["path"].removeprefix(scope.get("root_path", "")).startswith(WEB_API)
    if not is_api and status < 500:
        return
    # As the address was declared: what stands in its place may be the name of a person.
    route = getattr(scope.get("route"), "path", "elsewhere")
    method = scope["method"] if scope["method"] in METHODS else "other"
    if is_api:
        metrics.API_SECONDS.labels(route).observe(work.seconds)
        metrics.API_REQUESTS.labels(method, route, str(status)).inc()
        log.event("request", method=method, route=route, status=status)
    if status >= 500:
        failed("api" if is_api else "store", f"{method} {route}: {status}")


def metrics_answer(
    gauges: Callable[[], dict[str, tuple[str, float]]],
) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint for monitoring. ``gauges`` asks for what is true just now."""

    async def answer(request: Request) -> Response:
        found = await to_thread.run_sync(gauges)
        content, content_type = metrics.text(found, request.headers.get("Accept", ""))
        return Response(content, headers={"Content-Type": content_type, "Vary": "Accept"})

    return answer
