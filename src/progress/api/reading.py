"""The open web API over HTTP: anybody may read, from any web page, without a key.

Finished answers are kept, plain and compressed, until the data or the day changes; they are
given out without asking a thread. What has to be computed is computed in threads of its own, so
that visitors need not wait for it.
"""

import gzip
import hashlib
import json
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from progress.api import lines, openapi
from progress.api.answers import OPEN, ROOT, Address
from progress.api.asked import DEMONSTRATION, Asked, read
from progress.api.schemas import of_table
from progress.api.writing import refusal
from progress.assessment.filters import today
from progress.server import cache
from progress.store.queries import revision

SMALLEST_COMPRESSED = 500  # bytes; below that it takes more than it saves
MOST_KEPT = 16 * 1024**2  # bytes of finished answers
QUALITY = re.compile(r"q=([01](?:\.\d{1,3})?)")
MEDIA_TYPES = {True: "text/csv; charset=utf-8; header=present", False: "application/json"}

# Answers change with the day and with each release, so they are asked for each time, but not sent
# again.
SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link",
    "Vary": "Accept, Accept-Encoding",
}
CACHING = {"Cache-Control": "public, max-age=0, must-revalidate"}

_workers = CapacityLimiter(2)


@dataclass(frozen=True)
class Finished:
    """An answer ready to be sent, and what it was made of: demonstration data or not, the
    revision of that store, the day."""

    made_of: tuple[bool, int, date]
    plain: bytes
    compressed: bytes
    headers: dict[str, str]

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.compressed)


class _Kept:
    """The finished answers asked for last. Only the event loop touches it."""

    def __init__(self) -> None:
        self._answers: OrderedDict[tuple, Finished] = OrderedDict()
        self._size = 0

    def get(self, key: tuple) -> Finished | None:
        if key in self._answers:
            self._answers.move_to_end(key)
        return self._answers.get(key)

    def put(self, key: tuple, finished: Finished) -> None:
        self._forget(self._answers.pop(key, None))
        self._answers[key] = finished
        self._size += finished.size
        while self._size > MOST_KEPT:
            self._forget(self._answers.popitem(last=False)[1])

    def _forget(self, finished: Finished | None) -> None:
        self._size -= finished.size if finished else 0


_kept = _Kept()


def routes() -> list[Route]:
    return [
        *(Route(f"{ROOT}{name}", _endpoint(address)) for name, address in OPEN.items()),
        Route(ROOT, _endpoint(openapi.INDEX)),
        Route(ROOT.rstrip("/"), _endpoint(openapi.INDEX)),
        Route(f"{ROOT}openapi.json", _endpoint(openapi.ADDRESS)),
    ]


def _endpoint(address: Address) -> Callable:
    async def answer(request: Request) -> Response:
        prefers_csv = bool(address.tables) and _prefers_csv(request.headers.get("Accept", ""))
        key = (address.name, request.scope["query_string"], prefers_csv)
        try:
            finished = _kept.get(key)
            if finished is None or not await _is_current(finished):
                given = request.query_params.multi_items()
                finished = await to_thread.run_sync(
                    _finish, address, given, prefers_csv, limiter=_workers
                )
                _kept.put(key, finished)
        except Exception as error:
            document, status = refusal(error)
            return JSONResponse(document, status, SHARED | {"Cache-Control": "no-store"})
        return _response(request, finished)

    return answer


def _response(request: Request, finished: Finished) -> Response:
    headers = finished.headers
    if _is_known(request.headers.get("If-None-Match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    if finished.compressed and "gzip" in request.headers.get("Accept-Encoding", ""):
        return Response(finished.compressed, headers=headers | {"Content-Encoding": "gzip"})
    return Response(finished.plain, headers=headers)


def _finish(address: Address, given: list[tuple[str, str]], prefers_csv: bool) -> Finished:
    asked = read(given, address.parameters, address.tables, prefers_csv)
    # Read before the work: a release meanwhile makes this answer an old one.
    made_of = _state(asked.demo)
    document = address.answer(asked)
    if asked.as_csv:
        plain = lines.write(
            of_table(address.name, asked.table), document[asked.table], _said(asked)
        )
    else:
        document = _said(asked) | document
        plain = json.dumps(document, ensure_ascii=False, allow_nan=False).encode()
    compressed = gzip.compress(plain, 6, mtime=0) if len(plain) >= SMALLEST_COMPRESSED else b""
    digest = hashlib.sha256(plain).hexdigest()[:32]
    headers = SHARED | CACHING | {"ETag": f'W/"{digest}"'}
    headers["Content-Type"] = MEDIA_TYPES[asked.as_csv]
    if asked.as_csv:
        headers["Content-Disposition"] = f'inline; filename="{_file_name(address, asked)}"'
    if document.get("next"):
        headers["Link"] = f'<{document["next"]}>; rel="next"'
    return Finished(made_of, plain, compressed, headers)


def _said(asked: Asked) -> dict[str, str]:
    """What stands in front of invented data, in JSON and in each row of CSV."""
    return {"data": asked.t("Demonstration data")} if asked.demo else {}


def _file_name(address: Address, asked: Asked) -> str:
    names = [address.name]
    if asked.table not in (None, address.tables[0]):
        names.append(asked.table.replace("_", "-"))
    return "-".join([*names, *[DEMONSTRATION] * asked.demo]) + ".csv"


async def _is_current(finished: Finished) -> bool:
    demo = finished.made_of[0]
    if cache.store(demo).primary is None:  # a file says so in a fraction of a millisecond
        return finished.made_of == _state(demo)
    return finished.made_of == await to_thread.run_sync(_state, demo)


def _state(demo: bool) -> tuple[bool, int, date]:
    return demo, revision(cache.store(demo)), today()


def _prefers_csv(accept: str) -> bool:
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
