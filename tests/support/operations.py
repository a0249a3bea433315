"""A running dashboard with a key to it, shared by the tests of how it is kept running."""

import json
import urllib.request

from prometheus_client.openmetrics.parser import text_string_to_metric_families

from tests.support.callers import Caller, with_key

# Somebody whose name and address must never stand in the log.
NAME = "Amina Diop"

# As Prometheus asks.
OPEN_METRICS = {"Accept": "application/openmetrics-text;version=1.0.0,text/plain;q=0.5"}

_running: dict[str, Caller] = {}


def secretariat(server, tmp_path_factory) -> Caller:
    """Somebody of the Secretariat at a dashboard that no other tests use."""
    if NAME not in _running:
        _running[NAME] = with_key(NAME, tmp_path_factory.mktemp("operations"), server)
    return _running[NAME]


def lines(caller: Caller) -> list[dict]:
    """The log as a program reads it."""
    text = caller.server.log.read_text()
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def measured(text: str) -> dict[tuple, float]:
    """The numbers of a text in OpenMetrics, by the name and the labels' values."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def monitored(caller: Caller) -> dict[tuple, float]:
    request = urllib.request.Request(f"{caller.server.url}/metrics", headers=OPEN_METRICS)
    with urllib.request.urlopen(request, timeout=30) as response:
        return measured(response.read().decode())
