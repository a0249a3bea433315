"""What this process serves: the open stores, and answers kept until the data changes.

Everything kept has the revision of the store in its key, so a new release is seen at once, also
one that another dashboard published. An answer is of one revision as a whole. What is returned is
shared between visitors: read it, do not change it.
"""

import contextlib
import logging
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pandas as pd

from progress.assessment import filters as filtering
from progress.assessment import verdicts
from progress.assessment.changes import Compared, ExplainedChange, compare, select_changes
from progress.assessment.fact_changes import FactChange
from progress.assessment.fact_changes import fact_changes as fact_changes_between
from progress.assessment.facts import Facts, facts_in_force
from progress.assessment.filters import Choices, Filters, today
from progress.assessment.snapshot import Snapshot, take
from progress.export.records import Records, gather
from progress.intake import seed
from progress.language import Language
from progress.publishing import confirmation as confirming
from progress.publishing.confirmation import Confirmation
from progress.report import pdf
from progress.report.slides import slides_pptx
from progress.server import heavy, read_copy, watch
from progress.server.kept import kept
from progress.store import releases
from progress.store.file import sweep
from progress.store.location import address, local_path
from progress.store.queries import consistent_read, require_answer, revision
from progress.store.releases import Release
from progress.store.store import Store, answered_at, open_store
from progress.store.tables import Cursor

Kept = TypeVar("Kept")

logger = logging.getLogger(__name__)

# Rows that the answers of one question hold together. A row takes up to a kilobyte.
MOST_ROWS = 100_000
MOST_BYTES = 32 * 1024**2  # of reports
# More at once would only take the cores from each other.
JUDGED_AT_ONCE = 2

_lock = threading.RLock()
_watching: list[watch.Watch] = []  # one, of the store of the plan; none of one in a database
judging = threading.BoundedSemaphore(JUDGED_AT_ONCE)
_stores: dict[bool, Store] = {}


def offers_demonstration() -> bool:
    """``PROGRESS_DEMO=off`` takes the demonstration data away."""
    return os.environ.get("PROGRESS_DEMO", "on").lower() not in ("off", "no", "0", "false")


def store(demo: bool = False) -> Store:
    """The store of the plan, or of the demonstration data, opened once."""
    with _lock:
        if demo not in _stores:
            opened = _open_demonstration() if demo else open_store(address())
            _stores[demo] = replace(opened, served=True)
        return _stores[demo]


def _open_demonstration() -> Store:
    path = local_path(address()).with_name("demo.duckdb")
    if not path.exists():
        # Built aside: another dashboard on this machine may be doing the same.
        with TemporaryDirectory(dir=path.parent, prefix=".demo-") as folder:
            built = Path(folder) / path.name
            seed.build(built, demo=True).close()
            built.replace(path)
    return open_store(path, read_only=True)


def let_commands_see() -> None:
    """Lets commands see what was published while this process holds the store's file."""
    read_copy.write_or_note(store())


def snapshot(demo: bool, chosen: Filters) -> Snapshot:
    return _newest(_snapshot, demo, today(), chosen)


def statuses(demo: bool, chosen: Filters) -> dict[tuple[str, str, int], str]:
    """(Indicator, region, target year) -> status of what the filters select, and nothing else: for
    who asks for many days."""
    judged = _newest(_judged, demo, today(), chosen.judged_year, chosen.as_known_on)
    found = verdicts.select(judged, chosen)
    names = (found[name].tolist() for name in ("indicator", "region", "horizon", "status"))
    return {(code, region, year): status for code, region, year, status in zip(*names, strict=True)}


def plan(demo: bool, as_known_on: date | None = None) -> Facts:
    return _newest(_facts, demo, as_known_on, (as_known_on or today()).year)


def choices(demo: bool, as_known_on: date | None = None) -> Choices:
    return _newest(_choices, demo, as_known_on)


def history(demo: bool, as_known_on: date | None = None) -> list[Release]:
    return _newest(_history, demo, as_known_on)


def confirmation(demo: bool, as_known_on: date | None = None) -> Confirmation:
    """Which rows of the plan the Secretariat has confirmed."""
    return _newest(_confirmation, demo, as_known_on)


def records(demo: bool, chosen: Filters) -> Records:
    """What the tables that are handed out are made from."""
    return _newest(_records, demo, today(), chosen)


def changes(demo: bool, since: date, chosen: Filters) -> list[ExplainedChange]:
    """What changed between a day and the day of the records, of what the filters select."""
    found = _newest(_compared, demo, since, chosen.known_on, chosen.year)
    return select_changes(found, chosen)


def fact_changes(
    demo: bool, since: date, until: date, objective: str | None = None
) -> tuple[FactChange, ...]:
    """The facts that changed between two days; of one objective, where it is given."""
    return _newest(_fact_changes, demo, since, until, objective)


def report(demo: bool, chosen: Filters, lang: str, since: date | None = None) -> bytes:
    """The board report as PDF. Raises TooMuchWork where too many are being made."""
    return _newest(_report, demo, today(), chosen, lang, since)


def slides(demo: bool, chosen: Filters, lang: str, since: date | None = None) -> bytes:
    """The same as slides, as a PowerPoint file. Raises as ``report`` does."""
    return _newest(_slides, demo, today(), chosen, lang, since)


def out_of_reach_since(demo: bool) -> datetime | None:
    """When the database answered last (UTC), if it does not answer now. What is served is what
    was known then."""
    return answered_at(store(demo))


class _MovedOnError(Exception):
    """Somebody published between the revision and the answer."""


def _newest(answer: Callable[..., Kept], demo: bool, *asked: object) -> Kept:
    """The answer of the newest revision, kept or made."""
    while True:
        with contextlib.suppress(_MovedOnError):
            return answer(demo, revision(store(demo)), *asked)


@contextlib.contextmanager
def _moment_of(demo: bool, wanted: int) -> Iterator[Cursor]:
    with consistent_read(store(demo)) as reading:
        if revision(reading) != wanted:
            raise _MovedOnError
        yield reading


@kept(32, lambda found: len(found.before) + len(found.after), MOST_ROWS)
def _compared(demo: bool, of: int, since: date, until: date, year: int | None) -> Compared:
    with judging, _moment_of(demo, of) as reading:
        return compare(reading, since, until, year)


@kept(32, len, MOST_ROWS)
def _fact_changes(
    demo: bool, of: int, since: date, until: date, objective: str | None
) -> tuple[FactChange, ...]:
    with _moment_of(demo, of) as reading:
        return tuple(fact_changes_between(reading, since, until, objective))


@kept(256, lambda found: len(found.verdicts) + found.facts.size, MOST_ROWS)
def _snapshot(demo: bool, of: int, day: date, chosen: Filters) -> Snapshot:
    judged = _rolled_up(demo, of, day, chosen.judged_year, chosen.region, chosen.as_known_on)
    found = _facts(demo, of, chosen.as_known_on, chosen.known_on.year)
    confirmed = _confirmation(demo, of, chosen.as_known_on)
    with _moment_of(demo, of) as reading:
        return take(reading, chosen, judged, found, confirmed)


@kept(16, lambda found: found.size, MOST_ROWS)
def _records(demo: bool, of: int, day: date, chosen: Filters) -> Records:
    found = _snapshot(demo, of, day, chosen)
    with _moment_of(demo, of) as reading:
        return gather(reading, found)


@kept(8, len, MOST_BYTES)
def _report(
    demo: bool, of: int, day: date, chosen: Filters, lang: str, since: date | None
) -> bytes:
    gathered = _gathered(demo, of, day, chosen, since)
    return heavy.run_for_anybody(pdf.typeset, gathered, Language(lang))


@kept(8, len, MOST_BYTES)
def _slides(
    demo: bool, of: int, day: date, chosen: Filters, lang: str, since: date | None
) -> bytes:
    gathered = _gathered(demo, of, day, chosen, since)
    return heavy.run_for_anybody(slides_pptx, gathered, Language(lang))


def _gathered(demo: bool, of: int, day: date, chosen: Filters, since: date | None) -> pdf.Gathered:
    """What a report is about, with the changes that whoever looks at the page has already."""
    found = _snapshot(demo, of, day, chosen)
    if since is None:
        with _moment_of(demo, of) as reading:
            since = pdf.told_since(reading, chosen)
    compared = _compared(demo, of, since, chosen.known_on, chosen.year)
    with _moment_of(demo, of) as reading:
        return pdf.gather(reading, found, since, select_changes(compared, chosen))


# Judging is expensive, in time and in what DuckDB keeps of it: once for all choices it is the same
# for.
@kept(32, lambda found: len(found.verdicts) + len(found.objectives), MOST_ROWS)
def _rolled_up(
    demo: bool, of: int, day: date, year: int, region: str, as_known_on: date | None
) -> verdicts.Judged:
    judged = _judged(demo, of, day, year, as_known_on)
    with _moment_of(demo, of) as reading:
        return verdicts.roll_up(reading, judged, region, as_known_on)


@kept(32, len, MOST_ROWS)
def _judged(demo: bool, of: int, _day: date, year: int, as_known_on: date | None) -> pd.DataFrame:
    with judging, _moment_of(demo, of) as reading:
        return verdicts.judge(reading, year, as_known_on)


@kept(16, lambda found: found.size, MOST_ROWS)
def _facts(demo: bool, of: int, as_known_on: date | None, _known_year: int) -> Facts:
    with _moment_of(demo, of) as reading:
        return facts_in_force(reading, as_known_on)


@lru_cache(maxsize=16)
def _choices(demo: bool, of: int, as_known_on: date | None) -> Choices:
    with _moment_of(demo, of) as reading:
        return filtering.choices(reading, as_known_on)


@lru_cache(maxsize=16)
def _history(demo: bool, of: int, as_known_on: date | None) -> list[Release]:
    with _moment_of(demo, of) as reading:
        return releases.history(reading, as_known_on)


@lru_cache(maxsize=16)
def _confirmation(demo: bool, of: int, as_known_on: date | None) -> Confirmation:
    with _moment_of(demo, of) as reading:
        return confirming.confirmation(reading, releases.in_force(reading, as_known_on))


def check() -> int:
    """Raises if the store does not answer a query, also where there is a copy to read from, and
    where its file is damaged."""
    if _watching:
        _watching[0].require_whole()
    return require_answer(store())


def warm_up() -> None:
    """Does at the start what would otherwise make the first visitor wait."""
    check()
    sweep(store().path)
    let_commands_see()
    _watching[:] = filter(None, [watch.start(store())])
    for demo in (False, True) if offers_demonstration() else (False,):
        snapshot(demo, Filters())
