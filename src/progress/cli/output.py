"""What commands print. Texts of the data cannot steer the terminal or forge a line."""

import json
import re
import sys
from typing import Any

# Control characters, with which a text moves the cursor or changes the title of a window; line
# ends; marks that turn the direction of writing; halves of characters, which cannot be encoded.
_STEERING = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_IN_A_LINE = re.compile(f"[\x00-\x1f{_STEERING}]")
_IN_JSON = re.compile(f"[{_STEERING}]")  # the others are escaped in JSON already


def line(text: str) -> None:
    print(neutral(text))


def error(text: str) -> None:
    print(neutral(text), file=sys.stderr)


def document(content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1)
    print(_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def say(as_json: bool, text: str, content: dict[str, Any]) -> None:
    """The document where it is asked for, else the line."""
    if as_json:
        document(content)
    else:
        line(text)


def problem_line(problem: dict[str, Any]) -> str:
    """A problem as a line: where, what to do, what was found, and its code."""
    place = [problem["sheet"]]
    if problem["row"] is not None:
        place.append(f"row {problem['row']}")
    if problem["column"]:
        place.append(problem["column"])
    found = "" if problem["value"] is None else f' (found "{problem["value"]}")'
    return f"{', '.join(place)}: {problem['message']}{found} [{problem['code']}]"


def neutral(text: str) -> str:
    """The text with what could steer a terminal written as an escape, such as \\x1b."""
    return _IN_A_LINE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
