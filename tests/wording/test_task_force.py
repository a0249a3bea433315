"""A Task Force in words."""

import pytest

from progress.assessment.filters import Filters
from progress.assessment.snapshot import take
from progress.language import ENGLISH, Language
from progress.wording.task_force import task_force_view
from tests.support.plans import build, release


@pytest.mark.parametrize(
    ("status", "launched", "english", "french"),
    [
        ("launched", "2023", "launched in 2023", "lancée en 2023"),
        ("closed", "2022", "closed (launched in 2022)", "close (lancée en 2022)"),
        ("active", "", "active", "active"),
    ],
)
def test_status_and_year_of_launch(tmp_path, status, launched, english, french):
    store = build(tmp_path)
    release(
        store,
        {
            "task_forces.csv": f"objective,status,launched,leader,consent\n"
            f"A1,{status},{launched},Ada,yes",
            "focal_objectives.csv": "year,objective\n2024,A1\n2023,A1",
        },
    )
    facts = take(store, Filters()).facts
    store.close()
    (row,) = facts.task_forces
    shown = task_force_view(ENGLISH, row, facts)
    assert shown.status_since == english
    assert shown.led_by == "Leader: Ada"
    assert shown.focal_years == "2023, 2024"
    assert task_force_view(Language("fr"), row, facts).status_since == french
