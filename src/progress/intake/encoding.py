"""The text of a file, however its letters are encoded.

UTF-8 and UTF-16 show themselves. Of the code pages of one byte a letter, one is right if it alone
makes words of all bytes: no capital inside a word, no sign that belongs to no word.
"""

import codecs
import re
from dataclasses import dataclass

from progress.xlsx.package import Refusal

# Western Excel, Excel for Mac, and the command line of old Windows.
CODE_PAGES = ("cp1252", "mac_roman", "cp850")
_LETTERS = set("àâäáãåçéèêëíìîïñóòôöõœøúùûüÿæßÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕŒØÚÙÛÜŸÆ")
_SIGNS = set("’‘“”„«»–—…€°·•×²³±µ§©®½¼¾ºª\u00a0¿¡")
_WORD = re.compile(r"[^\s,;|\t\"]+")
# Ligatures side by side, È before a vowel, a closing quotation mark or an opening question mark
# that does neither, a sign of programs beside a letter with a mark.
_STRANGE = re.compile(
    r"[œæ]{2}|^(?:È[aeiou]|[»”]\w)|¿[^A-ZÀ-Ý]|[^\x00-\x7f][{}@\\^~]|[{}@\\^~][^\x00-\x7f]"
)
_QUOTES = re.compile("[‘“”„«»…€·•]{2}")
MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf\u2010-\u203a€™œžŸ]|â€|ï»¿|\ufffd|Ð[\u0080-\u00bf]")


@dataclass(frozen=True)
class Decoded:
    """``encoding`` is None where the file itself shows it; ``words``: some that another encoding
    would make others of; ``garbled``: words that nobody writes so."""

    text: str
    encoding: str | None = None
    words: tuple[str, ...] = ()
    garbled: tuple[str, ...] = ()


def decode(content: bytes) -> Decoded:
    """Raises Refusal where it is no text."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(content, "utf-16", None)
    if wide := _without_mark(content):
        return _checked(content, wide, "UTF-16")
    try:
        return _checked(content, "utf-8-sig", None)
    except Refusal:
        pass
    if b"\0" in content:
        raise _no_text()
    tried = []
    for page in CODE_PAGES:
        try:
            tried.append((page, content.decode(page)))
        except UnicodeDecodeError:
            continue
    likely = [(page, text) for page, text in tried if not garbled_words(text)]
    if len({text for _, text in likely}) == 1 or (likely and likely[0][0] == "cp1252"):
        page, text = likely[0]
        return Decoded(text, page, _odd_words(text))
    page, text = tried[0]
    odd = _odd_words(text)
    return Decoded(text, page, odd, tuple(garbled_words(text)[:5]) or odd)


def _checked(content: bytes, encoding: str, told: str | None) -> Decoded:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise _no_text() from None
    if "\0" in text:
        raise _no_text()
    return Decoded(text, told)


def _without_mark(content: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of a table of figures is zero."""
    start = content[:2000]
    if len(start) < 8:
        return None
    if start[1::2].count(0) > 0.6 * len(start[1::2]) and not start[::2].count(0):
        return "utf-16-le"
    if start[::2].count(0) > 0.6 * len(start[::2]) and not start[1::2].count(0):
        return "utf-16-be"
    return None


def garbled_words(text: str) -> list[str]:
    """The words with letters that stand in no word of ours."""
    if text.isascii():
        return []
    return [
        word
        for word in dict.fromkeys(_WORD.findall(text))
        if not word.isascii() and not _is_word(word)
    ]


def _is_word(word: str) -> bool:
    foreign = [sign for sign in word if not sign.isascii()]
    if not all(sign in _LETTERS or sign in _SIGNS for sign in foreign):
        return False
    if re.search("[À-ÝŒŸ]{2}", word) and not re.search("[A-Z]{2}", word):
        return False
    # No language writes mostly letters with marks, or two of them that are two letters each; and
    # what other encodings make of two bytes often has a sign of programs beside a letter.
    letters = [sign for sign in word if sign.isalpha()]
    marked = sum(not sign.isascii() for sign in letters)
    if (len(letters) > 2 and 2 * marked > len(letters)) or 1 < len(letters) == marked:
        return False
    if _STRANGE.search(word) or (not letters and _QUOTES.search(word)):
        return False
    # A quotation mark between letters, or a capital inside a word in small letters.
    inner = re.search(r"\w[‘“”„«»–—…€°·•×²³±§©®½¼¾¿¡]\w", word)
    return not inner and not re.search(r"[a-zß-ÿ][A-ZÀ-ÝŒŸ]|^[‚„ˆŠ‰]", word)


def _odd_words(text: str) -> tuple[str, ...]:
    return tuple(word for word in dict.fromkeys(_WORD.findall(text)) if not word.isascii())[:5]


def _no_text() -> Refusal:
    return Refusal("not_text", "This is not a text file; save it as CSV (UTF-8)")
