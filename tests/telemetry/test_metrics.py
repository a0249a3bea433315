"""What monitoring reads: text that its own parser takes, with numbers that are right."""

import contextlib
import time
import urllib.error
import urllib.request

import pytest
from prometheus_client import Counter, Histogram

from progress.server import cache, health
from progress.telemetry import metrics
from tests.support.browser import ready
from tests.support.callers import Caller, unseen
from tests.support.operations import OPEN_METRICS, measured, monitored, secretariat
from tests.support.plans import build


@pytest.fixture(scope="module")
def amina(server, tmp_path_factory) -> Caller:
    return secretariat(server, tmp_path_factory)


def within(seconds: float, is_so) -> bool:
    """Whether something becomes true: what is counted follows the answer."""
    give_up = time.monotonic() + seconds
    while not (found := is_so()) and time.monotonic() < give_up:
        time.sleep(0.1)
    return found


def test_the_system_page_sums_over_all_labels():
    took = Histogram("took_seconds", "How long.", ["page"], buckets=metrics.BOUNDS, registry=None)
    assert metrics.summary(took) == (0, 0.0, None)
    for seconds in [0.01] * 90 + [0.3] * 6 + [60] * 4:
        took.labels("a").observe(seconds)
    often, average, most = metrics.summary(took)
    assert (often, most) == (100, 0.5)
    assert average == pytest.approx((0.9 + 1.8 + 240) / 100)
    for _ in range(4):
        took.labels("b").observe(60)
    assert metrics.summary(took)[::2] == (104, None)

    done = Counter("done", "How often.", ["event"], registry=None)
    assert metrics.total(done) == 0
    done.labels("publish").inc()
    done.labels("revert").inc()
    assert metrics.total(done) == 2


def test_text_is_read_back_as_it_was():
    """Also with every sign that has a meaning of its own."""
    before = metrics.total(metrics.EVENTS)
    metrics.EVENTS.labels('a "quoted"\\\n word').inc()
    content, content_type = metrics.text(
        {"size_bytes": ('With "quotes", a \\ and\nlines.', 5)}, OPEN_METRICS["Accept"]
    )
    assert content_type.startswith("application/openmetrics-text; version=1.0.0; charset=utf-8")
    found = measured(content.decode())
    assert found["progress_events_total", 'a "quoted"\\\n word'] == 1
    assert found["size_bytes",] == 5
    assert found["progress_info", *dict(sorted(metrics.versions().items())).values()] == 1
    assert metrics.total(metrics.EVENTS) == before + 1
    # Neither when something was first counted, nor what the library counts of this process.
    assert {name[0].split("_")[0] for name in found} == {"progress", "size"}
    assert not any(name[0].endswith("_created") for name in found)


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "text/plain; version=0.0.4"),
        ("*/*", "text/plain; version=0.0.4"),
        ("text/plain;version=1.0.0", "text/plain; version=1.0.0"),
        ("application/openmetrics-text", "application/openmetrics-text; version=1.0.0"),
        ("application/openmetrics-text;version=one", "text/plain; version=0.0.4"),
    ],
)
def test_monitoring_is_answered_in_the_form_it_reads(accept, form):
    content, content_type = metrics.text({"progress_store_up": ("Whether it answers.", 1)}, accept)
    assert content_type.startswith(form)
    assert b"\nprogress_store_up 1.0\n" in content
    assert content.endswith(b"# EOF\n") is ("openmetrics" in form)


def test_what_people_do_is_counted(amina):
    before = monitored(amina)
    assert amina.publish(unseen(), accept_warnings="true").status == 201
    assert amina.publish(unseen(), dry_run="true").status == 200
    assert Caller(amina.server, "p4k_wrong").send("GET", "keys").status == 401
    with contextlib.suppress(urllib.error.HTTPError):
        urllib.request.urlopen(f"{amina.server.url}/api/v1/keys-of-Amina")
    elsewhere = ("progress_api_requests_total", "GET", "/api/{path:path}", "404")
    assert within(10, lambda: monitored(amina).get(elsewhere))
    after = monitored(amina)

    def more(*name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert more("progress_releases") == 1
    assert more("progress_store_revision") == 1
    assert more("progress_events_total", "publish") == 1
    assert more("progress_events_total", "wrong key") == 1
    assert more("progress_api_requests_total", "POST", "/api/v1/releases", "201") == 1
    assert more("progress_api_requests_total", "POST", "/api/v1/releases", "200") == 1
    assert more("progress_api_requests_total", "GET", "/api/v1/keys", "401") == 1
    assert more("progress_api_request_seconds_count", "/api/v1/releases") == 2
    assert after["progress_store_up",] == 1
    assert after["progress_store_bytes",] > 1_000_000
    assert not any("Amina" in label for name in after for label in name)


def test_pages_and_visitors_are_counted(amina, tab):
    before = monitored(amina).get(("progress_page_run_seconds_count", "goals"), 0)
    tab.goto(f"{amina.server.url}/goals")
    ready(tab)
    after = monitored(amina)
    assert after["progress_page_run_seconds_count", "goals"] > before
    assert after["progress_page_run_seconds_sum", "goals"] > 0
    assert after["progress_sessions_active",] >= 1


def test_a_store_that_does_not_answer_is_told(tmp_path, monkeypatch):
    store = build(tmp_path)
    monkeypatch.setattr(cache, "_stores", {False: store})
    assert health.gauges(lambda: 3)["progress_store_up"][1] == 1
    store.close()
    gauges = health.gauges(lambda: 3)
    assert gauges["progress_store_up"][1] == 0
    assert gauges["progress_sessions_active"][1] == 3
    assert "progress_store_revision" not in gauges
