"""The colours hold: contrast (WCAG 2.2), colour blindness (Machado 2009), difference (CIEDE2000).

Everything is computed from the colours in palette.py and .streamlit/config.toml.
"""

import io
import itertools
import tomllib

import numpy as np
import pytest
from PIL import Image

from progress.wording import palette
from tests.support.browser import ready
from tests.support.colour import VISION, contrast, difference, mix, rgb, seen
from tests.support.paths import ROOT

THEMES = {"light": palette.LIGHT, "dark": palette.DARK}
CONFIG = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())["theme"]
HUES = ("red", "orange", "yellow", "blue", "green", "violet", "gray")


def surfaces(theme):
    """The main area and the sidebar: each with its text colours and its two backgrounds."""
    main = {**CONFIG[theme]}
    return [main, {**main, **CONFIG[theme]["sidebar"]}]


def backgrounds(surface):
    return [surface["backgroundColor"], surface["secondaryBackgroundColor"]]


@pytest.mark.parametrize("theme", THEMES)
def test_body_text_has_seven_to_one_and_links_and_code_four_and_a_half(theme):
    for surface in surfaces(theme):
        for background in backgrounds(surface):
            assert contrast(surface["textColor"], background) >= 7
            assert contrast(surface["linkColor"], background) >= 4.5
        assert contrast(surface["codeTextColor"], surface["codeBackgroundColor"]) >= 4.5
        # Streamlit draws captions and the navigation at 60 % of the text colour.
        background = surface["backgroundColor"]
        assert contrast(mix(surface["textColor"], background, 0.6), background) >= 4.5
        header = surface["dataframeHeaderBackgroundColor"]
        assert contrast(surface["dataframeHeaderTextColor"], header) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_primary_colour_carries_white_text_and_stands_out(theme):
    for surface in surfaces(theme):
        assert contrast(surface["primaryColor"], "#ffffff") >= 4.5
        for background in backgrounds(surface):
            assert contrast(surface["primaryColor"], background) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("hue", HUES)
def test_messages_and_badges_can_be_read(theme, hue):
    colours = CONFIG[theme]
    text = colours[f"{hue}TextColor"]
    assert contrast(text, colours[f"{hue}BackgroundColor"]) >= 7
    assert contrast(text, colours["backgroundColor"]) >= 4.5
    assert contrast(colours[f"{hue}Color"], colours["backgroundColor"]) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("family", palette.FAMILIES)
def test_families_can_be_read_and_seen(theme, family):
    colours = THEMES[theme][family]
    assert contrast(colours.text, colours.tint) >= 7
    for background in [colours.tint, *backgrounds(CONFIG[theme])]:
        assert contrast(colours.fill, background) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", VISION)
def test_families_stay_apart_for_every_eye(theme, vision):
    """12 is five times what side by side is just noticeable."""
    fills = {family: seen(colours.fill, vision) for family, colours in THEMES[theme].items()}
    apart = {
        (one, other): difference(fills[one], fills[other])
        for one, other in itertools.combinations(fills, 2)
    }
    assert min(apart.values()) >= 12, min(apart, key=apart.get)


@pytest.mark.parametrize("theme", THEMES)
def test_good_is_blue_bad_is_orange_and_no_verdict_is_grey(theme):
    fills = {family: rgb(colours.fill) for family, colours in THEMES[theme].items()}
    for family in ("achieved", "on_track"):
        assert fills[family][2] == max(fills[family])
    for family in ("behind", "off_course"):
        red, green, blue = fills[family]
        assert red > green > blue
    assert np.ptp(fills["no_verdict"]) < 0.05


@pytest.mark.parametrize("theme", THEMES)
def test_charts_use_the_same_colours(theme):
    categorical = CONFIG[theme]["chartCategoricalColors"]
    fills = [THEMES[theme][family].fill for family in palette.FAMILIES]
    assert categorical[: len(fills)] == fills
    # With another number Plotly silently falls back to colours of its own.
    assert len(set(categorical)) == 10
    assert len(CONFIG[theme]["chartSequentialColors"]) == 10
    assert len(CONFIG[theme]["chartDivergingColors"]) == 10


def test_formulas_give_published_results():
    """Pair 1 and 25 of Sharma, Wu and Dalal (2005); black on white is 21 to 1."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    first = difference((50, 2.6772, -79.7751), (50, 0, -82.7485))
    assert first == pytest.approx(2.0425, abs=1e-4)
    other = difference((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387))
    assert other == pytest.approx(1.2644, abs=1e-4)


@pytest.mark.parametrize("theme", THEMES)
def test_browser_shows_them_in_the_readers_theme(server, tab, theme):
    # The fonts lie beside the real script, so this page goes without.
    url = server("tests/support/apps/palette_page.py", STREAMLIT_THEME_FONT_FACES="[]").url
    tab.emulate_media(color_scheme=theme)
    tab.goto(url)
    ready(tab)
    bars = tab.locator(".bars .point path")
    bars.first.wait_for()
    for place, (family, colours) in enumerate(THEMES[theme].items()):
        red, green, blue = (round(part * 255) for part in rgb(colours.fill))
        expected = f"rgb({red}, {green}, {blue})"
        assert bars.nth(place).evaluate("bar => getComputedStyle(bar).fill") == expected
        mark = tab.get_by_role("img", name=family, exact=True)
        assert mark.evaluate("it => getComputedStyle(it).backgroundColor") == expected


def test_shapes_differ_without_colour(browser):
    """In one grey, at a size of 16 pixels, any two differ in a fifth of the ink of both."""
    page = browser.new_page(viewport={"width": 16, "height": 16})
    ink = {}
    for family in palette.FAMILIES:
        page.set_content(f"<body style='margin:0'>{palette.shape_svg(family, '#000')}")
        pixels = Image.open(io.BytesIO(page.screenshot())).convert("L")
        ink[family] = 1 - np.asarray(pixels, dtype=float) / 255
    page.close()
    for one, other in itertools.combinations(ink, 2):
        both = np.maximum(ink[one], ink[other]).sum()
        assert np.abs(ink[one] - ink[other]).sum() / both > 0.2, (one, other)
