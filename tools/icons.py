"""Makes the small font of icons from Streamlit's, which has four thousand; ``make icons``.

In it are the icons that this program names and all that Streamlit's own page may name. Its name is
that of the font it was made from: with another Streamlit it is not used until it is made anew.
"""

import re
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from progress.server.compression import ICONS, icon_font

ROOT = Path(__file__).parents[1]
HERE = (ROOT / "src" / "progress", ROOT / "pages")
# Names of pictures that people may type, which are none of the page's own.
PICTURES = ("shaved_ice", "helicopter", "badminton")


def main() -> None:
    font = TTFont(icon_font())
    known = _ligatures(font)
    used = (named_here() | named_by_streamlit() | _quoted_by_streamlit(known)) & known.keys()
    options = subset.Options(flavor="woff2", layout_features=["*"], layout_closure=False)
    cutting = subset.Subsetter(options)
    cutting.populate(glyphs=[known[name] for name in used], unicodes=map(ord, set("".join(used))))
    cutting.subset(font)
    for old in ICONS.glob("MaterialSymbols*"):
        old.unlink()
    made = ICONS / icon_font().name
    subset.save_font(font, made, options)
    print(f"{made.name}: {len(used)} icons, {made.stat().st_size / 1000:.0f} kB", file=sys.stderr)


def named_here() -> set[str]:
    """The icons that this program names."""
    texts = (path.read_text() for folder in HERE for path in folder.rglob("*.py"))
    return set(re.findall(r":material/([a-z0-9_]+):", "".join(texts)))


def named_by_streamlit() -> set[str]:
    """Those that its scripts name as icons."""
    return set(re.findall(r":material/([a-z0-9_]+)", "".join(_scripts())))


def _scripts() -> list[str]:
    return [path.read_text("utf-8") for path in icon_font().parents[1].glob("js/*.js")]


def _quoted_by_streamlit(known: dict[str, str]) -> set[str]:
    """Whatever stands in quotation marks in its scripts and may be an icon: rather too many."""
    text = "".join(one for one in _scripts() if not all(name in one for name in PICTURES))
    return set(re.findall(r"""["'`/:]([a-z0-9_]+)["'`:]""", text)) & known.keys()


def _ligatures(font: TTFont) -> dict[str, str]:
    """The name of an icon, which is the text that it takes the place of -> its glyph."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    tables = [table for lookup in font["GSUB"].table.LookupList.Lookup for table in lookup.SubTable]
    tables = [getattr(table, "ExtSubTable", table) for table in tables]
    return {
        "".join(letters.get(one, "?") for one in (first, *ligature.Component)): ligature.LigGlyph
        for table in tables
        for first, ligatures in getattr(table, "ligatures", {}).items()
        for ligature in ligatures
    }


if __name__ == "__main__":
    main()
