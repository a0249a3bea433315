"""Pieces of HTML for the pages. Every text that goes in is escaped here.

The colours are the families' own, right in both themes; everything else takes the colour of the
text around it, so it follows the theme by itself.
"""

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path

from progress.language import Language
from progress.wording.headlines import headline
from progress.wording.palette import css, shape
from progress.wording.status_words import families

STYLE_SHEET = Path(__file__).parent / "frame" / "static" / "pages.css"
_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
# Signs that Streamlit makes something of only after it has read the Markdown: short names of
# emoji and icons, arrows and dashes.
_LATER = re.compile(r"(?<=:)(?=[\w+/-]+:)|(?<=[<>~=-])(?=[<>=-])")
_BREAKS = re.compile(r"[ \t\r\n]+")
_WORD_JOINER = "\u2060"  # takes no place and parts no words


def literal(text: str) -> str:
    """A text as Markdown that shows it as it is: for headings, labels and messages, which
    Streamlit reads as Markdown."""
    return _SIGNS.sub(r"\\\1", _LATER.sub(_WORD_JOINER, _BREAKS.sub(" ", text)))


def verdict_badge(family: str, word: str) -> str:
    """A status as shape, word and colour."""
    colours = f"color:{css(family, 'text')};background:{css(family, 'tint')}"
    return f'<span class="p4-badge" style="{colours}">{shape(family)}{escape(word)}</span>'


def verdict_word(family: str, word: str) -> str:
    """A status as shape and word, without a background, for lists."""
    return f'<span class="p4-word">{shape(family)}{escape(word)}</span>'


def tag(text: str) -> str:
    return f'<span class="p4-tag">{escape(text)}</span>'


def counts(t: Language, group: dict) -> str:
    """How many objectives are in each family, as small shapes with numbers."""
    words = families(t)
    parts = [
        f'<span class="p4-count" title="{escape(words[family])}">'
        f"{shape(family, words[family])}{group[family]}</span>"
        for family in words
        if group[family]
    ]
    return f'<span class="p4-counts">{"".join(parts)}</span>'


def distribution(t: Language, group: dict) -> str:
    """How many objectives are in each family, as a bar of parts; the numbers stand beside it."""
    words = families(t)
    parts = [
        f'<span class="p4-part" style="flex-grow:{group[family]};background:{css(family, "fill")}" '
        f'title="{escape(words[family])}: {group[family]}"></span>'
        for family in words
        if group[family]
    ]
    return f'<span class="p4-parts" aria-hidden="true">{"".join(parts)}</span>'


def group_rows(t: Language, groups: list[dict]) -> str:
    """Goals or facility types, a line a target year: counts, bar of parts, and the headline."""
    return "".join(
        f'<div class="p4-row"><span class="p4-year">{group["horizon"]}</span>{counts(t, group)}'
        f"{distribution(t, group)}"
        f'<span class="p4-sentence">{escape(headline(t, group))}</span></div>'
        for group in groups
    )


def legend(t: Language, meanings: dict[str, str]) -> str:
    """What each family means."""
    items = [
        f"<li>{verdict_word(family, word)} <span>{escape(meanings[family])}</span></li>"
        for family, word in families(t).items()
    ]
    return f'<ul class="p4-legend">{"".join(items)}</ul>'


def progress_bar(family: str, covered: float | None, used: float | None) -> str:
    """Share of the distance as a bar, share of the time as a tick. The numbers are beside it."""
    if covered is None and used is None:
        return '<span class="p4-bar p4-bar-empty" aria-hidden="true"></span>'
    filled = min(max(covered or 0, 0), 1) * 100
    style = f"width:{filled:.1f}%;background:{css(family, 'fill')}"
    bar = f'<span class="p4-fill" style="{style}"></span>'
    tick = (
        ""
        if used is None
        else f'<span class="p4-tick" style="left:{min(used, 1) * 100:.1f}%"></span>'
    )
    return f'<span class="p4-bar" aria-hidden="true">{bar}{tick}</span>'


def table(
    caption: str, head: list[str], body: list[list[str]], numbers: set[int] = frozenset()
) -> str:
    """A table of HTML cells; ``numbers`` are the columns to align at the right."""
    side = [' class="p4-number"' if place in numbers else "" for place in range(len(head))]
    return _table("p4-table", caption, head, body, side, side)


def prose_table(caption: str, head: list[str], body: list[list[str]]) -> str:
    """As ``table``, for running text: on a phone the cells of a row stand below each other, each
    with the name of its column."""
    names = [f' data-name="{escape(text)}"' for text in head]
    return _table("p4-table p4-prose", caption, head, body, [""] * len(head), names)


def _table(
    kind: str,
    caption: str,
    head: list[str],
    body: list[list[str]],
    of_head: list[str],
    of_cells: list[str],
) -> str:
    """``of_head``, ``of_cells``: for each column the attributes of its heading and its cells."""
    head_cells = "".join(
        f"<th scope=col{of_head[i]}>{escape(text)}</th>" for i, text in enumerate(head)
    )
    rows = "".join(
        "<tr>" + "".join(f"<td{of_cells[i]}>{cell}</td>" for i, cell in enumerate(row)) + "</tr>"
        for row in body
    )
    return (
        f'<div class="{kind}" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head_cells}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def definitions(pairs: list[tuple[str, str]]) -> str:
    """Labels with their texts."""
    items = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(text)}</dd></div>" for label, text in pairs
    )
    return f'<dl class="p4-facts">{items}</dl>'


def bullets(items: Iterable[str]) -> str:
    """Pieces of HTML as a list; nothing for nothing."""
    found = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{found}</ul>" if found else ""


def details(summary: str, body: str, opened: bool = False) -> str:
    """HTML that opens below a line of text."""
    state = " open" if opened else ""
    return f'<details class="p4-more"{state}><summary>{escape(summary)}</summary>{body}</details>'


def paragraph(text: str, quiet: bool = False) -> str:
    """A text as a paragraph; nothing for nothing."""
    if not text:
        return ""
    return f'<p class="p4-quiet p4-small">{escape(text)}</p>' if quiet else f"<p>{escape(text)}</p>"


def link(address: str, text: str, apart: bool = False) -> str:
    """``apart``: opens a window of its own, as from within another site's page."""
    return f'<a href="{escape(address)}" {target(apart)}>{escape(text)}</a>'


def target(apart: bool) -> str:
    return 'target="_blank" rel="noopener"' if apart else 'target="_self"'
