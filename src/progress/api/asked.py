"""What is asked of the open web API: the parameters of its addresses, read strictly.

A parameter that is unknown, empty, given twice or meaningless is refused: a misspelt filter must
not silently give everything. The table below also describes the parameters (openapi.py).
"""

from dataclasses import dataclass
from datetime import date

from progress.api.bodies import Refusal
from progress.assessment import filters
from progress.assessment.filters import (
    FACILITY_TYPES,
    FAMILIES,
    FIRST_YEAR,
    LAST_YEAR,
    OLD_NAMES,
    Filters,
)
from progress.language import ENGLISH, Language, languages
from progress.server import cache

DEMONSTRATION = "demo"
JSON, CSV = "json", "csv"
MOST_ROWS = 1000
LONGEST_SHOWN = 60  # of what was asked for, in an error

_TEXT = {"type": "string", "minLength": 1, "maxLength": 200}
_YEAR = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
_DAY = {
    "type": "string",
    "format": "date",
    "pattern": rf"^({FIRST_YEAR // 100}|{LAST_YEAR // 100 - 1})\d\d-\d\d-\d\d$",
}

# The schema of each parameter. What a store decides (goals, regions) has no list here.
PARAMETERS = {
    "goal": _TEXT,
    "facility_type": {"type": "string", "enum": list(FACILITY_TYPES)},
    "horizon": _YEAR,
    "year": _YEAR,
    "as_known_on": _DAY,
    "objective": _TEXT,
    "family": {"type": "string", "enum": list(FAMILIES)},
    "region": _TEXT | {"default": Filters().region},
    "since": _DAY,
    "until": _DAY,
    "limit": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": 100},
    "offset": {"type": "integer", "minimum": 0, "maximum": 1_000_000, "default": 0},
    "lang": {"type": "string", "enum": list(languages()), "default": ENGLISH.code},
    "data": {"type": "string", "enum": [DEMONSTRATION]},
    "format": {"type": "string", "enum": [JSON, CSV], "default": JSON},
}


@dataclass(frozen=True)
class Asked:
    """What one address is asked for; nothing given means the defaults."""

    filters: Filters
    demo: bool = False
    t: Language = ENGLISH
    as_csv: bool = False
    table: str | None = None
    since: date | None = None
    until: date | None = None
    limit: int = PARAMETERS["limit"]["default"]
    offset: int = PARAMETERS["offset"]["default"]
    given: tuple[tuple[str, str], ...] = ()  # as it was written, for the address of the next page


def schema_of(name: str, tables: tuple[str, ...]) -> dict:
    """The schema of a parameter of an address whose answer holds these lists."""
    if name == "table":
        return {"type": "string", "enum": list(tables)}
    return PARAMETERS[name]


def read(
    given: list[tuple[str, str]],
    names: tuple[str, ...],
    tables: tuple[str, ...],
    prefers_csv: bool = False,
) -> Asked:
    """The parameters of a request. Raises Refusal: 400 for what can never be right, 404 for what
    is not in the plan."""
    texts: dict[str, str] = {}
    for written, text in given:
        name = OLD_NAMES.get(written, written)
        if name not in names:
            known = f"; there is: {', '.join(names)}" if names else "; there is none here"
            raise Refusal(400, f"unknown parameter {_shown(name)}{known}")
        if name in texts:
            raise Refusal(400, f"{name} is given more than once")
        texts[name] = text
    values = {name: _value(name, text, schema_of(name, tables)) for name, text in texts.items()}
    demo = "data" in values
    if demo and not cache.offers_demonstration():
        raise Refusal(404, "this dashboard has no demonstration data")
    if "since" in names and "since" not in values:
        raise Refusal(400, "since is missing; give the day to begin with, such as 2025-12-31")
    as_csv = values["format"] == CSV if "format" in values else prefers_csv
    return Asked(
        filters=_filters(texts, demo, values.get("as_known_on")),
        demo=demo,
        t=Language(values.get("lang", ENGLISH.code)),
        as_csv=as_csv,
        table=values.get("table", tables[0] if as_csv and tables else None),
        since=values.get("since"),
        until=values.get("until"),
        limit=values.get("limit", Asked.limit),
        offset=values.get("offset", Asked.offset),
        given=tuple(texts.items()),
    )


def _filters(texts: dict[str, str], demo: bool, as_known_on: date | None) -> Filters:
    possible = cache.choices(demo, as_known_on)
    chosen, wrong = filters.parse(texts, possible)
    for name, text in wrong:
        known = ", ".join(str(value) for value in getattr(possible, name))
        when = f" on the records of {as_known_on}" if as_known_on else ""
        there_is = f"there is: {known}" if known else "there is none"
        raise Refusal(404, f"unknown {name} {_shown(text)}{when}; {there_is}")
    return chosen


def _value(name: str, text: str, schema: dict):
    if "enum" in schema and text not in schema["enum"]:
        raise Refusal(400, f"unknown {name} {_shown(text)}; there is: {', '.join(schema['enum'])}")
    if schema["type"] == "integer":
        return _number(name, text, schema)
    if schema.get("format") == "date":
        return _day(name, text)
    if not schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text)):
        raise Refusal(400, f"{name} is empty or too long; leave it out for all")
    return text


def _number(name: str, text: str, schema: dict) -> int:
    least, most = schema["minimum"], schema["maximum"]
    # int() would also take signs, spaces and the digits of other scripts.
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(most))
    if not is_number or not least <= int(text) <= most:
        raise Refusal(400, f"{name} is a whole number from {least} to {most}, not {_shown(text)}")
    return int(text)


def _day(name: str, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    # Other ways to write a day, such as 20251231, are not part of the format.
    if day is None or day.isoformat() != text or not FIRST_YEAR <= day.year < LAST_YEAR:
        raise Refusal(
            400,
            f"{name} is a day from {FIRST_YEAR}-01-01 to {LAST_YEAR - 1}-12-31, written such as "
            f"2025-12-31, not {_shown(text)}",
        )
    return day


def _shown(text: str) -> str:
    return f'"{text[:LONGEST_SHOWN]}…"' if len(text) > LONGEST_SHOWN else f'"{text}"'
