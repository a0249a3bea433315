"""What the web API says of a row is what the row holds: the same names, the same types."""

from typing import Annotated, Literal, get_args, get_origin, get_type_hints

import pytest

from progress import rows
from progress.api import models
from progress.assessment import changes, fact_changes
from progress.assessment import rows as computed
from progress.rows import column_names
from progress.store import releases

# The model of an answer, the row it is made from, what it adds or says in another form, and what
# it leaves out.
HELD = [
    (
        models.Verdict,
        computed.Verdict,
        {"confirmed", "baseline", "target", "conditions", "compound", "sentence", "value"},
        {
            *(f"baseline_{name}" for name in ("year", "value", "value_high")),
            *(f"baseline_{name}" for name in ("number", "count", "out_of")),
            *("value_year", "value", "value_high", "value_number", "count", "out_of"),
            *(f"target_{name}" for name in ("kind", "value", "value_high", "number")),
            *(f"conditions_{name}" for name in ("done", "total", "overdue", "due")),
            *("compound_ratio", "compound_family"),
        },
    ),
    (models.ObjectiveStatus, computed.ObjectiveStatus, set(), {"status", "reason", "achieved"}),
    (models.GoalStatus, computed.GoalStatus, {"headline"}, set()),
    (models.FacilityTypeStatus, computed.FacilityTypeStatus, {"headline"}, set()),
    (models.Change, changes.ExplainedChange, set(), set()),
    (models.FactChange, fact_changes.FactChange, set(), {"objective"}),
    (models.Release, releases.Release, {"published_at"}, {"back_dated"}),
    (models.Objective, rows.Objective, {"confirmed", "target_years"}, {"release_id"}),
    (
        models.Value,
        rows.ReportedValue,
        {"objective", "goal", "name", "unit", "source_title", "source_url", "release"},
        {"release_id"},
    ),
    (
        models.TaskForce,
        rows.TaskForce,
        {"label", "join_link", "focal_years"},
        {"release_id", "consent"},
    ),
    (models.Activity, rows.Activity, {"label", "late", "release"}, {"release_id"}),
    (models.Milestone, rows.Milestone, {"late", "release"}, {"release_id"}),
    (models.Partnership, rows.Partnership, {"release"}, {"release_id"}),
]


def plain(hint: object) -> object:
    """A type without what only describes it, and one spelling for each."""
    if get_origin(hint) is Annotated:
        return plain(get_args(hint)[0])
    if get_origin(hint) is Literal:
        return str
    if get_origin(hint) in (list, tuple):
        return list, plain(get_args(hint)[0])
    if parts := get_args(hint):
        return frozenset(map(plain, parts))
    return hint


@pytest.mark.parametrize(
    ("model", "row", "added", "left"), HELD, ids=[model.__name__ for model, *_ in HELD]
)
def test_a_model_has_the_columns_of_its_row(model, row, added, left):
    found, expected = get_type_hints(model, include_extras=True), get_type_hints(row)
    there = set(model.model_fields)
    names = {name for name in column_names(row) if not name.endswith(("_fr", "_es"))}
    assert there - names == added - names
    assert names - there == left - there
    for name in (there & names) - added:
        assert plain(found[name]) == plain(expected[name]), name
