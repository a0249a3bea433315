"""The end of the board report: all that changed, the method in short, the sources."""

from collections import Counter

from progress.assessment.changes import direction, entered, listed
from progress.assessment.snapshot import Snapshot
from progress.language import Language, present
from progress.report.needs import series_name
from progress.schema import WORLD
from progress.wording.changes import changed_word, directions, reasons
from progress.wording.region_words import region_name
from progress.wording.status_words import families, family_meanings


def changed_rows(
    t: Language, snapshot: Snapshot, changes: list[dict], family: dict[str, str]
) -> list[dict]:
    """The statuses that changed, those that got worse first. ``family``: of each status."""
    measures = {row["indicator"]: row for row in snapshot.facts["indicator"]}
    order = list(directions(t))

    def word(change: dict, side: str) -> dict | None:
        status = change[side]
        if status is None:
            return None
        said = changed_word(t, change, side, snapshot.facts["target"])
        return {"family": family[status], "word": said}

    found = [
        {
            "code": change["indicator"],
            "name": series_name(t, measures.get(change["indicator"], {}), change["region"]),
            "region": "" if change["region"] == WORLD else region_name(t, change["region"]),
            "year": change["horizon"],
            "before": word(change, "before"),
            "after": word(change, "after"),
            "why": reasons(t)[change["why"]],
            "direction": direction(change),
        }
        for change in listed(changes)
    ]
    return sorted(found, key=lambda row: order.index(row["direction"]))


def changed_counts(t: Language, changes: list[dict]) -> list[str]:
    """How many changes lead where, in words."""
    led = Counter(map(direction, listed(changes)))
    told = [
        t("{label}: {text}", label=word, text=led[way])
        for way, word in directions(t).items()
        if led[way]
    ]
    if new := entered(changes):
        told.append(t.plural("{number} target entered", "{number} targets entered", new))
    return told


def legend(t: Language) -> list[dict]:
    """The families with what each of them says."""
    meanings = family_meanings(t)
    return [
        {"family": family, "word": word, "meaning": meanings[family]}
        for family, word in families(t).items()
    ]


def sources(t: Language, snapshot: Snapshot) -> list[dict]:
    """The sources of what is shown, each with its address where it has one."""
    goals = {row["goal"] for row in snapshot.objectives}
    objectives = {row["objective"] for row in (*snapshot.objectives, *snapshot.verdicts)}
    measures = {row["indicator"] for row in snapshot.verdicts}
    cited = set()
    for rows in snapshot.facts.values():
        for row in rows:
            if not row.get("source") or "title" in row:
                continue
            if (
                row.get("indicator") in measures
                or row.get("objective") in objectives
                or (row.get("goal") in goals and "objective" not in row)
            ):
                cited.add(row["source"])
    return [
        {"title": row["title"], "url": _address(row["url"])}
        for row in snapshot.facts["source"]
        if row["source"] in cited
    ]


def _address(url: str | None) -> str:
    """A web address; anything else could lead anywhere and is left out."""
    found = present(url)
    return found if found.startswith(("http://", "https://")) else ""
