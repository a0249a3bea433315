"""The components that pages are made of. Each is a macro in the template of its name.

What goes into a component is text and is escaped by the template; only what a component returned
(``Markup``) goes in as HTML. A page joins components with ``html``.

The colours are the families' own, right in both themes; everything else takes the colour of the
text around it, so it follows the theme by itself.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from markupsafe import Markup

from progress.language import Language
from progress.ui.environment import environment, macro_of
from progress.wording.group import GroupView
from progress.wording.objective import ObjectiveStatusView
from progress.wording.palette import FAMILIES, css, shape_svg
from progress.wording.status_words import families
from progress.wording.verdict import VerdictView

# Statuses are few words, and a page says each of them many times.
WORDS = 1024
HERE = Path(__file__).parent
TEMPLATES = environment(HERE / "templates")


@cache
def component(name: str) -> Callable[..., Markup]:
    """The macro of a template, compiled once."""
    return macro_of(TEMPLATES, name)


def html(*pieces: str) -> Markup:
    """Components one after the other; a plain text among them is escaped."""
    return Markup("").join(pieces)


def phrase(sentence: str, **parts: object) -> Markup:
    """A translated sentence whose ``{parts}`` may be components."""
    return Markup.escape(sentence).format(**parts)


@cache
def style_rules() -> str:
    """What all pages look like: the style sheet, with the colours and the shape of each family as
    a class, such as ``p4-on_track``. A shape is a mask over a coloured box, because ``st.html``
    strips SVG and an image could not follow the theme."""
    sheet = (HERE / "frame" / "static" / "pages.css").read_text("utf-8")
    rules = "\n".join(
        f".p4-{family} {{ --fill: {css(family, 'fill')}; --text: {css(family, 'text')}; "
        f"--tint: {css(family, 'tint')}; --shape: url(data:image/svg+xml;base64,"
        f"{b64encode(shape_svg(family, '#000').encode()).decode()}); }}"
        for family in FAMILIES
    )
    return f"{rules}\n{sheet}"


def style_sheet() -> Markup:
    # Of the program alone: nothing of the plan is in it.
    return Markup(f"<style>{style_rules()}</style>")  # noqa: S704


@lru_cache(maxsize=WORDS)
def shape(family: str, title: str = "") -> Markup:
    """The family's shape, as large as the text. With a title it is an image of that name; without
    one it is decoration beside a word."""
    return component("shape")(family, title)


@lru_cache(maxsize=WORDS)
def verdict_badge(family: str, word: str) -> Markup:
    """A status as shape, word and colour."""
    return component("verdict_badge")(family, word)


@lru_cache(maxsize=WORDS)
def verdict_word(family: str, word: str) -> Markup:
    """A status as shape and word, without a background, for lists."""
    return component("verdict_word")(family, word)


def statuses(found: Iterable[ObjectiveStatusView]) -> Markup:
    """How an objective stands for each target year."""
    return component("statuses")(
        (
            one.status.year,
            verdict_badge(one.status.family, one.status.word),
            " · ".join(filter(None, (one.as_of, one.part))),
        )
        for one in found
    )


def verdict(shown: VerdictView) -> Markup:
    """A verdict of an indicator with its sentence and remarks."""
    status = shown.status
    badge = verdict_badge(status.family, status.word)
    return component("verdict")(status.year, badge, shown.as_of, shown.sentence, shown.remarks)


def tags(texts: Iterable[str]) -> Markup:
    return component("tags")(texts)


def group_rows(groups: Iterable[GroupView]) -> Markup:
    """Goals or facility types, a line a target year: counts, bar of parts, and the headline. Where
    nothing can be judged there is nothing to count and no bar."""
    return component("group_rows")(groups)


def legend(t: Language, meanings: Mapping[str, str]) -> Markup:
    """What each family means."""
    return component("legend")([(name, word, meanings[name]) for name, word in families(t).items()])


def progress_bar(family: str, covered: float | None, used: float | None) -> Markup:
    """Share of the distance as a bar, share of the time as a tick. The numbers are beside it."""
    return component("progress_bar")(family, *_widths(covered, used))


def verdict_row(
    horizon: int,
    status: Markup,
    family: str,
    shares: tuple[float | None, float | None],
    sentence: str,
) -> Markup:
    """A verdict as a line: target year, status, bar with tick, and the sentence below."""
    return component("verdict_row")(horizon, status, family, *_widths(*shares), sentence)


def _widths(covered: float | None, used: float | None) -> tuple[str, str]:
    """How far bar and tick reach, in percent; without both shares there is no bar."""
    if covered is None and used is None:
        return "", ""
    filled = min(max(covered or 0, 0), 1) * 100
    return f"{filled:.1f}", "" if used is None else f"{min(used, 1) * 100:.1f}"


def table(
    caption: str,
    head: list[str],
    body: Iterable[Iterable[str]],
    numbers: Iterable[int] = (),
) -> Markup:
    """A table of texts or components; ``numbers`` are the columns to align at the right."""
    return component("table")(caption, head, body, frozenset(numbers))


def prose_table(caption: str, head: list[str], body: Iterable[Iterable[str]]) -> Markup:
    """As ``table``, for running text: on a phone the cells of a row stand below each other, each
    with the name of its column."""
    return component("prose_table")(caption, head, body)


def lines(cells: Iterable[str]) -> Markup:
    """Texts or components below each other in one cell."""
    return Markup("<br>").join(cells)


def codes(words: Iterable[object]) -> Markup:
    """Words of programs, separated by commas."""
    return component("codes")(words)


def definitions(pairs: Iterable[tuple[str, str]]) -> Markup:
    """Labels with their texts."""
    return component("definitions")(pairs)


def heading(level: int, text: str) -> Markup:
    return component("heading")(level, text)


def bullets(items: Iterable[str], kind: str = "ul", links: bool = False) -> Markup:
    """A list, also of components; nothing for nothing. ``kind``: ``ul`` or ``ol``."""
    return component("bullets")(list(items), kind, links)


def details(summary: str, body: str, opened: bool = False) -> Markup:
    """What opens below a line of text."""
    return component("details")(summary, body, opened)


def left_out(t: Language, number: int) -> Markup:
    """How many indicators of a large plan a page leaves out."""
    if not number:
        return html()
    words = t.plural(
        "{number} more indicator is not listed here; choose a goal or an objective to see it.",
        "{number} more indicators are not listed here; choose a goal or an objective to see them.",
        number,
    )
    return paragraph(words, quiet=True)


def paragraph(text: str, quiet: bool = False) -> Markup:
    """A text as a paragraph; nothing for nothing."""
    return component("paragraph")(text, quiet)


def strong(text: str) -> Markup:
    return component("strong")(text)


def quiet(text: str) -> Markup:
    """A text that steps back, within a line."""
    return component("quiet")(text)


def link(address: str, text: str, apart: bool = False) -> Markup:
    """``apart``: opens a window of its own, as from within another site's page."""
    return component("link")(address, text, apart)


def outward(address: str, text: str, lang: str = "") -> Markup:
    """A link to another site; ``lang``: the language of its text where it is not the page's."""
    return component("outward")(address, text, lang)


def links(*found: Markup) -> Markup:
    """Links as a line of their own."""
    return component("links")(found)
