"""What is counted while the program runs, and the text in which monitoring reads it.

Labels have few values: pages, addresses of the web API as they are declared, statuses; never
anything that a visitor sends. The registry is our own: what other libraries count is not in it.
"""

import time
from collections.abc import Iterable
from importlib.metadata import version

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    Metric,
    disable_created_metrics,
)
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.registry import Collector

# Seconds. Below a quarter of a second a page feels immediate; above some seconds people leave.
BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
STARTED = time.time()
UNITS = ("seconds", "bytes")

disable_created_metrics()  # type: ignore[no-untyped-call]  # a second number for each: since when
REGISTRY = CollectorRegistry()
PAGE_SECONDS = Histogram(
    "progress_page_run_seconds",
    "How long the script of a page took.",
    ["page"],
    unit="seconds",
    buckets=BOUNDS,
    registry=REGISTRY,
)
API_SECONDS = Histogram(
    "progress_api_request_seconds",
    "How long the web API took to answer.",
    ["route"],
    unit="seconds",
    buckets=BOUNDS,
    registry=REGISTRY,
)
API_REQUESTS = Counter(
    "progress_api_requests",
    "Answers of the web API.",
    ["method", "route", "status"],
    registry=REGISTRY,
)
EVENTS = Counter(
    "progress_events",
    "What people did: publish, revert, wrong key, ...",
    ["event"],
    registry=REGISTRY,
)
FAILURES = Counter(
    "progress_failures",
    "What failed: a page, the web API, the store, a verdict.",
    ["kind"],
    registry=REGISTRY,
)


def versions() -> dict[str, str]:
    """Of this program and of those that it rests on."""
    return {name: version(name) for name in ("progress", "streamlit", "duckdb")}


def text(gauges: dict[str, tuple[str, float]], accept: str = "") -> tuple[bytes, str]:
    """All that is counted, in the form that ``accept`` asks for, and that form's content type.
    ``gauges``: what is true just now, by name, with its description."""
    try:
        encode, content_type = choose_encoder(accept)
    except (TypeError, ValueError):  # a version that is no number
        encode, content_type = choose_encoder("")
    return encode(_Now(gauges)), content_type


class _Now:
    """The versions, what is counted, and the gauges."""

    def __init__(self, gauges: dict[str, tuple[str, float]]) -> None:
        self.gauges = gauges

    def collect(self) -> Iterable[Metric]:
        yield InfoMetricFamily("progress", "The versions that run.", versions())
        yield from REGISTRY.collect()
        for name, (description, value) in self.gauges.items():
            unit = next((unit for unit in UNITS if name.endswith(f"_{unit}")), "")
            yield GaugeMetricFamily(name, description, value, unit=unit)


def summary(seconds: Histogram) -> tuple[int, float, float | None]:
    """Of all labels together: how often, how many seconds on average, and the bound under which
    95 of 100 stayed (None: above the last one)."""
    often, total = round(_sum(seconds, "_count")), _sum(seconds, "_sum")
    if not often:
        return 0, 0.0, None
    for bound in BOUNDS:
        if _sum(seconds, "_bucket", le=str(bound)) >= 0.95 * often:
            return often, total / often, bound
    return often, total / often, None


def total(counter: Counter) -> int:
    """Of all labels together."""
    return round(_sum(counter, "_total"))


def _sum(counted: Collector, suffix: str, **labels: str) -> float:
    return sum(
        sample.value
        for family in counted.collect()
        for sample in family.samples
        if sample.name == family.name + suffix and labels.items() <= sample.labels.items()
    )
