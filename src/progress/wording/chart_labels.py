"""Texts that stand beside the marks of a chart, and on which side of them there is room."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from progress.wording.chart_axes import NumberAxis, YearAxis

# A label that begins or ends nearer to the edge than this would be cut off.
EDGE = 0.2
# About how much room a letter takes, of the width, and a line, of the height.
LETTER, LINE = 0.014, 0.08

Marked = tuple[int, float, str]  # year, number, words


@dataclass(frozen=True)
class Label:
    """``above``: the mark, or below it. ``side``: where the text lies from the mark: left, middle
    or right."""

    year: int
    number: float
    words: str
    above: bool
    side: str


def labels(
    years: YearAxis,
    numbers: NumberAxis,
    targets: Sequence[Marked],
    last: Sequence[Marked],
    rises: bool,
) -> tuple[Label, ...]:
    """``last``: the last report. ``rises``: whether more is better: a target lies ahead of the
    values then and has its label away from them. What would lie on another label goes to the other
    side of its mark."""
    found: list[Label] = []
    for (year, number, words), side in (
        *((target, "middle") for target in targets),
        *((value, "left") for value in last),
    ):
        wanted = Label(year, number, words, rises, _side(years, year, side))
        turned = replace(wanted, above=not rises)
        is_free = not any(_meet(years, numbers, wanted, other) for other in found)
        found.append(wanted if is_free else turned)
    return tuple(found)


def _side(years: YearAxis, year: int, otherwise: str) -> str:
    place = years.across(year)
    if place < EDGE:
        return "right"
    return "left" if place > 1 - EDGE else otherwise


def _meet(years: YearAxis, numbers: NumberAxis, one: Label, other: Label) -> bool:
    one_from, one_to, one_up = _box(years, numbers, one)
    other_from, other_to, other_up = _box(years, numbers, other)
    return one_from < other_to and other_from < one_to and abs(one_up - other_up) < LINE


def _box(years: YearAxis, numbers: NumberAxis, label: Label) -> tuple[float, float, float]:
    """From where to where across, and how high."""
    place, width = years.across(label.year), LETTER * len(label.words)
    start = {"left": place - width, "middle": place - width / 2, "right": place}[label.side]
    return start, start + width, numbers.up(label.number) + (LINE if label.above else -LINE)
