"""Which texts people can read: no character that steers a terminal, a page or the text itself."""

import re

# Control characters; marks that turn the direction of what follows; halves of characters and places
# of Unicode that are no character. Tabs and line ends are part of a text.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Word and old printers end lines so; so do Unicode and the IBM of long ago.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def with_plain_line_ends(text: str) -> str:
    return _LINE_ENDS.sub("\n", text)


def steering(text: str) -> str | None:
    """The first character that nobody can read, by its code, such as U+001B; None where there is
    none."""
    found = _STEERING.search(text)
    return found and f"U+{ord(found[0]):04X}"


def shortened(text: str, longest: int) -> str:
    """The text in at most so many letters; cut ones end with an ellipsis."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
