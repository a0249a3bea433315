"""Addresses of pages and of the web API that nobody would type, asked of a running dashboard."""

import asyncio
import http.client
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from bench.sessions import Visit, connect, run
from progress.api.addresses import OPEN
from progress.assessment.filters import NAMES
from progress.ui.view import PAGES
from soak.fuzz_files import word

PAGE_NAMES = (*NAMES, "lang", "data", "table", "since", "force_status", "leader", "embed", "x")
API_NAMES = (*NAMES, "lang", "data", "format", "table", "since", "until", "limit", "offset", "x")
RIGHT = {
    "goal": ("A", "C", "F"),
    "objective": ("A1", "C1", "F2"),
    "facility_type": ("core", "global", "unknown"),
    "horizon": ("2030", "2050"),
    "year": ("1900", "2019", "2025", "2030", "2100"),
    "as_known_on": ("2024-01-01", "2025-12-31", "0001-01-01", "9999-12-31", "2026-W01-1"),
    "status": ("achieved", "behind", "no_verdict"),
    "region": ("World", "all", "Europe"),
    "lang": ("en", "fr", "FR", "de"),
    "data": ("demo", "Demo"),
    "format": ("json", "csv", "xlsx"),
    "table": ("values", "verdicts", "goals", "objectives", "releases"),
    "since": ("2024-01-01", "0001-01-01", "9999-12-31", "2030-01-01"),
    "until": ("2024-01-01", "0001-01-01", "9999-12-31"),
    "limit": ("0", "1", "1000", "1001", "-1", "1e3"),
    "offset": ("0", "5", "1000000", "9999999999999999999999"),
    "leader": ("wanted",),
    "force_status": ("active", "closed"),
    "embed": ("true",),
}  # fmt: skip
BODIES = (b"", b"{}", b"[]", b"null", b'{"note": 5}', b'{"on": "soon"}', b"{", b"\xff", b"[" * 5000,
          b'{"name": ""}', b'{"name": "x", "replace": 1}', b'{"on": "0001-01-01"}')  # fmt: skip


@dataclass
class Asked:
    """A dashboard that is asked, a key for it, and the process that serves it."""

    address: str
    key: str
    stopped: Callable[[], bool]


def try_pages(chance: random.Random, asked: Asked, count: int) -> None:
    """One visitor at a time asks for so many views. Raises where one shows that it failed."""

    async def look() -> None:
        left = count
        while left > 0:
            async with connect(asked) as socket:
                for _ in range(min(left, 50)):
                    visit = Visit(chance.choice(["", *PAGES]), _query(chance, PAGE_NAMES))
                    try:
                        async with asyncio.timeout(60):
                            await run(socket, visit)
                    except Exception as error:
                        raise AssertionError(f"{visit}: {error!r}") from error
            left -= 50

    asyncio.run(look())


def try_api(chance: random.Random, asked: Asked, count: int) -> dict[int, int]:
    """So many requests; how often each status was answered. Raises at a 5xx or no JSON or CSV."""
    statuses: dict[int, int] = {}
    connection = http.client.HTTPConnection(urlsplit(asked.address).netloc, timeout=60)
    for _ in range(count):
        method, path, body, headers = _request(chance, asked)
        said = f"{method} {path} {body!r}"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            if isinstance(error, http.client.HTTPException):
                raise AssertionError(f"{said}: {error!r}") from error
            continue
        assert answer.status < 500, f"{said}: {answer.status} {content[:200]!r}"
        kind = answer.headers.get("Content-Type", "")
        if kind.startswith("application/json") and method != "HEAD" and content:
            json.loads(content)
        statuses[answer.status] = statuses.get(answer.status, 0) + 1
    connection.close()
    return statuses


def _request(chance: random.Random, asked: Asked) -> tuple[str, str, bytes | None, dict]:
    if chance.random() < 0.75:
        path = f"/api/v1/{chance.choice([*OPEN, *OPEN, 'openapi.json', '', 'x', 'values/', '..'])}"
        method, body = chance.choice(("GET",) * 8 + ("HEAD", "OPTIONS", "POST", "PATCH")), None
    else:
        path = "/api/v1/" + chance.choice(
            ("releases", "releases/1/revert", "releases/-1/revert", "releases/99/revert", "keys",
             "releases/999999999999999999999/revert", f"keys/{quote(word(chance)[:50], safe='')}")
        )  # fmt: skip
        method = chance.choice(("POST", "POST", "GET", "DELETE", "PUT"))
        body = chance.choice(BODIES)
    headers = {}
    if chance.random() < 0.5:
        headers["Authorization"] = chance.choice(
            ("Bearer", "Bearer x", "Basic eDp4", f"Bearer {asked.key[:-1]}", f"Bearer {asked.key}")
        )
    if chance.random() < 0.5:
        headers["Accept"] = chance.choice(("text/csv", "*/*;q=x", "application/json;q=0", ",;,"))
    if chance.random() < 0.3:
        headers["If-None-Match"] = chance.choice(("*", '"x"', ",", 'W/"'))
    if body is not None:
        headers["Content-Type"] = chance.choice(
            ("application/json", "text/plain", "multipart/form-data; boundary=x",
             "multipart/form-data", "multipart/form-data; boundary=" + "x" * 300)
        )  # fmt: skip
    return method, f"{path}?{_query(chance, API_NAMES)}", body, headers


def _query(chance: random.Random, names: tuple[str, ...]) -> str:
    pairs = []
    for _ in range(chance.choice((0, 1, 1, 2, 3, 6))):
        name = chance.choice(names)
        right = chance.random() < 0.6 and name in RIGHT
        text = chance.choice(RIGHT[name]) if right else word(chance)[:500]
        pairs.append((name, text.encode("utf-8", "replace")))
    query = urlencode(pairs)
    return query if chance.random() < 0.95 else query + chance.choice(("&", "=", "%", "%ff", "&a"))
