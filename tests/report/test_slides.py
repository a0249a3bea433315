"""The slides: one message each, native tables and charts, sources in the notes."""

import io
from dataclasses import replace

import pytest
from PIL import ImageFont
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches

from progress.assessment.filters import Filters
from progress.assessment.snapshot import take
from progress.intake import seed
from progress.language import Language, languages
from progress.report.pdf import gather
from progress.report.slide_parts import FOOT, HEIGHT, WIDTH
from progress.report.slides import slides_pptx
from tests.support.commands import document
from tests.support.paths import ROOT
from tests.support.plans import build, release


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    store = seed.build(tmp_path_factory.mktemp("demonstration") / "demo.duckdb", demo=True)
    yield store
    store.close()


def deck(store, lang: str = "en", **chosen):
    found = gather(store, take(store, Filters(**chosen)))
    return Presentation(io.BytesIO(slides_pptx(found, Language(lang))))


def words(slide) -> str:
    """All that stands on a slide."""
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def test_each_slide_has_a_message_notes_and_says_that_data_are_invented(demonstration):
    slides = list(deck(demonstration).slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert len(slides) > 15
    assert all(titles)
    assert titles[1].startswith("10 of 22 objectives")
    assert "E2.1 Member and partner countries that publish their soil data: Target missed" in titles
    assert titles[-1].startswith("Goal F")
    for slide in slides:
        assert "Demonstration data" in words(slide)
        assert "Sources: " in slide.notes_slide.notes_text_frame.text


def test_nothing_stands_outside_a_slide(demonstration):
    for slide in deck(demonstration, "fr").slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= Inches(WIDTH)
            assert shape.top + shape.height <= Inches(HEIGHT)


FONT = ImageFont.truetype(ROOT / "src/progress/report/fonts/IBMPlexSans-Regular.ttf", 100)
WIDER = 1.1  # the letters that stand in where a program has not the file's own


def lowest(shape) -> float:
    """Where the text of a box ends, in inches, as a program wraps it."""
    bottom = shape.top / Inches(1) + 0.05
    for paragraph in shape.text_frame.paragraphs:
        size = paragraph.runs[0].font.size.pt
        room, used, lines = (shape.width / Inches(1) - 0.2) * 72, 0.0, 1
        for word in paragraph.text.split():
            width = FONT.getlength(f"{word} ") * size / 100 * WIDER
            lines, used = (lines + 1, width) if used + width > room else (lines, used + width)
        bottom += (lines * size * 1.2 + (paragraph.space_after.pt or 0)) / 72
    return bottom


@pytest.mark.parametrize("lang", languages())
def test_what_is_said_of_an_exception_ends_above_the_foot(demonstration, lang):
    told = [
        shape
        for slide in deck(demonstration, lang).slides
        if any(shape.has_chart for shape in slide.shapes)
        for shape in slide.shapes
        if shape.has_text_frame and Inches(1.6) < shape.top < Inches(7) and shape.text_frame.text
    ]
    assert len(told) > 9
    assert [shape.text_frame.text for shape in told if lowest(shape) > FOOT + 0.1] == []


def test_charts_are_native_hold_the_numbers_and_say_them(demonstration):
    slides = deck(demonstration, objective="E2").slides
    charts = [shape for slide in slides for shape in slide.shapes if shape.has_chart]
    bars, line = charts
    assert [plot.categories[0] for plot in bars.chart.plots] == ["2050"]
    reported, _, targets = line.chart.plots[0].series
    assert list(targets.values) == [45.0, 70.0, 100.0]
    assert len(list(reported.values)) == 6
    assert targets.marker.format.fill.fore_color.rgb != RGBColor(255, 255, 255)  # white on white
    for shape in charts:
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr")


def test_the_filters_decide_what_is_told(demonstration):
    told = "\n".join(map(words, deck(demonstration, goal="A").slides))
    assert "A1 NDCs" in told
    assert "E2" not in told


def test_a_plan_that_cannot_be_judged_shows_what_it_aims_for(tmp_path):
    store = build(tmp_path)
    slides = list(deck(store, "fr").slides)
    store.close()
    told = "\n".join(map(words, slides))
    assert slides[1].shapes.title.text_frame.text == "Il est trop tôt pour se prononcer."
    assert "1 000 hectares" in told.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Données de démonstration" not in told


def test_revisions_of_the_plan_have_a_slide(tmp_path):
    store = build(tmp_path)
    release(store, {"targets.csv": "indicator,year,kind,value\nA1.1,2030,level,80"})
    (slide,) = [one for one in deck(store).slides if "Plan revisions" in words(one)]
    store.close()
    assert slide.shapes.title.text_frame.text.endswith(
        ": 1 revision of the plan, 1 target made easier"
    )
    assert words(slide).split("\n")[-5:-1] == [
        "Targets: A1.1, 2030", "value", "100", "80 (easier to reach)",
    ]  # fmt: skip


def test_texts_that_no_file_can_hold_do_no_harm(demonstration):
    found = gather(demonstration, take(demonstration, Filters(goal="A")))
    facts = found.snapshot.facts
    goals = tuple(replace(row, name="a\x01b <b> & c") for row in facts.goals)
    odd = replace(found, snapshot=replace(found.snapshot, facts=replace(facts, goals=goals)))
    made = Presentation(io.BytesIO(slides_pptx(odd, Language("en"))))
    assert "a b <b> & c" in "\n".join(map(words, made.slides))


def test_the_command_writes_a_file(first_store, tmp_path):
    out = tmp_path / "board.pptx"
    assert document("slides", out, "--lang", "es", store=first_store) == {"slides": str(out)}
    assert len(Presentation(out).slides) > 5
