"""What is odd about a Values file: allowed, but worth a second look."""

from datetime import UTC, datetime

import pytest

from progress.errors import PlanErrors
from progress.intake import update
from progress.publishing.provenance import Provenance
from progress.publishing.publish import revert
from progress.store.queries import facts
from progress.store.releases import in_force
from tests.support.plans import PLAN, build, places, prepare, release, report, upload
from tests.support.workbooks import workbook

THIS_YEAR = datetime.now(UTC).year


@pytest.fixture
def store(tmp_path):
    made = build(tmp_path)
    yield made
    made.close()


def warnings(store, text):
    """The warnings but for those that a status changes without a narrative: (row, column, code)."""
    found = places(prepare(store, text).checked.warnings)
    return [place[1:] for place in found if place[3] != "no_narrative"]


def test_plain_update_has_no_warning(store):
    assert warnings(store, "indicator,year,value\nA1.1,2025,60\nB1.1,2025,300") == []


def test_value_far_from_the_one_before(store):
    report(store, "indicator,year,value\nB1.1,2023,30")
    assert warnings(store, "indicator,year,value\nB1.1,2024,301") == [(2, "value", "outlier")]
    assert warnings(store, "indicator,year,value\nB1.1,2024,300") == []
    # The one before may stand in the same file.
    text = "indicator,year,value\nB1.1,2025,5000\nB1.1,2024,300"
    assert warnings(store, text) == [(2, "value", "outlier")]


def test_share_outside_its_scale(store):
    assert warnings(store, "indicator,year,value\nA1.1,2025,120") == [(2, "value", "outlier")]
    assert warnings(store, "indicator,year,value\nA1.1,2025,-1") == [(2, "value", "outlier")]


def test_total_to_date_that_falls(store):
    report(store, "indicator,year,value\nB1.1,2023,30")
    text = "indicator,year,value\nB1.1,2024,29"
    assert warnings(store, text) == [(2, "value", "falling_cumulative")]
    (warning, *_) = prepare(store, text).checked.warnings
    assert warning.sentence() == "A total to date does not fall, but in 2023 it was 30"


def test_level_may_fall(store):
    report(store, "indicator,year,value\nA1.1,2023,30")
    assert warnings(store, "indicator,year,value\nA1.1,2024,29") == []


def test_sign_that_changes(tmp_path):
    store = build(
        tmp_path, {"indicators.csv": PLAN["indicators.csv"].replace("cumulative", "level")}
    )
    report(store, "indicator,year,value\nB1.1,2023,30")
    assert warnings(store, "indicator,year,value\nB1.1,2024,-3") == [(2, "value", "sign_change")]
    store.close()


def test_year_that_is_not_there_yet(store):
    year = THIS_YEAR + 1
    text = f"indicator,year,value\nA1.1,{year},60"
    assert warnings(store, text) == [(2, "year", "future_year")]


def test_year_that_is_not_over(store):
    """For a figure of a whole year only; a level or a total may be taken in between."""
    text = f"indicator,year,value\nA2.1,{THIS_YEAR},5\nA1.1,{THIS_YEAR},60\nB1.1,{THIS_YEAR},300"
    assert warnings(store, text) == [(2, "year", "year_not_over")]


def test_row_that_replaces_another(store):
    report(store, "indicator,year,value,note\nA1.1,2025,1234567,census\nB1.1,2025,300,")
    text = "indicator,year,value,note\nA1.1,2025,1234568,census\nB1.1,2025,300,"
    found = [w for w in prepare(store, text).checked.warnings if w.code == "replaces"]
    assert places(found) == [("values.csv", 2, "value", "replaces")]
    assert found[0].sentence() == "1234568 instead of 1234567"


def test_the_very_same_file_again(store):
    text = "indicator,year,value\nA1.1,2025,60"
    number = upload(store, text)
    revert(store, number, Provenance("Amina"))
    found = prepare(store, text).checked.warnings
    assert ("values.csv", None, None, "same_file") in places(found)
    assert upload(store, text) == number + 2


def test_status_that_changes_without_a_word(store):
    text = "indicator,year,value\nA1.1,2025,60"
    (warning,) = prepare(store, text).checked.warnings
    assert (warning.code, warning.value) == ("no_narrative", "A1")
    release(store, {"narratives.csv": "objective,year,summary\nA1,2024,Last year's story"})
    assert [w.code for w in prepare(store, text).checked.warnings] == ["no_narrative"]
    release(store, {"narratives.csv": "objective,year,summary\nA1,2025,Why it went so"})
    assert prepare(store, text).checked.warnings == []


def test_context_raises_no_eyebrow_and_a_withdrawn_value_only_that(store):
    report(store, "indicator,year,value\nB1.1,2023,30")
    text = """
        indicator, year, value, relation,         withdraw
        B1.1,      2024, 30000, other definition,
        B1.1,      2023, ,      ,                 yes
        """
    assert warnings(store, text) == [(3, "withdraw", "withdraws")]


def test_warnings_are_accepted_or_nothing_is_published(store):
    text = "indicator,year,value\nA1.1,2025,120"
    with pytest.raises(PlanErrors) as refusal:
        upload(store, text, accept_warnings=False)
    assert "outlier" in {problem.code for problem in refusal.value.problems}
    assert facts(store, "value", in_force(store)).empty
    upload(store, text, accept_warnings=True)
    assert len(facts(store, "value", in_force(store))) == 1


# Rows to withdraw


def prepared(store, sheets: dict[str, str]):
    return update.prepare(store, [workbook(sheets)])


def test_a_row_to_withdraw_that_is_not_there(store):
    text = "indicator,region,year,value,withdraw\nA1.1,Wrold,2025,,yes\nA1.1,World,2025,60,"
    assert warnings(store, text) == [(2, "withdraw", "nothing_withdrawn")]


def test_a_value_to_withdraw_of_an_unknown_indicator(store):
    assert warnings(store, "indicator,year,withdraw\nZ9.9,2024,yes") == [
        (2, "withdraw", "nothing_withdrawn")
    ]


def test_what_is_still_needed_is_a_problem_of_its_row(store):
    report(store, "indicator,year,value\nA1.1,2025,60")
    tried = prepared(store, {"Indicators": "indicator,objective,measure,withdraw\nA1.1,,,yes"})
    assert places(tried.checked.errors) == [("Indicators", 2, "withdraw", "still_needed")] * 3
    assert tried.checked.errors[-1].sentence() == (
        "Values A1.1 World 2025 needs it; withdraw that as well, or leave this here"
    )
    assert tried.comparison is None


def test_an_indicator_can_be_withdrawn_by_its_code_alone(store):
    sheets = {
        "Indicators": "indicator,objective,measure,withdraw\nA1.1,,,yes",
        "Targets": "indicator,year,kind,value,withdraw\nA1.1,2030,,,yes\nB1.1,2040,level,2000,",
        "Baselines": "indicator,year,comparable,withdraw\nA1.1,,,yes",
    }
    tried = prepared(store, sheets)
    assert tried.checked.errors == []
    told = {problem.details.get("objective") for problem in tried.checked.warnings}
    assert "A1" in told  # of its status, too, it is said that nothing explains it
    assert "B1" not in told  # a target that is new needs no explanation


def test_years_to_come_of_conditions_and_narratives(store):
    sheets = {
        "Conditions": "indicator,target_year,condition,state,done_year\nA2.2,2030,1,done,2099",
        "Narratives": "objective,year,summary\nA1,2099,Later",
        "Values": "indicator,year,value\nA1.1,2025,60",
    }
    found = places(prepared(store, sheets).checked.warnings)
    assert ("Conditions", 2, "done_year", "future_year") in found
    assert ("Narratives", 2, "year", "future_year") in found
    assert ("Narratives", None, "objective", "no_narrative") in found
