"""What is counted while the program runs, and the text in which monitoring reads it.

The text is OpenMetrics 1.0, written by hand: it needs two kinds of numbers, and no library.
Labels have few values: pages, addresses of the web API as they are declared, statuses; never
anything that a visitor sends.
"""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version

CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8"
# Seconds. Below a quarter of a second a page feels immediate; above some seconds people leave.
BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
STARTED = time.time()

_lock = threading.Lock()


@dataclass(frozen=True)
class Sample:
    """One line of the text: what comes after the family's name, the labels, and the number."""

    suffix: str
    labels: dict[str, str]
    value: float


class Counter:
    """How often something happened, for each combination of labels."""

    kind = "counter"

    def __init__(self, name: str, description: str) -> None:
        self.name = name
        self.description = description
        self._counts: dict[tuple, int] = {}

    def add(self, **labels: str) -> None:
        key = tuple(labels.items())
        with _lock:
            self._counts[key] = self._counts.get(key, 0) + 1

    def counts(self) -> dict[tuple, int]:
        with _lock:
            return dict(self._counts)

    def samples(self) -> Iterable[Sample]:
        for key, count in sorted(self.counts().items()):
            yield Sample("_total", dict(key), count)


class Histogram:
    """How long something took, in seconds, for each combination of labels."""

    kind = "histogram"

    def __init__(self, name: str, description: str) -> None:
        self.name = name
        self.description = description
        self._found: dict[tuple, list[float]] = {}  # a count for each bound, one above, the sum

    def add(self, seconds: float, **labels: str) -> None:
        key = tuple(labels.items())
        place = sum(seconds > bound for bound in BOUNDS)
        with _lock:
            found = self._found.setdefault(key, [0] * (len(BOUNDS) + 1) + [0.0])
            found[place] += 1
            found[-1] += seconds

    def summary(self) -> tuple[int, float, float | None]:
        """Of all labels together: how often, how many seconds on average, and the bound under
        which 95 of 100 stayed (None: above the last one)."""
        with _lock:
            columns = [sum(column) for column in zip(*self._found.values(), strict=True)]
        if not columns:
            return 0, 0.0, None
        *counts, total = columns
        often, below = sum(counts), 0
        for bound, count in zip(BOUNDS, counts, strict=False):
            below += count
            if below >= 0.95 * often:
                return often, total / often, bound
        return often, total / often, None

    def samples(self) -> Iterable[Sample]:
        with _lock:
            found = {key: list(numbers) for key, numbers in self._found.items()}
        for key, (*counts, total) in sorted(found.items()):
            labels, below = dict(key), 0
            for bound, count in zip((*BOUNDS, "+Inf"), counts, strict=True):
                below += count
                yield Sample("_bucket", {**labels, "le": str(bound)}, below)
            yield Sample("_count", labels, below)
            yield Sample("_sum", labels, total)


PAGE_SECONDS = Histogram("progress_page_run_seconds", "How long the script of a page took.")
API_SECONDS = Histogram("progress_api_request_seconds", "How long the web API took to answer.")
API_REQUESTS = Counter("progress_api_requests", "Answers of the web API.")
EVENTS = Counter("progress_events", "What people did: publish, revert, wrong key, ...")
FAILURES = Counter("progress_failures", "What failed: a page, the web API, the store, a verdict.")
ALL = (PAGE_SECONDS, API_SECONDS, API_REQUESTS, EVENTS, FAILURES)


def versions() -> dict[str, str]:
    """Of this program and of those that it rests on."""
    return {name: version(name) for name in ("progress", "streamlit", "duckdb")}


def text(gauges: dict[str, tuple[str, float]]) -> str:
    """All that is counted. ``gauges``: what is true just now, by name, with its description."""
    lines = _head("progress", "info", "The versions that run.")
    lines.append(_line("progress", Sample("_info", versions(), 1)))
    for family in ALL:
        lines += _head(family.name, family.kind, family.description)
        lines += [_line(family.name, sample) for sample in family.samples()]
    for name, (description, value) in gauges.items():
        lines += _head(name, "gauge", description)
        lines.append(_line(name, Sample("", {}, value)))
    return "\n".join([*lines, "# EOF", ""])


def _head(name: str, kind: str, description: str) -> list[str]:
    unit = [f"# UNIT {name} {unit}" for unit in ("seconds", "bytes") if name.endswith(f"_{unit}")]
    return [f"# TYPE {name} {kind}", *unit, f"# HELP {name} {_escaped(description)}"]


def _line(name: str, sample: Sample) -> str:
    labels = ",".join(f'{label}="{_escaped(found)}"' for label, found in sample.labels.items())
    return f"{name}{sample.suffix}{f'{{{labels}}}' if labels else ''} {sample.value}"


def _escaped(found: str) -> str:
    return found.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
