"""What monitoring reads: text that its own parser takes, with numbers that are right."""

import contextlib
import time
import urllib.error
import urllib.request

import pytest

from progress.server import cache, health
from progress.telemetry import metrics
from tests.support.browser import ready
from tests.support.callers import Caller, unseen
from tests.support.operations import measured, monitored, secretariat
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


def test_counters_and_histograms_add_up():
    took = metrics.Histogram("took_seconds", "How long.")
    for seconds in [0.01] * 90 + [0.3] * 6 + [60] * 4:
        took.add(seconds, page="a")
    often, average, most = took.summary()
    assert (often, most) == (100, 0.5)
    assert average == pytest.approx((0.9 + 1.8 + 240) / 100)
    for _ in range(4):
        took.add(60, page="b")
    assert took.summary()[2] is None
    assert metrics.Histogram("none_seconds", "").summary() == (0, 0.0, None)

    done = metrics.Counter("done", "How often.")
    done.add(event='a "quoted"\\\n word')
    done.add(event='a "quoted"\\\n word')
    samples = {(one.suffix, *one.labels.values()): one.value for one in took.samples()}
    assert samples["_bucket", "a", "0.25"] == 90
    assert samples["_bucket", "a", "0.5"] == 96
    assert samples["_bucket", "a", "+Inf"] == samples["_count", "a"] == 100
    assert samples["_sum", "b"] == 240
    assert done.counts() == {(("event", 'a "quoted"\\\n word'),): 2}


def test_text_is_read_back_as_it_was(monkeypatch):
    """Also with every sign that has a meaning of its own."""
    odd = metrics.Counter("odd", 'With "quotes", a \\ and\nlines.')
    odd.add(event='a "quoted"\\\n word')
    monkeypatch.setattr(metrics, "ALL", (odd, metrics.Histogram("empty_seconds", "Nothing.")))
    found = measured(metrics.text({"size_bytes": ("Size.", 5)}))
    assert found["odd_total", 'a "quoted"\\\n word'] == 1
    assert found["size_bytes",] == 5
    assert found["progress_info", *metrics.versions().values()] == 1


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
