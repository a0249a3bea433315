"""The sources of what is shown, each with its address on the web where it has one."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from progress.assessment.snapshot import Snapshot
from progress.language import present


@dataclass(frozen=True)
class SourceView:
    """``url``: empty where there is no address of the web."""

    code: str
    title: str
    url: str


def source_view(row: Any) -> SourceView:
    url = present(row["url"])
    return SourceView(
        code=row["source"],
        title=present(row["title"]) or row["source"],
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
    goals = {row["goal"] for row in snapshot.objectives}
    objectives = {row["objective"] for row in (*snapshot.objectives, *snapshot.verdicts)}
    indicators = {row["indicator"] for row in snapshot.verdicts}
    cited = set()
    for _, rows in snapshot.facts.tables():
        for row in rows:
            if not row.get("source") or "title" in row:
                continue
            if (
                row.get("indicator") in indicators
                or row.get("objective") in objectives
                or (row.get("goal") in goals and "objective" not in row)
            ):
                cited.add(row["source"])
    return tuple(source_view(row) for row in snapshot.facts["source"] if row["source"] in cited)
