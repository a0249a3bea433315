"""Texts of the plan where Streamlit reads Markdown: headings, labels and messages."""

import re

_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
# Signs that Streamlit makes something of only after it has read the Markdown: short names of
# emoji and icons, arrows and dashes, bare addresses.
_LATER = re.compile(
    r"(?<=:)(?=[\w+/-]+:)|(?<=[<>~=-])(?=[<>=-])|(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE
)
_BREAKS = re.compile(r"[ \t\r\n]+")
_WORD_JOINER = "\u2060"  # takes no place and parts no words


def literal(text: str) -> str:
    """A text as Markdown that shows it as it is."""
    return _SIGNS.sub(r"\\\1", _LATER.sub(_WORD_JOINER, _BREAKS.sub(" ", text)))
