"""The pieces of a slide: texts, tables and charts of PowerPoint's own, so they can be edited."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from progress.language import Language
from progress.wording.chart import Chart
from progress.wording.group import GroupView
from progress.wording.palette import LIGHT
from progress.wording.status_words import StatusView, families

WIDTH, HEIGHT = 13.333, 7.5  # inches
LEFT, TOP, ROOM, FOOT = 0.6, 1.55, 12.13, 6.9
INK, QUIET, LINE, WARNING = "191b15", "55574e", "c9c2b2", "74290b"
SIZES = (15, 14, 13, 12, 11, 10)  # of the letters of running text, in points
LETTER = 0.62  # the mean width of a letter with what a line leaves empty, beside its size
BORDER = 0.2  # inches of a box that its text leaves empty, left and right together
SIGNS = {"achieved": "✓", "on_track": "▲", "behind": "▽", "off_course": "✕", "open": "◐",
         "no_verdict": "○"}  # fmt: skip
# What XML cannot hold.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True)
class Cell:
    """A cell of a table; with a family, in its colours."""

    text: str
    family: str = ""
    bold: bool = False


class Deck:
    """Slides one after the other. ``foot``: what stands below each; ``demo``: above it, if the
    data are invented."""

    def __init__(self, foot: str, demo: str) -> None:
        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = Inches(WIDTH), Inches(HEIGHT)
        self.foot, self.demo = foot, demo

    def slide(self, title: str, notes: Sequence[str]) -> Any:
        """A slide with one message, which its title says, and notes for who presents it."""
        slide = self.file.slides.add_slide(self.file.slide_layouts[5])
        head = slide.shapes.title
        head.left, head.top = Inches(LEFT), Inches(0.4)
        head.width, head.height = Inches(ROOM), Inches(1)
        write(head.text_frame, [title], size=28 if len(title) < 75 else 22, bold=True)
        head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        number = len(self.file.slides)
        width = 7.5 if self.demo else ROOM
        text(slide, [f"{self.foot} · {number}"], (LEFT, 7.0, width, 0.35), size=11, colour=QUIET)
        if self.demo:
            place = (WIDTH - 4.6, 7.0, 4, 0.35)
            text(slide, [self.demo], place, 12, WARNING, bold=True, align=PP_ALIGN.RIGHT)
        slide.notes_slide.notes_text_frame.text = clean("\n".join(filter(None, notes)))
        return slide


def clean(words: str) -> str:
    return CONTROL.sub(" ", words)


def write(frame: Any, lines: Sequence[str], size: float, colour: str = INK, **style: Any) -> None:
    """Replaces the text of a frame by paragraphs."""
    frame.word_wrap = True
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = style.get("align", PP_ALIGN.LEFT)
        paragraph.space_after = Pt(style.get("after", 0))
        run = paragraph.add_run()
        run.text = clean(line)
        run.font.size, run.font.bold = Pt(size), style.get("bold", False)
        run.font.color.rgb = RGBColor.from_string(colour.upper())


def text(
    slide: Any,
    lines: Sequence[str],
    place: tuple[float, float, float, float],
    size: float,
    colour: str = INK,
    **style: Any,
) -> None:
    """``place``: left, top, width and height in inches."""
    box = slide.shapes.add_textbox(*map(Inches, place))
    write(box.text_frame, lines, size, colour, **style)


def fitting(lines: Sequence[str], width: float, height: float, after: float) -> float:
    """The largest size of letters (points) at which paragraphs fit; the smallest where none does.
    ``width``, ``height``: of the box in inches; ``after``: points below each paragraph."""
    for size in SIZES:
        letters = (width - BORDER) * 72 / (size * LETTER)
        rows = sum(ceil(len(line) / letters) for line in lines)
        if (rows * size * 1.2 + len(lines) * after) / 72 + BORDER / 2 <= height:
            return size
    return SIZES[-1]


def status_cell(status: StatusView | None, word: bool = False) -> Cell:
    """How something stands: by its sign, or by its sign and word."""
    if status is None:
        return Cell("")
    sign = SIGNS[status.family]
    return Cell(f"{sign} {status.word}" if word else sign, status.family)


def table(
    slide: Any,
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    place: tuple[float, float],
    size: float,
    height: float,
) -> None:
    """``rows``: the head first. ``widths``, ``place`` (left, top), ``height`` of a row: inches."""
    left, top = place
    shape = slide.shapes.add_table(
        len(rows), len(widths), Inches(left), Inches(top),
        Inches(sum(widths)), Inches(height * len(rows)),
    )  # fmt: skip
    made = shape.table
    made.horz_banding = made.first_row = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Inches(width)
    for number, row in enumerate(rows):
        made.rows[number].height = Inches(height)
        for column, cell in enumerate(row):
            _cell(made.cell(number, column), cell, size, is_head=number == 0)


def _cell(shape: Any, cell: Cell, size: float, is_head: bool) -> None:
    colours = LIGHT.get(cell.family)
    fill = colours.tint if colours else "#f5f2ea" if is_head else "#ffffff"
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(fill[1:].upper())
    shape.margin_top = shape.margin_bottom = Inches(0.02)
    shape.margin_left = shape.margin_right = Inches(0.07)
    shape.vertical_anchor = MSO_ANCHOR.MIDDLE
    align = PP_ALIGN.CENTER if cell.text in SIGNS.values() else PP_ALIGN.LEFT
    colour = colours.text[1:] if colours else INK
    write(shape.text_frame, [cell.text], size, colour, bold=is_head or cell.bold, align=align)


def bars(
    slide: Any, t: Language, groups: Sequence[GroupView], place: tuple[float, float, float, float]
) -> None:
    """Objectives by family, a bar a target year."""
    shown = list(reversed(groups))  # the first at the top
    data = CategoryChartData()
    data.categories = [str(group.year) for group in shown]
    words = families(t)
    present = {count.family for group in groups for count in group.counts}
    for family in (one for one in words if one in present):
        numbers = [{one.family: one.number for one in group.counts} for group in shown]
        data.add_series(words[family], [found.get(family) for found in numbers])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *map(Inches, place), data)
    chart = frame.chart
    chart.font.size = Pt(14)
    chart.has_legend, chart.legend.position = True, XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.has_data_labels = 40, 100, True
    plot.data_labels.font.size = Pt(14)
    plot.data_labels.font.bold = True
    plot.data_labels.font.color.rgb = RGBColor(255, 255, 255)
    for series, family in zip(plot.series, (one for one in words if one in present), strict=True):
        _fill(series.format, LIGHT[family].fill)
    said = [f"{group.year}: {group.headline}" for group in groups]
    describe(frame, " ".join(said))


def line_chart(
    slide: Any, t: Language, shown: Chart, place: tuple[float, float, float, float]
) -> None:
    """What was reported, the starting points and the targets, by year."""
    data = XyChartData()
    for name, points in (
        (t("Reported"), shown.reports),
        (t("Starting point"), shown.starts),
        (t("Target"), shown.targets),
    ):
        series = data.add_series(name)
        for point in points:
            series.add_data_point(point.year, point.number)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES, *map(Inches, place), data)
    chart = frame.chart
    chart.font.size = Pt(12)
    chart.has_title = True
    write(chart.chart_title.text_frame, [shown.unit], size=12, colour=QUIET)
    chart.has_legend, chart.legend.position = True, XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    years = [point.year for point in shown.points]
    axis = chart.category_axis
    axis.minimum_scale, axis.maximum_scale = min(years) - 1, max(years) + 1
    axis.has_major_gridlines = False
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    if min(point.low for point in shown.points) >= 0:
        chart.value_axis.minimum_scale = 0
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(LINE.upper())
    # A hollow target would be white on white where a program draws no edge around a marker.
    target = LIGHT["achieved"].fill
    looks = ((XL_MARKER_STYLE.CIRCLE, f"#{INK}"), (XL_MARKER_STYLE.SQUARE, f"#{QUIET}"),
             (XL_MARKER_STYLE.DIAMOND, target))  # fmt: skip
    reported, *others = chart.plots[0].series
    for series, (style, colour) in zip((reported, *others), looks, strict=True):
        series.smooth = False
        series.marker.style, series.marker.size = style, 9
        _fill(series.marker.format, colour)
        series.marker.format.line.color.rgb = RGBColor.from_string(INK.upper())
    reported.format.line.color.rgb = RGBColor.from_string(INK.upper())
    for series in others:
        series.format.line.fill.background()
    for number, point in enumerate(shown.reports):
        if point.family:
            _fill(reported.points[number].marker.format, LIGHT[point.family].fill)
    describe(frame, shown.alternative)


def describe(frame: Any, words: str) -> None:
    """The alternative text."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(words))


def _fill(form: Any, colour: str) -> None:
    form.fill.solid()
    form.fill.fore_color.rgb = RGBColor.from_string(colour[1:].upper())
