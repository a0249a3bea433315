"""How quick the pages are, each beside a trivial Streamlit app measured in the same run.

    python -m bench.pages [--rounds 9] [--json]

bench/README.md says what each line means.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.chromium import Choices, chromium, load
from bench.servers import (
    ROOT,
    App,
    Running,
    dashboard,
    machine,
    median,
    serve,
    trivial,
    wait_for_quiet,
)
from bench.sessions import Visit, memory_per_session, runs, summary
from tests.support.workplans import crowded_store

PAGES = {
    "overview": Visit(),
    "overview, demonstration": Visit(query="data=demo"),
    "chart page": Visit("objective", "data=demo&objective=C1"),
} | {
    path.stem: Visit(path.stem, "data=demo")
    for path in sorted((ROOT / "pages").glob("*.py"))
    if path.stem not in ("overview", "objective")
}
CROWDED = {"workplan of 300 activities": Visit("workplan")}
# Where a goal is chosen. The chart page then shows the first objective of that goal.
CHOSEN_ON = {
    "overview": Visit(query="goal=A"),
    "overview, demonstration": Visit(query="data=demo&goal=A"),
    "goals": Visit("goals", "data=demo&goal=A"),
    "chart page": Visit("objective", "data=demo&goal=A"),
}
# Two goals whose first objectives have charts, by their places in the list: C and A.
PLACES = (2, 0)
TARGETS = (
    {f"usable warm: {name}": 1.5 for name in PAGES}
    | {
        "usable warm: overview": 1.3,
        "usable warm: overview, demonstration": 1.3,
        "usable warm: chart page": 2.0,
        "usable warm: workplan of 300 activities": 2.0,
    }
    | {f"choice to change: {name}": 1.2 for name in CHOSEN_ON}
)
SESSIONS = 20


@dataclass
class Line:
    """One line of the table: medians of the trivial app and of the dashboard."""

    measure: str
    unit: str
    trivial: float
    dashboard: float
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.dashboard / self.trivial if self.trivial else float("nan")

    @property
    def target(self) -> float | None:
        return TARGETS.get(self.measure)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9, help="how often each thing is measured")
    parser.add_argument("--json", action="store_true", help="one JSON document, not a table")
    chosen = parser.parse_args()
    began = machine()
    with tempfile.TemporaryDirectory() as folder:
        lines = measure(Path(folder), chosen.rounds)
    machines = {"at the start": began, "at the end": machine()}
    if chosen.json:
        rows = [asdict(line) | {"ratio": line.ratio, "target": line.target} for line in lines]
        print(json.dumps({"machine": machines, "rounds": chosen.rounds, "lines": rows}, indent=1))
    else:
        print_table(lines, machines)


def measure(folder: Path, rounds: int) -> list[Line]:
    floor, app = trivial(), dashboard(folder)
    lines = [starts(floor, app, folder, rounds=max(1, rounds // 2))]
    with serve(floor, folder / "floor.log") as low, serve(app, folder / "app.log") as high:
        with chromium() as browser:
            lines += choices(browser, low, high, rounds)
            lines += loads(browser, low, high, rounds, PAGES)
            with serve(crowded(folder), folder / "crowded.log") as full:
                lines += loads(browser, low, full, rounds, CROWDED)
        lines += scripts(low, high, rounds)
        lines.append(
            Line(
                f"memory a session, of {SESSIONS}", "MB",
                memory_per_session(low, Visit(), SESSIONS),
                memory_per_session(high, PAGES["chart page"], SESSIONS),
            )
        )  # fmt: skip
    return lines


def starts(floor, app, folder: Path, rounds: int) -> Line:
    low, high = [], []
    for _ in range(rounds):
        for one, found in ((floor, low), (app, high)):
            wait_for_quiet()
            with serve(one, folder / "start.log") as running:
                found.append(running.start)
    return Line("start to healthy", "ms", median(low), median(high), "the dashboard warms up")


def choices(browser, low: Running, high: Running, rounds: int) -> list[Line]:
    """The floor and every page take turns, so that all meet the same neighbours on the machine."""
    floor = Choices(browser, low.address, "Letter")
    pages = {
        name: Choices(browser, _address(high, visit), "Goal") for name, visit in CHOSEN_ON.items()
    }
    floor_times, times = [], {name: [] for name in pages}
    for turn in range(2 * rounds + 1):
        place = PLACES[turn % 2]
        wait_for_quiet()
        floor_times.append(floor.choose(place))
        for name, page in pages.items():
            times[name].append(page.choose(place))
    lines = []
    for place, what in enumerate(("choice to change", "choice to whole page")):
        for name in pages:
            # The first choice of a goal is computed, and later ones of anybody are remembered.
            first = times[name][0][place]
            lines.append(
                Line(
                    f"{what}: {name}", "ms",
                    median([time[place] for time in floor_times[1:]]),
                    median([time[place] for time in times[name][1:]]),
                    f"the first {first:.0f} ms",
                )
            )  # fmt: skip
    return lines


def crowded(folder: Path) -> App:
    """The dashboard with 300 activities in a year."""
    store = crowded_store(folder / "crowded" / "progress.duckdb")
    return App("crowded", ROOT, {"PROGRESS_STORE": str(store), "PROGRESS_DEMO": "off"})


def loads(
    browser, low: Running, high: Running, rounds: int, visits: dict[str, Visit]
) -> list[Line]:
    floor, found = [], {name: [] for name in visits}
    for _ in range(rounds):
        wait_for_quiet()
        floor.append(load(browser, low.address))
        for name, visit in visits.items():
            wait_for_quiet()
            found[name].append(load(browser, _address(high, visit)))
    lines = []
    for what, part in (
        ("first paint", "first_paint"),
        ("usable cold", "usable_cold"),
        ("usable warm", "usable_warm"),
    ):
        for name, pages in found.items():
            note = f"{pages[0].megabytes:.1f} MB" if what == "usable cold" else ""
            lines.append(
                Line(
                    f"{what}: {name}", "ms",
                    median([getattr(one, part) for one in floor]),
                    median([getattr(one, part) for one in pages]),
                    note,
                )
            )  # fmt: skip
    return lines


def scripts(low: Running, high: Running, rounds: int) -> list[Line]:
    """What the server alone takes: no browser, the same page again and again."""
    lines = []
    for name, visit in PAGES.items():
        wait_for_quiet()
        floor, _, _ = summary(runs(low, Visit(), rounds))
        time, elements, size = summary(runs(high, visit, rounds))
        note = f"{elements} elements, {size / 1000:.0f} kB"
        lines.append(Line(f"server alone: {name}", "ms", floor, time, note))
    return lines


def print_table(lines: list[Line], machines: dict[str, str]) -> None:
    for when, what in machines.items():
        print(f"{when}: {what}")
    print(f"{'':42} {'trivial':>9} {'dashboard':>9} {'ratio':>6} {'target':>6}")
    for line in lines:
        target = f"{line.target:.1f}" if line.target else ""
        missed = " !" if line.target and line.ratio > line.target else ""
        print(
            f"{line.measure:42} {line.trivial:9.1f} {line.dashboard:9.1f} {line.ratio:6.2f} "
            f"{target:>6}{missed:2} {line.unit}{', ' if line.note else ''}{line.note}"
        )


def _address(running: Running, visit: Visit) -> str:
    return f"{running.address}/{visit.page}{'?' if visit.query else ''}{visit.query}"


if __name__ == "__main__":
    sys.exit(main())
