"""Pages of a plan of 2000 indicators with 1000 updates, beside the same with the demonstration.

    python -m bench.large [--runs 5] [--json]

The first run of a page, which has everything to judge, is left out; bench/README.md says what
each figure means.
"""

import argparse
import json
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from bench.servers import dashboard, machine, serve, wait_for_quiet
from bench.sessions import Visit, runs, summary
from progress.assessment.changes import changes
from progress.assessment.filters import ALL_REGIONS, Filters
from progress.store.store import open_for_reading
from progress.ui.view import PAGES
from tests.support.large import large_store

INDICATORS, UPDATES = 2000, 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="how often each page is run")
    parser.add_argument("--json", action="store_true", help="one JSON document, not a table")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "progress.duckdb"
        large_store(path, INDICATORS, UPDATES).close()
        told = changes_in_all_updates(path)
        with serve(dashboard(Path(folder)), Path(folder) / "log") as running:
            found = {}
            for page in sorted(PAGES):
                wait_for_quiet()
                found[page] = measure(running, page, chosen.runs)
                print(page, found[page], file=sys.stderr, flush=True)
    if chosen.json:
        print(json.dumps({"machine": machine(), "changes": told, "pages": found}, indent=1))
        return
    print(machine())
    print(f"changes in all updates, from a process just started: {told:,.0f} ms")
    print(f"{'page':14}{'demonstration':>15}{'large':>10}{'ratio':>7}")
    for page, (small, large) in found.items():
        print(f"{page:14}{small:>12,.0f} ms{large:>7,.0f} ms{large / small:>7.2f}")


def measure(running, page: str, count: int) -> tuple[float, float]:
    """Medians in milliseconds: with the demonstration, with the large plan."""
    name = "" if page == "overview" else page
    small, large = ("&objective=C1", "objective=A0") if page == "objective" else ("", "")
    return (
        summary(runs(running, Visit(name, f"data=demo{small}"), count))[0],
        summary(runs(running, Visit(name, large), count))[0],
    )


def changes_in_all_updates(path: Path) -> float:
    """Milliseconds until all that changed is told; nothing is kept from before."""
    store = open_for_reading(path)
    try:
        began = time.perf_counter()
        changes(store, date(2022, 1, 1), date(2026, 1, 1), Filters(region=ALL_REGIONS))
        return (time.perf_counter() - began) * 1000
    finally:
        store.close()


if __name__ == "__main__":
    main()
