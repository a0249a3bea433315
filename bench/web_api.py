"""How many requests a second the open web API answers, beside a bare route of the same server.

    python -m bench.web_api [--seconds 3] [--json]

bench/README.md says what each figure means.
"""

import argparse
import http.client
import json
import statistics
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from bench.servers import dashboard, machine, serve, wait_for_quiet

FLOOR = "/_stcore/health"  # Streamlit's own: a constant text
STATUS = "/api/v1/status?data=demo"
GZIP = {"Accept-Encoding": "gzip"}
CASES = {
    "a bare route": (FLOOR, {}),
    "/ready": ("/ready", {}),
    "status": (STATUS, {}),
    "status, compressed": (STATUS, GZIP),
    "status as CSV": (STATUS + "&format=csv", GZIP),
    "a page of values": ("/api/v1/values?data=demo", GZIP),
    "status, not changed": (STATUS, {"If-None-Match": "*"}),
}
COMPUTED = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=3, help="how long each is asked")
    parser.add_argument("--json", action="store_true", help="one JSON document, not a table")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = dashboard(Path(folder))
        with serve(made, Path(folder) / "log") as running:
            figures = [_measure(running.address, name, chosen.seconds) for name in CASES]
            first = _first_time(running.address)
    floor = figures[0]["a_second"]
    if chosen.json:
        print(json.dumps({"machine": machine(), "cases": figures, "computed_ms": first}, indent=1))
        return
    print(machine())
    for one in figures:
        print(
            f"{one['name']:20} {one['a_second']:7.0f} a second  {one['a_second'] / floor:5.2f} of "
            f"the floor  {one['bytes']:7} bytes  slowest of 100: {one['slow_ms']:.1f} ms"
        )
    print(f"a status that has to be computed: {first:.0f} ms (median of {COMPUTED})")


def _measure(address: str, name: str, seconds: float) -> dict:
    """One connection that asks again as soon as it has its answer."""
    path, headers = CASES[name]
    wait_for_quiet()
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    for _ in range(20):
        size = len(_ask(connection, path, headers))
    took, began = [], time.perf_counter()
    while time.perf_counter() - began < seconds:
        asked = time.perf_counter()
        _ask(connection, path, headers)
        took.append(time.perf_counter() - asked)
    passed = time.perf_counter() - began
    connection.close()
    slow = statistics.quantiles(took, n=100)[-1] * 1000
    return {"name": name, "a_second": len(took) / passed, "bytes": size, "slow_ms": slow}


def _first_time(address: str) -> float:
    """Milliseconds until an answer that nobody has asked for before."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    took = []
    for year in range(2019, 2019 + COMPUTED):
        asked = time.perf_counter()
        _ask(connection, f"{STATUS}&year={year}", GZIP)
        took.append((time.perf_counter() - asked) * 1000)
    connection.close()
    return statistics.median(took)


def _ask(connection: http.client.HTTPConnection, path: str, headers: dict) -> bytes:
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    if response.status not in (200, 304):
        raise SystemExit(f"{path} answered {response.status}: {body[:200]!r}")
    return body


if __name__ == "__main__":
    main()
