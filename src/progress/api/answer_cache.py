"""Finished answers of the open web API, kept until the data or the day changes.

They are given out in front of FastAPI, without asking a thread: most requests are for what was
asked before. Each has the revision of its store and the day that it was made of.
"""

import gzip
import hashlib
import re
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from progress.assessment.filters import today
from progress.server import cache
from progress.store.queries import revision

SMALLEST_COMPRESSED = 500  # bytes; below that it takes more than it saves
MOST_KEPT = 16 * 1024**2  # bytes of finished answers
QUALITY = re.compile(r"q=([01](?:\.\d{1,3})?)")

# Answers change with the day and with each release, so they are asked for each time, but not sent
# again. Any web page may read them.
SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link",
    "Vary": "Accept, Accept-Encoding",
}
CACHING = {"Cache-Control": "public, max-age=0, must-revalidate"}

State = tuple[bool, int, date]
Key = tuple[str, bytes, bool]


@dataclass(frozen=True)
class Finished:
    """An answer ready to be sent, and what it was made of: demonstration data or not, the
    revision of that store, the day."""

    made_of: State
    plain: bytes
    compressed: bytes
    headers: dict[str, str]

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.compressed)

    def response(self, headers: Headers) -> Response:
        """What a request with these headers is answered."""
        own = self.headers
        if _is_known(headers.get("If-None-Match", ""), own["ETag"]):
            return Response(status_code=304, headers=own)
        if self.compressed and "gzip" in headers.get("Accept-Encoding", ""):
            return Response(self.compressed, headers=own | {"Content-Encoding": "gzip"})
        return Response(self.plain, headers=own)


def finished(made_of: State, content: bytes, headers: dict[str, str]) -> Finished:
    is_large = len(content) >= SMALLEST_COMPRESSED
    tag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    return Finished(
        made_of,
        content,
        gzip.compress(content, 6, mtime=0) if is_large else b"",
        SHARED | CACHING | {"ETag": tag} | headers,
    )


class _Kept:
    """The finished answers asked for last, with the route that made each. Only the event loop
    touches it."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Key, tuple[Finished, BaseRoute]] = OrderedDict()
        self._size = 0

    def get(self, key: Key) -> tuple[Finished, BaseRoute] | None:
        if key in self._answers:
            self._answers.move_to_end(key)
        return self._answers.get(key)

    def put(self, key: Key, finished: Finished, route: BaseRoute) -> None:
        if key in self._answers:
            self._size -= self._answers.pop(key)[0].size
        self._answers[key] = finished, route
        self._size += finished.size
        while self._size > MOST_KEPT:
            self._size -= self._answers.popitem(last=False)[1][0].size


_kept = _Kept()


def keep(scope: Scope, finished: Finished) -> None:
    _kept.put(_key(scope, Headers(scope=scope)), finished, scope["route"])


class AnswerCache:
    """Answers a request from what is kept, where that is still right."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self.app
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            headers = Headers(scope=scope)
            kept = _kept.get(_key(scope, headers))
            if kept and await _is_current(kept[0]):
                finished, scope["route"] = kept
                app = finished.response(headers)
        await app(scope, receive, send)


def state(demo: bool) -> State:
    """What an answer is made of now."""
    return demo, revision(cache.store(demo)), today()


async def _is_current(finished: Finished) -> bool:
    demo = finished.made_of[0]
    if cache.store(demo).primary is None:  # a file says so in a fraction of a millisecond
        return finished.made_of == state(demo)
    return finished.made_of == await to_thread.run_sync(state, demo)


def _key(scope: Scope, headers: Headers) -> Key:
    return scope["path"], scope["query_string"], prefers_csv(headers.get("Accept", ""))


def prefers_csv(accept: str) -> bool:
    """Whether CSV is asked for, and rather than JSON."""
    quality = {}
    for part in accept.lower().replace(" ", "").split(","):
        kind, *details = part.split(";")
        given = next(filter(None, map(QUALITY.fullmatch, details)), None)
        quality[kind] = float(given[1]) if given else 1.0
    rather = max(quality.get("application/json", 0), quality.get("*/*", 0) / 2)
    return quality.get("text/csv", 0) > rather


def _is_known(if_none_match: str, tag: str) -> bool:
    known = [one.strip().removeprefix("W/") for one in if_none_match.split(",")]
    return known == ["*"] or tag.removeprefix("W/") in known
