"""How the headline moved from update to update, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from progress.assessment.trend import TrendPoint
from progress.language import Language


@dataclass(frozen=True)
class TrendColumn:
    """``label``: the year, where it is another one than before, else empty; ``title``: the whole
    of it in words."""

    good: int
    with_target: int
    label: str
    title: str


@dataclass(frozen=True)
class TrendView:
    """``text``: in place of the picture."""

    title: str
    text: str
    most: int
    columns: tuple[TrendColumn, ...]


def trend_view(t: Language, points: Sequence[TrendPoint], horizon: int) -> TrendView | None:
    """None where there is nothing before to compare with."""
    if len(points) < 2 or not any(point.good for point in points):
        return None
    told = [
        t(
            "{good} of {total} on {day}",
            good=point.good,
            total=point.with_target,
            day=t.date(point.day),
        )
        for point in points
    ]
    years = ["", *(str(point.day.year) for point in points)]
    columns = tuple(
        TrendColumn(
            point.good,
            point.with_target,
            "" if years[place] == years[place + 1] else years[place + 1],
            title,
        )
        for place, (point, title) in enumerate(zip(points, told, strict=True))
    )
    title = t("On track or met for {year}, update by update", year=horizon)
    return TrendView(
        title=title,
        text=t("{label}: {text}", label=title, text=", ".join(told)),
        most=max(point.with_target for point in points),
        columns=columns,
    )
