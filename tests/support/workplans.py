"""Workplans as large as may ever be: a year with many activities and milestones."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from progress.intake import seed
from tests.support.plans import release

STATES = ("planned", "under way", "under way", "done", "stopped")
WORDS = (
    "Compare what laboratories measure on the same samples",
    "Train advisers",
    "Bring soil experts and negotiators together before the conference, and write down what they "
    "agreed on",
    "Publish a handbook",
)
LEADS = ("Executive Secretariat", "Example Institute for Soils and Forests", "")


THIS_YEAR = datetime.now(UTC).year
OBJECTIVES = [f"{goal}{number}" for goal in "ABC" for number in (1, 2, 3)]


def crowded_store(path: Path, activities: int = 300) -> Path:
    """The real plan with so many activities this year."""
    store = seed.build(path)
    release(store, many_activities(OBJECTIVES, THIS_YEAR, activities))
    store.close()
    return path


def many_activities(objectives: list[str], year: int, number: int) -> dict[str, str]:
    """By file: activities of all states, lengths and dates, two milestones for every third."""
    activities = ["objective,activity,year_of_workplan,title,lead,start,due,state,done_on"]
    milestones = ["objective,activity,milestone,title,due"]
    for place in range(number):
        objective, own = objectives[place % len(objectives)], place // len(objectives) + 1
        state = STATES[place % len(STATES)]
        start = date(year, 1, 1) + timedelta(days=place * 7 % 300)
        due = start + timedelta(days=5 + place * 11 % 200)
        dates = f"{start},{due}" if place % 10 else ","
        done = due if state == "done" else ""
        title = f"{WORDS[place % len(WORDS)]}, part {own}"
        lead = LEADS[place % len(LEADS)]
        activities.append(f'{objective},{own},{year},"{title}",{lead},{dates},{state},{done}')
        if place % 3 == 0:
            for step, day in enumerate((start + timedelta(days=3), due), 1):
                milestones.append(f"{objective},{own},{step},Step {step} of {own},{day}")
    return {"activities.csv": "\n".join(activities), "milestones.csv": "\n".join(milestones)}
