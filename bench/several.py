"""Several dashboards on one PostgreSQL: two publish and all are read, at once, for a while.

    python -m bench.several [--seconds 300] [--dashboards 4] [--lose] [--json]

``--lose`` kills the database twice meanwhile (kill -9) and starts it again after five seconds.
Ends with exit code 1 where a release was lost, half, or half seen. bench/README.md says what
each figure means.
"""

import argparse
import contextlib
import http.client
import json
import secrets
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bench.servers import ROOT, App, machine, serve
from progress.access import keys
from progress.intake import seed
from progress.store.integrity import verify
from progress.store.queries import primary_read, rows
from progress.store.store import open_store
from tests.support.postgres import Server

REGIONS = 40
WRITERS = 2
AWAY = 5  # seconds without the database
PLAN = {
    "goals.csv": "goal\nW\n",
    "objectives.csv": "objective,goal\n" + "".join(f"W{n},W\n" for n in range(WRITERS)),
    "indicators.csv": "indicator,objective,measure,direction\n"
    + "".join(f"W{n}.1,W{n},level,up\n" for n in range(WRITERS)),
    "targets.csv": "indicator,year,kind,value\n"
    + "".join(f"W{n}.1,2030,level,1000000\n" for n in range(WRITERS)),
}


@dataclass
class Seen:
    """What publishers and readers have noted. Lists are only added to."""

    published: list[tuple[int, int, int]] = field(default_factory=list)  # writer, number, release
    writes: list[float] = field(default_factory=list)  # milliseconds
    reads: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)  # and tried again
    wrong: list[str] = field(default_factory=list)
    newest: dict[int, int] = field(default_factory=dict)  # writer -> number acknowledged


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--dashboards", type=int, default=4)
    parser.add_argument("--lose", action="store_true", help="kill the database twice meanwhile")
    parser.add_argument("--json", action="store_true", help="one JSON document, not a table")
    chosen = parser.parse_args()
    database = Server()
    try:
        found = measure(database, chosen.seconds, chosen.dashboards, chosen.lose)
    finally:
        database.stop()
    if chosen.json:
        print(json.dumps({"machine": machine()} | found, indent=1))
    else:
        print(machine())
        for name, figure in found.items():
            print(f"{name:12} {figure}")
    sys.exit(1 if found["wrong"] else 0)


def measure(database: Server, seconds: float, dashboards: int, lose: bool) -> dict:
    seen, done = Seen(), threading.Event()
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        url = database.url(database.database())
        key = _build(url, folder / "plan")
        apps = [_dashboard(url, folder / str(place)) for place in range(dashboards)]
        running = [
            stack.enter_context(serve(app, folder / f"{place}.log"))
            for place, app in enumerate(apps)
        ]
        addresses = [one.address for one in running]
        work = [
            threading.Thread(target=_publish, args=(writer, addresses[writer], key, seen, done))
            for writer in range(WRITERS)
        ]
        work += [
            threading.Thread(target=_read, args=(address, seen, done, lose))
            for address in addresses
        ]
        for thread in work:
            thread.start()
        recovered = []
        losses = 2 if lose else 0
        for _ in range(losses):
            time.sleep(seconds / (losses + 1))
            database.kill()
            time.sleep(AWAY)
            database.start_again()
            recovered.append(_seconds_until_ready(addresses))
        time.sleep(seconds / (losses + 1))
        done.set()
        for thread in work:
            thread.join()
        released = _check(url, seen)
    return {
        "dashboards": dashboards,
        "seconds": seconds,
        "releases": released,
        "published": len(seen.published),
        "publish ms": _spread(seen.writes),
        "answers read": len(seen.reads),
        "read ms": _spread(seen.reads),
        "refused": len(seen.refused),
        "ready after": [round(one, 1) for one in recovered],
        "wrong": seen.wrong,
    }


def _build(url: str, folder: Path) -> str:
    """The store of a small plan; returns a key to it."""
    folder.mkdir()
    for name, text in PLAN.items():
        (folder / name).write_text(text)
    store = seed.build(url, folder)
    try:
        return keys.new(store, "Bench")
    finally:
        store.close()


def _dashboard(url: str, folder: Path) -> App:
    folder.mkdir()
    settings = {"PROGRESS_STORE": url, "PROGRESS_LOCAL": str(folder), "PROGRESS_DEMO": "off"}
    return App("dashboard", ROOT, settings)


def _publish(writer: int, address: str, key: str, seen: Seen, done: threading.Event) -> None:
    """One update after the other, each with the same new number for all regions."""
    number = 0
    while not done.is_set():
        number += 1
        text = "indicator,region,year,value\n" + "".join(
            f"W{writer}.1,Region {place},2024,{number}\n" for place in range(REGIONS)
        )
        while not done.is_set():
            began = time.perf_counter()
            status, answer = _send(address, key, text)
            if status == 201:
                seen.writes.append((time.perf_counter() - began) * 1000)
                seen.published.append((writer, number, answer["release"]))
                seen.newest[writer] = number
                break
            if "nothing to publish" in answer.get("error", ""):
                break  # it was published when the answer was lost
            if status not in (409, 429, 503):
                seen.wrong.append(f"publishing: {status} {answer}")
            seen.refused.append(answer.get("error", ""))
            time.sleep(0.2)


def _send(address: str, key: str, text: str) -> tuple[int, dict]:
    limit = secrets.token_hex(8)
    part = f"--{limit}\r\nContent-Disposition: form-data; name="
    body = (
        f'{part}"accept_warnings"\r\n\r\ntrue\r\n'
        f'{part}"file"; filename="values.csv"\r\n\r\n{text}\r\n--{limit}--\r\n'
    )
    headers = {
        "Authorization": f"Bearer {key}",
        "Content-Type": f"multipart/form-data; boundary={limit}",
    }
    return _ask(address, "POST", "/api/v1/releases", body, headers)


def _read(address: str, seen: Seen, done: threading.Event, lose: bool) -> None:
    """Looks whether each release is seen whole, at once, and never gone again."""
    newest = [0] * WRITERS
    while not done.is_set():
        for writer in range(WRITERS):
            acknowledged = seen.newest.get(writer, 0)
            path = f"/api/v1/values?objective=W{writer}&region=all&limit=1000"
            began = time.perf_counter()
            status, answer = _ask(address, "GET", path)
            if status != 200:
                seen.wrong.append(f"reading: {status} {answer}")
                continue
            seen.reads.append((time.perf_counter() - began) * 1000)
            numbers = [row["value"] for row in answer["values"]]
            if len(set(numbers)) > 1 or len(numbers) not in (0, REGIONS):
                seen.wrong.append(f"half seen: {len(numbers)} rows, {sorted(set(numbers))}")
            number = int(max(numbers, default=0))
            # Without the database, readers see what was known; so one may be behind.
            if number < newest[writer] or (number < acknowledged and not lose):
                seen.wrong.append(f"seen {number} after {max(newest[writer], acknowledged)}")
            newest[writer] = max(number, newest[writer])


def _ask(
    address: str, method: str, path: str, body: str | None = None, headers: dict | None = None
) -> tuple[int, dict]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


def _seconds_until_ready(addresses: list[str]) -> float:
    began = time.perf_counter()
    while any(_ask(address, "GET", "/ready")[0] != 200 for address in addresses):
        time.sleep(0.05)
    return time.perf_counter() - began


def _check(url: str, seen: Seen) -> int:
    """What the database itself holds: every acknowledged release, once, whole. Returns how many
    releases there are."""
    store = open_store(url, read_only=True)
    try:
        seen.wrong += verify(store)
        with primary_read(store) as reading:
            found = rows(
                reading,
                "select release_id, indicator, min(value), max(value), count(*) "
                "from store.value group by all",
            )
            releases = rows(reading, "select count(*) from store.release")[0][0]
    finally:
        store.close()
    held = {}
    for release, indicator, lowest, highest, count in found:
        if lowest != highest or count != REGIONS or release in held:
            seen.wrong.append(f"release {release} is half: {count} rows, {lowest} to {highest}")
        held[release] = (indicator, lowest)
    for writer, number, release in seen.published:
        if held.get(release) != (f"W{writer}.1", number):
            seen.wrong.append(f"release {release} is lost: {number} of writer {writer}")
    return releases


def _spread(values: list[float]) -> dict[str, float]:
    if len(values) < 2:
        return {}
    return {
        "median": round(statistics.median(values), 1),
        "of 100, 95 within": round(statistics.quantiles(values, n=20)[-1], 1),
        "longest": round(max(values), 1),
    }


if __name__ == "__main__":
    main()
