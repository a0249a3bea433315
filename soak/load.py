"""Many visitors at once on all pages, and what the server takes of the machine meanwhile.

    python -m soak.load --sessions 50 --think 3 --seconds 180
    python -m soak.load --sessions 20 --think 5 --seconds 3600 --publish-every 120 --settle 600
    python -m soak.load --sessions 50 --think 3 --heavy

Visitors speak the protocol of Streamlit's own page, without a browser: they turn pages, change
filters, language and data, and now and then leave and come back. Between them the web API is asked,
and with ``--publish-every`` updates are published and undone through it. With ``--settle`` as many
come first as in years of use, so that what is measured is not a young server. With ``--heavy``
reports and the check of a workbook of 9 MB are asked for in a loop meanwhile.
"""

import argparse
import asyncio
import contextlib
import http.client
import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench.servers import dashboard, machine, memory, serve
from progress.access import keys
from progress.store.store import open_store
from soak.heavy_work import check_until, typeset_until, workbook
from soak.visitors import Seen, choices_of, visit_until
from tests.support.callers import Caller
from tests.support.server import Server

WARM_UP = 0.1  # the share of the time after which memory is first noted
SETTLING_EVERY, SETTLING_THINK = 2, 1  # seconds between two updates, and two looks
SAMPLES = 12


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
    folder: Path,
    sessions: int,
    think: float,
    seconds: float,
    publish_every: float,
    settle: float = 0,
    heavy: bool = False,
    seed: int = 1,
) -> tuple[Seen, list[Sample]]:
    """Serves a dashboard of its own in ``folder`` and lets visitors at it for so long."""
    app = dashboard(folder)
    path = Path(app.environment["PROGRESS_STORE"])
    store = open_store(path)
    key, possible = keys.new(store, "Soak"), choices_of(store)
    store.close()
    seen, samples = Seen(), []
    large_file = workbook() if heavy else b""
    with serve(app, folder / "log") as running:
        caller = Caller(Server(running.address, path, folder / "log", running.process), key)

        async def phase(lasts: float, pause: float, every: float, seen: Seen) -> None:
            end = time.monotonic() + lasts
            work = [
                visit_until(end, running, random.Random(seed * 1000 + n), possible, pause, seen)
                for n in range(sessions)
            ]
            work.append(_ask(caller, end, seen))
            if heavy:
                work.append(typeset_until(end, running, seen))
                work.append(check_until(end, caller, large_file, seen))
            if every:
                work.append(_publish(caller, possible, every, end, seen))
            await asyncio.gather(*work)

        async def everything() -> None:
            if settle:
                before = Seen()
                await phase(settle, SETTLING_THINK, SETTLING_EVERY, before)
                print(f"{len(before.writes)} updates came first", flush=True)
                seen.errors += before.errors
            await asyncio.gather(
                phase(seconds, think, publish_every, seen),
                _watch(running, path, seconds, seen, samples),
            )

        asyncio.run(everything())
    return seen, samples


def p(share: float, times: list[float]) -> float:
    """The time that this share of all stays below."""
    return sorted(times)[min(int(share * len(times)), len(times) - 1)] if times else float("nan")


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
    parser.add_argument("--settle", type=float, default=0, help="seconds of many updates before")
    parser.add_argument("--heavy", action="store_true", help="reports and checks in a loop")
    chosen = parser.parse_args()
    print(f"{chosen.sessions} sessions, {chosen.think:g} s of thought, {chosen.seconds:g} s; "
          f"{machine()}", flush=True)  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        seen, samples = run_load(
            Path(folder),
            chosen.sessions,
            chosen.think,
            chosen.seconds,
            chosen.publish_every,
            chosen.settle,
            chosen.heavy,
        )
    print(machine())
    for name, times in (
        ("pages", seen.pages), ("web API", seen.api), ("writes", seen.writes),
        ("reports", seen.reports), ("checks", seen.checks),
    ):  # fmt: skip
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
