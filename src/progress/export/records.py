"""What all tables that are handed out are made from."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from progress.assessment.facts import Facts
from progress.assessment.snapshot import Snapshot
from progress.export.facts import narrowed
from progress.publishing.provenance import COMPILED, is_demonstration
from progress.rows import Fact, Indicator, Source
from progress.store.releases import Release, history
from progress.store.store import Store
from progress.store.tables import Cursor

DEMONSTRATION = "Demonstration data"


@dataclass(frozen=True, eq=False)
class Records:
    """What the tables are made from: the snapshot of a store, the releases up to the day of its
    records (of ``releases.history``), and what kind of data it is (None: the plan itself; compiled,
    as long as any row of it is).
    Told apart by identity, so that what is made from them can be kept."""

    snapshot: Snapshot
    history: list[Release]
    state: str | None

    @cached_property
    def as_of(self) -> date | None:
        """The day asked for, else the day of the last release."""
        return self.snapshot.filters.as_known_on or max(self.published_on.values(), default=None)

    @cached_property
    def published_on(self) -> dict[int, date]:
        return {row.release: moment_of(row).date() for row in self.history}

    @property
    def size(self) -> int:
        """About how many rows all tables have."""
        return sum(len(rows) for _, rows in self.facts.tables()) + len(self.snapshot.verdicts)

    @cached_property
    def facts(self) -> Facts:
        """What the filters leave of the facts."""
        return narrowed(self.snapshot)

    @cached_property
    def sources(self) -> dict[str, Source]:
        return {row.source: row for row in self.snapshot.facts.sources}

    def state_of(self, table: str, *rows: Fact) -> str | None:
        """What kind of data these rows of a table are: compiled, if any of them is."""
        if self.state == DEMONSTRATION:
            return self.state
        confirmation = self.snapshot.confirmation
        return COMPILED if any(confirmation.is_compiled(table, row) for row in rows) else None

    @cached_property
    def states_of_verdicts(self) -> list[str | None]:
        """For each verdict what kind of data it rests on in the plan."""
        if self.state == DEMONSTRATION:
            return [self.state] * len(self.snapshot.verdicts)
        rests_on_compiled = self.snapshot.confirmation.rests_on_compiled
        return [
            COMPILED if rests_on_compiled(row.indicator, row.region, row.horizon) else None
            for row in self.snapshot.verdicts
        ]

    def state_of_group(self, horizon: int, objectives: set[str]) -> str | None:
        """What kind of data the statuses of objectives for a target year rest on."""
        facts = self.snapshot.facts
        states = [self.state_of("objective", *(facts.objective[code] for code in objectives))]
        states += [
            state
            for row, state in zip(self.snapshot.verdicts, self.states_of_verdicts, strict=True)
            if row.horizon == horizon and row.objective in objectives
        ]
        return next(filter(None, states), None)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        return self.snapshot.facts.indicator

    @cached_property
    def sources_of_verdicts(self) -> list[list[str]]:
        """For each verdict the sources of the numbers it rests on."""
        facts = self.snapshot.facts
        starts = {(row.indicator, row.region): row.source for row in facts.baselines}
        targets = {(row.indicator, row.region, row.year): row.source for row in facts.targets}
        values: dict[tuple[str, str, int | None], str | None] = {
            (row.indicator, row.region, row.year): row.source
            for row in facts.reported_values
            if row.counts
        }
        found = []
        for row in self.snapshot.verdicts:
            series = (row.indicator, row.region)
            start = starts.get(series) if row.baseline_year is not None else None
            if "baseline_first_report" in row.flags:
                start = values.get((*series, row.baseline_year))
            target = targets.get((*series, row.horizon))
            value = values.get((*series, row.value_year))
            found.append(list(dict.fromkeys(filter(None, (start, target, value)))))
        return found


def gather(where: Store | Cursor, snapshot: Snapshot) -> Records:
    """What the tables of a snapshot are made from."""
    known_on = snapshot.filters.as_known_on
    told = [
        row
        for row in history(where, known_on)
        if known_on is None or moment_of(row).date() <= known_on
    ]
    state = None
    if is_demonstration(where):
        state = DEMONSTRATION
    elif any(snapshot.confirmation.compiled.values()):
        state = COMPILED
    return Records(snapshot, told, state)


def moment_of(release: Release) -> datetime:
    return datetime.fromisoformat(release.published_at)
