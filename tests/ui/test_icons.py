"""The small font of icons has all that a page can show."""

from progress.server.compression import FOR_GOOD, ICONS, icon_font
from progress.server.headers import streamlit_folder
from tests.support.answers import answer
from tests.support.pages import visit
from tools.icons import named_by_streamlit, named_here

NOT_IN_STREAMLITS_FONT = {"star_filled"}
# How wide the name of each icon is in the font: an icon is a square, a name that is none is a word.
WIDTHS = """async names => {
    await document.fonts.load('24px "Material Symbols Rounded"', names.join(' '));
    const place = document.body.appendChild(document.createElement('div'));
    return names.filter(name => {
        const icon = place.appendChild(document.createElement('span'));
        icon.style.cssText = 'font: 24px "Material Symbols Rounded"; position: absolute';
        icon.textContent = name;
        return icon.offsetWidth !== 24;
    });
}"""


def test_every_icon_that_is_named_can_be_shown(server, tab):
    visit(tab, server().url)
    named = sorted((named_here() | named_by_streamlit()) - NOT_IN_STREAMLITS_FONT)
    assert len(named) > 100
    assert tab.evaluate(WIDTHS, [*named, "no_such_icon"]) == ["no_such_icon"]


def test_the_small_font_is_sent_and_kept_for_good(server):
    own = ICONS / icon_font().name  # "make icons" where a newer Streamlit has another font
    with answer(f"{server().url}/{icon_font().relative_to(streamlit_folder())}") as sent:
        assert sent.read() == own.read_bytes()
        assert sent.headers["Cache-Control"] == FOR_GOOD
    assert own.stat().st_size < icon_font().stat().st_size / 8
