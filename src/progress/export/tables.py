"""What is handed out: every table with its columns and its rows, as the filters leave them.

A row says by itself where it comes from: its source, the release that brought it, the day the
records are of, and what kind of data it is. A row that is computed says by which method. Nothing
depends on the moment of the export, so the same records always give the same tables.
"""

from collections.abc import Iterable
from dataclasses import replace

from progress.assessment.rows import FacilityTypeStatus, GoalStatus, Verdict
from progress.assessment.verdicts import METHOD
from progress.export.columns import (
    COMPUTED,
    COUNTS_OR_NOT,
    FACILITY_TYPE_STATUSES,
    FACTS,
    GOAL_STATUSES,
    NAMES,
    NUMBERS,
    OBJECTIVE_STATUSES,
    ORIGIN,
    RECORDS,
    RELEASE,
    RELEASES,
    UNIT,
    VERDICTS,
    Reference,
    Table,
    TableRow,
    fact_name,
    in_each,
)
from progress.export.records import DEMONSTRATION, Records, moment_of
from progress.language import Language
from progress.publishing.provenance import COMPILED
from progress.rows import Fact, Indicator
from progress.schema import SHEETS, Column, Sheet, in_all_languages
from progress.wording.group import headline
from progress.wording.sentences import verdict_sentence


def table(records: Records, name: str) -> Table:
    """One of NAMES."""
    if name in FACTS:
        return _fact(records, FACTS[name])
    return {
        "verdicts": _verdicts,
        "objective_statuses": _objective_statuses,
        "goal_statuses": _goal_statuses,
        "facility_type_statuses": _facility_type_statuses,
        "releases": _releases,
    }[name](records)


def tables(records: Records) -> list[Table]:
    return [table(records, name) for name in NAMES]


def _fact(records: Records, sheet: Sheet) -> Table:
    is_number = sheet.table in NUMBERS
    columns = [replace(c, required=c.required or c.name in sheet.key) for c in sheet.columns]
    columns += COUNTS_OR_NOT if sheet.table == "value" else ()
    columns += UNIT if is_number else ()
    columns += [c for c in ORIGIN if sheet.table != "source" and c.name not in sheet.names]
    columns += (*RELEASE, *RECORDS)
    rows = [
        {
            **row.as_dict(),
            **(_unit(records, row) if is_number else {}),
            **_origin(records, [row.cell("source")]),
            **_brought(records, row.release_id, records.state_of(sheet.table, row)),
        }
        for row in records.facts.table(sheet.table)
    ]
    references = [(names, fact_name(SHEETS[other])) for names, other in sheet.references]
    if sheet.table != "source" and "source" in sheet.names:
        references.append((("source",), fact_name(SHEETS["source"])))
    # Values that are only context, and reports, are told apart by columns that may be blank.
    key = () if sheet.table in ("value", "condition_report") else sheet.key
    return _made(fact_name(sheet), columns, rows, key, references)


def _verdicts(records: Records) -> Table:
    rows = []
    found = zip(
        records.snapshot.verdicts,
        records.sources_of_verdicts,
        records.states_of_verdicts,
        strict=True,
    )
    for row, codes, state in found:
        indicator = records.indicators[row.indicator]
        rows.append(
            {
                **row.as_dict(),
                **indicator.as_dict(*in_all_languages("name", "unit")),
                "flags": " ".join(row.flags) or None,
                **_sentences(row, indicator),
                **computed(records, codes, state),
            }
        )
    key = ("indicator", "region", "horizon")
    references = ((("indicator",), "indicators"), (("objective",), "objectives"))
    return derived("verdicts", VERDICTS, rows, key, references)


def _sentences(row: Verdict, indicator: Indicator) -> TableRow:
    return in_each("sentence", lambda t: verdict_sentence(t, row, indicator))


def _objective_statuses(records: Records) -> Table:
    rows = [
        {**row.as_dict(), **_of_objectives(records, row.horizon, {row.objective})}
        for row in records.snapshot.objectives
    ]
    references = ((("objective",), "objectives"),)
    key = ("objective", "horizon")
    return derived("objective_statuses", OBJECTIVE_STATUSES, rows, key, references)


def _goal_statuses(records: Records) -> Table:
    goals = records.snapshot.facts.goal
    names = in_all_languages("name")
    rows = [
        {
            **_group(records, row, "goal"),
            **(goals[row.goal].as_dict(*names) if row.goal in goals else dict.fromkeys(names)),
        }
        for row in records.snapshot.goals
    ]
    references = ((("goal",), "goals"),)
    return derived("goal_statuses", GOAL_STATUSES, rows, ("goal", "horizon"), references)


def _facility_type_statuses(records: Records) -> Table:
    rows = [_group(records, row, "facility_type") for row in records.snapshot.facility_types]
    key = ("facility_type", "horizon")
    return derived("facility_type_statuses", FACILITY_TYPE_STATUSES, rows, key)


def _group(records: Records, row: GoalStatus | FacilityTypeStatus, name: str) -> TableRow:
    objectives = {
        other.objective
        for other in records.snapshot.objectives
        if (other.cell(name) or "unknown") == row.cell(name)
    }
    told = in_each("headline", lambda t: headline(t, row))
    return {**row.as_dict(), **told, **_of_objectives(records, row.horizon, objectives)}


def _of_objectives(records: Records, horizon: int, objectives: set[str]) -> TableRow:
    """What a row computed from these objectives says of itself."""
    sources = _sources(records, horizon, objectives)
    return computed(records, sources, records.state_of_group(horizon, objectives))


def _releases(records: Records) -> Table:
    rows = [
        {
            **row.as_dict(),
            "published_at": moment_of(row),
            **_about_records(records, _state_of_release(records, row.release)),
        }
        for row in records.history
    ]
    columns = (*RELEASES, *RECORDS)
    return _made("releases", columns, rows, ("release",), ((("reverts",), "releases"),))


def derived(
    name: str,
    columns: Iterable[Column],
    rows: list[TableRow],
    key: tuple[str, ...],
    references: Iterable[Reference] = (),
) -> Table:
    """A table of computed rows, which hold what ``computed`` says of them."""
    columns = (*columns, *ORIGIN, *RELEASE, *COMPUTED, *RECORDS)
    return _made(name, columns, rows, key, references)


def _made(
    name: str,
    columns: Iterable[Column],
    rows: list[TableRow],
    key: tuple[str, ...],
    references: Iterable[Reference],
) -> Table:
    """The table with exactly its columns."""
    columns = tuple(columns)
    names = [column.name for column in columns]
    rows = [{column: row[column] for column in names} for row in rows]
    return Table(name, columns, rows, key, tuple(references))


def _unit(records: Records, row: Fact) -> TableRow:
    """What the numbers of a row count. Of a target it depends on what kind it is."""
    kind = row.cell("kind")
    if kind in ("growth", "multiple", "conditions"):
        return in_each("unit", lambda t: _unit_of_kind(t, kind))
    indicator = records.indicators[row.cell("indicator")]
    return indicator.as_dict(*in_all_languages("unit"))


def _unit_of_kind(t: Language, kind: str) -> str | None:
    return {
        "growth": t("% a year"),
        "multiple": t("times the target before"),
        "conditions": None,
    }[kind]


def _origin(records: Records, codes: Iterable[str | None]) -> TableRow:
    """Codes, titles and addresses of sources; a source that is no known code stands as it is."""
    named = [code for code in codes if code]
    known = [records.sources[code] for code in named if code in records.sources]
    told: dict[str, list[str]] = {
        "source": named,
        "source_title": [row.title for row in known],
        "source_url": [row.url for row in known if row.url],
    }
    return {name: "; ".join(dict.fromkeys(texts)) or None for name, texts in told.items()}


def _sources(records: Records, horizon: int, objectives: set[str]) -> list[str]:
    """The sources of the verdicts of these objectives for a target year."""
    found = zip(records.snapshot.verdicts, records.sources_of_verdicts, strict=True)
    return sorted(
        {
            source
            for verdict, sources in found
            if verdict.horizon == horizon and verdict.objective in objectives
            for source in sources
        }
    )


def _state_of_release(records: Records, release: int) -> str | None:
    if records.state == DEMONSTRATION:
        return records.state
    return COMPILED if release in records.snapshot.confirmation.setup else None


def computed(records: Records, sources: Iterable[str], state: str | None) -> TableRow:
    """What a computed row says of itself: it rests on all releases up to the last one. ``state``:
    what kind of data it rests on."""
    return {
        **_origin(records, sources),
        **_brought(records, max(records.published_on, default=None), state),
        "values_up_to": records.snapshot.filters.judged_year,
        "method": METHOD,
    }


def _brought(records: Records, release: int | None, state: str | None) -> TableRow:
    published_on = None if release is None else records.published_on.get(release)
    return {"release": release, "published_on": published_on, **_about_records(records, state)}


def _about_records(records: Records, state: str | None) -> TableRow:
    return {"records_as_of": records.as_of, "data": state}
