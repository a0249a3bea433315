"""Texts that stand beside the marks of a chart, and on which side of them there is room."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from progress.assessment.rows import Verdict
from progress.language import Language
from progress.rows import Indicator, ReportedValue
from progress.wording.chart_axes import NumberAxis, YearAxis
from progress.wording.chart_words import short_target, short_value
from progress.wording.projection import Projection
from progress.wording.sentence_words import known

# A label that begins or ends nearer to the edge than this would be cut off.
EDGE = 0.2
# About how much room a letter takes, of the width, and a line, of the height.
LETTER, LINE = 0.016, 0.08


# From where to where across, and how high.
Box = tuple[float, float, float]


@dataclass(frozen=True)
class Label:
    """``above``: the mark, or below it. ``side``: where the text lies from the mark: left, middle
    or right. ``lies_ahead``: of where it lands at the pace so far."""

    year: int
    number: float
    words: str
    above: bool
    side: str
    lies_ahead: bool = False


def wanted_labels(
    t: Language,
    indicator: Indicator,
    aims: Sequence[Verdict],
    values: Sequence[ReportedValue],
    drawn: Sequence[Projection],
) -> list[Label]:
    """Of the targets, of the last report, of where it lands. What lies ahead of the values has its
    label away from them."""
    rises = indicator.direction != "down"
    targets = {row.horizon: known(row.target_number) for row in aims}
    last = [row for row in values if row.counts][-1:]
    return [
        *(
            Label(year, targets[year], short_target(t, row, indicator), rises, "middle")
            for row in aims
            for year in [row.horizon]
        ),
        *(
            Label(row.year, known(row.value), short_value(t, row, indicator), rises, "left")
            for row in last
        ),
        *(
            Label(
                found.year,
                found.number,
                t("at this pace {value} in {year}", value=found.words, year=found.year),
                found.number >= found.line[0][1],  # away from the line that leads there
                "middle",
                lies_ahead=True,
            )
            for found in drawn
        ),
    ]


def labels(
    years: YearAxis,
    numbers: NumberAxis,
    wanted: Sequence[Label],
    letter: float = LETTER,
    line: float = LINE,
) -> tuple[Label, ...]:
    """What is wanted, the most important first, as there is room: near the edges to the side, on
    the other side of its mark where it would lie on a label before it or on another mark, and not
    at all where it would there too; but the first is always there. ``letter``, ``line``: how much
    room they take, of the width and of the height."""

    def box(label: Label) -> Box:
        place, width = years.across(label.year), letter * len(label.words)
        start = {"left": place - width, "middle": place - width / 2, "right": place}[label.side]
        return start, start + width, numbers.up(label.number) + (line if label.above else -line)

    def mark(label: Label) -> Box:
        place = years.across(label.year)
        return place - letter, place + letter, numbers.up(label.number)

    def meet(one: Box, other: Box) -> bool:
        return one[0] < other[1] and other[0] < one[1] and abs(one[2] - other[2]) < line

    found: list[Label] = []
    for one in wanted:
        taken = [*map(box, found), *(mark(other) for other in wanted if other is not one)]
        placed = replace(one, side=_side(years, one))
        tried = (placed, replace(placed, above=not placed.above))
        free = [place for place in tried if not any(meet(box(place), other) for other in taken)]
        found += free[:1] if free or found else [placed]
    return tuple(found)


def _side(years: YearAxis, label: Label) -> str:
    place = years.across(label.year)
    if place < EDGE:
        return "right"
    return "left" if place > 1 - EDGE else label.side
