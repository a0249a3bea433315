"""Many visitors at once on all pages, and what the server takes of the machine meanwhile.

    python -m soak.load --sessions 50 --think 3 --seconds 180
    python -m soak.load --sessions 20 --think 5 --seconds 3600 --publish-every 120

Visitors speak the protocol of Streamlit's own page, without a browser: they turn pages, change
filters, language and data, and now and then leave and come back. Between them the web API is asked,
and with ``--publish-every`` updates are published and undone through it.
"""

import argparse
import asyncio
import contextlib
import http.client
import random
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from bench.servers import Running, dashboard, machine, memory, serve
from bench.sessions import Visit, connect, run
from callers import Caller
from conftest import Server
from progress import keys
from progress.filters import FACILITY_TYPES, FAMILIES, choices
from progress.store import Store, open_store, rows
from progress.view import PAGES

WARM_UP = 0.1  # the share of the time after which memory is first noted
SHARE_OF_LEAVING = 0.03
SAMPLES = 12


@dataclass
class Seen:
    """What was measured so far; times in seconds."""

    pages: list[float] = field(default_factory=list)
    api: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Sample:
    """The server at a moment: what it has answered since the sample before, what it holds."""

    at: float
    count: int
    p50: float
    p95: float
    megabytes: float
    handles: int
    threads: int
    log: int  # bytes of the store's log

    def line(self) -> str:
        return (
            f"{self.at:7.0f} {self.count:7} {self.p50 * 1000:7.0f} {self.p95 * 1000:7.0f} "
            f"{self.megabytes:7.0f} {self.handles:7} {self.threads:7} {self.log:7}"
        )


HEAD = "seconds   pages  p50 ms  p95 ms      MB handles threads log (B)"


def run_load(
    folder: Path, sessions: int, think: float, seconds: float, publish_every: float, seed: int = 1
) -> tuple[Seen, list[Sample]]:
    """Serves a dashboard of its own in ``folder`` and lets visitors at it for so long."""
    app = dashboard(folder)
    path = Path(app.environment["PROGRESS_STORE"])
    store = open_store(path)
    key, possible = keys.new(store, "Soak"), _possible(store)
    store.close()
    seen, samples = Seen(), []
    with serve(app, folder / "log") as running:
        caller = Caller(Server(running.address, path, folder / "log", running.process), key)

        async def everything() -> None:
            end = time.monotonic() + seconds
            work = [
                _visitor(running, random.Random(seed * 1000 + n), possible, think, end, seen)
                for n in range(sessions)
            ]
            work.append(_watch(running, path, seconds, seen, samples))
            work.append(_ask(caller, end, seen))
            if publish_every:
                work.append(_publish(caller, possible, publish_every, end, seen))
            await asyncio.gather(*work)

        asyncio.run(everything())
    return seen, samples


def p(share: float, times: list[float]) -> float:
    """The time that this share of all stays below."""
    return sorted(times)[min(int(share * len(times)), len(times) - 1)] if times else float("nan")


def _possible(store: Store) -> dict[str, list]:
    found = choices(store)
    numeric = "select indicator from store.indicator where measure = 'level' order by 1"
    return {
        "goal": [None, *found.goal],
        "horizon": [None, *found.horizon],
        "facility_type": [None, *FACILITY_TYPES],
        "status": [None, None, *FAMILIES],
        "year": [None, None, 2024, 2025],
        "region": [None, "all"],
        "lang": ["en", "fr"],
        "data": [None, "demo"],
        "objective": list(found.objective),
        "indicator": [code for (code,) in rows(store, numeric)],
    }


async def _visitor(running: Running, chance, possible, think: float, end: float, seen: Seen):
    await asyncio.sleep(chance.uniform(0, think))  # they do not come all at once
    while time.monotonic() < end:
        try:
            async with connect(running) as socket:
                await _stay(socket, chance, possible, think, end, seen)
        except Exception as error:  # counted, and the visitor comes back
            seen.errors.append(f"{type(error).__name__}: {error}"[:200])
            await asyncio.sleep(think)


async def _stay(socket, chance, possible, think: float, end: float, seen: Seen) -> None:
    names = ("goal", "horizon", "facility_type", "status", "year", "region")
    asked = {}
    page = ""
    while time.monotonic() < end:
        if chance.random() < 0.5:
            page = chance.choice(["", *sorted(set(PAGES) - {"overview"})])
            asked = {name: chance.choice(possible[name]) for name in ("lang", "data")}
            if page == "objective":
                asked["objective"] = chance.choice(possible["objective"])
        name = chance.choice(names)
        asked[name] = chance.choice(possible[name])
        query = urlencode({name: text for name, text in asked.items() if text is not None})
        began = time.monotonic()
        async with asyncio.timeout(60):
            await run(socket, Visit(page, query))
        seen.pages.append(time.monotonic() - began)
        await asyncio.sleep(chance.uniform(0.5, 1.5) * think)
        if chance.random() < SHARE_OF_LEAVING:
            return


async def _ask(caller: Caller, end: float, seen: Seen) -> None:
    """Another program that asks the open web API, and whether the dashboard is ready."""
    addresses = ("/ready", "/api/v1/status", "/api/v1/values?limit=50", "/api/v1/objectives")
    for turn in range(10**9):
        if time.monotonic() >= end:
            return
        began = time.monotonic()
        status = await asyncio.to_thread(_get, caller, addresses[turn % len(addresses)])
        seen.api.append(time.monotonic() - began)
        if status != 200:
            seen.errors.append(f"{addresses[turn % len(addresses)]} answered {status}")
        await asyncio.sleep(3)


def _get(caller: Caller, address: str) -> int:
    connection = http.client.HTTPConnection(urlsplit(caller.server.url).netloc, timeout=60)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except OSError as error:
        return -(error.errno or 1)
    finally:
        connection.close()


async def _publish(caller: Caller, possible, every: float, end: float, seen: Seen) -> None:
    """Publishes values, and undoes that the next time."""
    last = None
    for turn in range(10**9):
        await asyncio.sleep(min(every, max(0, end - time.monotonic())))
        if time.monotonic() >= end:
            return
        began = time.monotonic()
        if last is None:
            code = possible["indicator"][turn % len(possible["indicator"])]
            text = f"indicator,year,value\n{code},2024,{turn + 1}\n"
            answer = await asyncio.to_thread(caller.publish, text, accept_warnings="true")
        else:
            answer = await asyncio.to_thread(caller.post, f"releases/{last}/revert")
        seen.writes.append(time.monotonic() - began)
        if answer.status == 201:
            last = answer.document["release"] if last is None else None
        else:
            seen.errors.append(f"publishing: {answer.status} {answer.document}"[:200])
            last = None


async def _watch(running, path: Path, seconds: float, seen: Seen, samples: list[Sample]) -> None:
    began, done = time.monotonic(), 0
    print(HEAD, flush=True)
    for number in range(SAMPLES):
        moment = seconds * (WARM_UP + (1 - WARM_UP) * number / (SAMPLES - 1))
        await asyncio.sleep(max(0, began + moment - time.monotonic()))
        times, done = seen.pages[done:], len(seen.pages)
        process = Path(f"/proc/{running.process.pid}")
        log = path.with_name(path.name + ".wal")
        samples.append(
            Sample(
                time.monotonic() - began, len(times), p(0.5, times), p(0.95, times),
                memory(running.process.pid), _count(process / "fd"), _count(process / "task"),
                log.stat().st_size if log.exists() else 0,
            )
        )  # fmt: skip
        print(samples[-1].line(), flush=True)


def _count(folder: Path) -> int:
    with contextlib.suppress(OSError):
        return sum(1 for _ in folder.iterdir())
    return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--think", type=float, default=3, help="seconds between two looks")
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--publish-every", type=float, default=0, help="seconds; 0: never")
    chosen = parser.parse_args()
    print(f"{chosen.sessions} sessions, {chosen.think:g} s of thought, {chosen.seconds:g} s; "
          f"{machine()}", flush=True)  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        seen, samples = run_load(
            Path(folder), chosen.sessions, chosen.think, chosen.seconds, chosen.publish_every
        )
    print(machine())
    for name, times in (("pages", seen.pages), ("web API", seen.api), ("writes", seen.writes)):
        if times:
            middle, most = p(0.5, times) * 1000, max(times) * 1000
            high = p(0.95, times) * 1000
            print(f"{name}: {len(times)}, p50 {middle:.0f} ms, p95 {high:.0f} ms, most {most:.0f}")
    first, last = samples[0], samples[-1]
    print(
        f"memory {first.megabytes:.0f} MB, at the end {last.megabytes:.0f} MB; "
        f"handles {first.handles} and {last.handles}; "
        f"threads {first.threads} and {last.threads}; errors {len(seen.errors)}"
    )
    for error in sorted(set(seen.errors))[:20]:
        print(f"  {seen.errors.count(error)} times {error}")
    raise SystemExit(bool(seen.errors))


if __name__ == "__main__":
    main()
