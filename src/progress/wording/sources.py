"""The sources of what is shown, each with its address on the web where it has one."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from progress.assessment.snapshot import Snapshot
from progress.language import present
from progress.rows import Fact, Source


@dataclass(frozen=True)
class SourceView:
    """``url``: empty where there is no address of the web."""

    code: str
    title: str
    url: str


def source_view(row: Source) -> SourceView:
    url = present(row.url)
    return SourceView(
        code=row.source,
        title=present(row.title) or row.source,
        url=url if is_web_address(url) else "",
    )


def is_web_address(address: str) -> bool:
    """Anything else could lead anywhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def cited_sources(snapshot: Snapshot) -> tuple[SourceView, ...]:
    """Those of everything that is selected."""
    goals = {row.goal for row in snapshot.objectives}
    objectives = {row.objective for row in snapshot.objectives}
    objectives |= {row.objective for row in snapshot.verdicts}
    indicators = {row.indicator for row in snapshot.verdicts}
    cited = set()
    for table, rows in snapshot.facts.tables():
        for row in rows if table != "source" else ():
            if _is_selected(row, goals, objectives, indicators):
                cited.add(getattr(row, "source", None))
    return tuple(source_view(row) for row in snapshot.facts.sources if row.source in cited)


def _is_selected(row: Fact, goals: set[str], objectives: set[str], indicators: set[str]) -> bool:
    """Whether a fact belongs to something selected; what belongs to no part of the plan does
    not."""
    if getattr(row, "indicator", None) in indicators:
        return True
    objective = getattr(row, "objective", None)
    return objective in objectives if objective else getattr(row, "goal", None) in goals
