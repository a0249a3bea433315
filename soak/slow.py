"""Clients that hold on to connections and hardly say anything, while others ask.

python -m soak.slow --connections 200 --seconds 30
"""

import argparse
import asyncio
import contextlib
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bench.servers import dashboard, machine, memory, serve
from soak.load import p

# Half a request each: its first line, a header, the beginning of a form.
BEGINNINGS = (
    b"GET /api/v1/status HTTP/1.1\r\nHost: ",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
    b"POST /api/v1/releases HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer p4k_wrong\r\n"
    b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 9000000\r\n\r\n--x",
)


@dataclass
class Found:
    """``answers``: seconds that others waited; ``errors``: what they were told instead."""

    answers: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def run_slow(address: str, connections: int, seconds: float) -> Found:
    """Holds so many connections for so long, and asks like everybody else meanwhile."""
    found = Found()

    async def everything() -> None:
        end = time.monotonic() + seconds
        held = [_hold(address, BEGINNINGS[n % len(BEGINNINGS)], end) for n in range(connections)]
        await asyncio.gather(_ask(address, end, found), *held)

    asyncio.run(everything())
    return found


async def _hold(address: str, beginning: bytes, end: float) -> None:
    place = urlsplit(address)
    with contextlib.suppress(OSError):  # the server may well hang up
        _, writer = await asyncio.open_connection(place.hostname, place.port)
        writer.write(beginning)
        while time.monotonic() < end:
            await asyncio.sleep(min(1, max(0, end - time.monotonic())))
            writer.write(b"a")
            await writer.drain()
        writer.close()


async def _ask(address: str, end: float, found: Found) -> None:
    while time.monotonic() < end:
        for path in ("/ready", "/api/v1/status", "/"):
            began = time.monotonic()
            try:
                await asyncio.to_thread(_get, address + path)
            except OSError as error:
                found.errors.append(f"{path}: {error}")
            found.answers.append(time.monotonic() - began)
        await asyncio.sleep(0.2)


def _get(url: str) -> None:
    with urllib.request.urlopen(url, timeout=30) as answer:
        answer.read()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--connections", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=30)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = dashboard(Path(folder))
        with serve(app, Path(folder) / "log") as running:
            before = memory(running.process.pid)
            found = run_slow(running.address, chosen.connections, chosen.seconds)
            after = memory(running.process.pid)
    print(
        f"{chosen.connections} slow connections for {chosen.seconds:g} s: {len(found.answers)} "
        f"answers to others, p95 {p(0.95, found.answers) * 1000:.0f} ms, errors "
        f"{len(found.errors)}; memory {before:.0f} MB and {after:.0f} MB; {machine()}"
    )
    raise SystemExit(bool(found.errors))


if __name__ == "__main__":
    main()
