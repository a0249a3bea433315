"""The parameters of the open addresses, read strictly.

A parameter that is unknown, empty, given twice or meaningless is refused: a misspelt filter must
not silently give everything. 400 is for what can never be right, 404 for what is not in this plan.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import (
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetPydanticSchema,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import core_schema

from progress.api.errors import ApiError, shown
from progress.assessment import filters
from progress.assessment.filters import (
    ALL_REGIONS,
    FACILITY_TYPES,
    FIRST_YEAR,
    LAST_YEAR,
    NAMES,
    OLD_NAMES,
    Filters,
)
from progress.language import ENGLISH, Language, languages
from progress.server import cache
from progress.statuses import FAMILIES

DEMONSTRATION = "demo"
JSON, CSV = "json", "csv"
MOST_ROWS = 1000
STATUS_TABLES = ("verdicts", "objectives", "goals", "facility_types")


def one_of(values: tuple[str, ...]) -> GetPydanticSchema:
    """A text that is one of these."""
    return GetPydanticSchema(lambda _source, _handler: core_schema.literal_schema(list(values)))


def _digits(text: str) -> int:
    # int() would also take signs, spaces and the digits of other scripts.
    if not (text.isascii() and text.isdecimal() and len(text) < 20):
        raise ValueError("not a whole number")
    return int(text)


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    # Other ways to write a day, such as 20251231, are not part of the format.
    if day.isoformat() != text or not FIRST_YEAR <= day.year < LAST_YEAR:
        raise ValueError("not a day")
    return day


Missing = SkipJsonSchema[None]  # what was not given has no value, and no schema of its own
Code = Annotated[str, Field(min_length=1, max_length=200)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), BeforeValidator(_digits)]
Day = Annotated[
    date,
    BeforeValidator(_day),
    Field(
        json_schema_extra={
            "pattern": rf"^({FIRST_YEAR // 100}|{LAST_YEAR // 100 - 1})\d\d-\d\d-\d\d$"
        }
    ),
]
Limit = Annotated[int, Field(ge=1, le=MOST_ROWS), BeforeValidator(_digits)]
Offset = Annotated[int, Field(ge=0, le=1_000_000), BeforeValidator(_digits)]


class NoParameters(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Parameters(NoParameters):
    """What every address with a list takes."""

    lang: Annotated[str, one_of(tuple(languages()))] = ENGLISH.code
    data: Annotated[str, one_of((DEMONSTRATION,))] | Missing = None
    format: Annotated[str, one_of((JSON, CSV))] = JSON

    @property
    def list_name(self) -> str | None:
        """Of the lists in the answer, the one that is asked for."""
        found: str | None = getattr(self, "table", None)
        return found

    @property
    def demo(self) -> bool:
        return self.data is not None

    @property
    def language(self) -> Language:
        return Language(self.lang)


Given = TypeVar("Given", bound=Parameters)


class Selection(NoParameters):
    """What part of the plan is looked at. What a store decides (goals, regions) has no list."""

    goal: Code | Missing = None
    facility_type: Annotated[str, one_of(FACILITY_TYPES)] | Missing = None
    horizon: Year | Missing = None
    year: Year | Missing = None
    objective: Code | Missing = None
    family: Annotated[
        Annotated[str, one_of(FAMILIES)] | Missing,
        Field(validation_alias=AliasChoices("family", "status")),
    ] = None
    region: Code = Filters().region


class Recorded(NoParameters):
    as_known_on: Day | Missing = None


class FilteredParameters(Parameters, Recorded, Selection):
    """The filters of the commands."""


class Table(NoParameters):
    table: Annotated[str, one_of(STATUS_TABLES)] | Missing = None


class StatusParameters(Parameters, Table, Recorded, Selection):
    pass


class Page(NoParameters):
    limit: Limit = 100
    offset: Offset = 0


class ValuesParameters(Parameters, Page, Recorded, Selection):
    pass


class Days(NoParameters):
    since: Day
    until: Day | Missing = None


class ChangesParameters(Parameters, Selection, Days):
    """The date of the records does not count where two dates are compared."""

    region: Code = ALL_REGIONS  # as the command


def filters_of(given: Parameters) -> Filters:
    """The filters given, which name what is in the plan. Raises ApiError (404) otherwise."""
    asked = {name: getattr(given, name, None) for name in NAMES}
    as_known_on = asked["as_known_on"]
    texts = {name: str(value) for name, value in asked.items() if value is not None}
    possible = cache.choices(given.demo, as_known_on)
    chosen, wrong = filters.parse(texts, possible)
    for name, text in wrong:
        known = ", ".join(str(value) for value in getattr(possible, name))
        when = f" on the records of {as_known_on}" if as_known_on else ""
        there_is = f"there is: {known}" if known else "there is none"
        raise ApiError(404, f"unknown {name} {shown(text)}{when}; {there_is}")
    return chosen


@lru_cache
def schemas(model: type[BaseModel]) -> dict[str, dict[str, Any]]:
    """The JSON Schema of each parameter."""
    found: dict[str, dict[str, Any]] = model.model_json_schema().get("properties", {})
    return found


def require_once(names: list[str]) -> None:
    """Raises ApiError (400) if a parameter is given more than once, also by its old name."""
    given = [OLD_NAMES.get(name, name) for name in names]
    for name in given:
        if given.count(name) > 1:
            raise ApiError(400, f"{shown(name)[1:-1]} is given more than once")


def refusal(errors: Sequence[dict[str, Any]], model: type[BaseModel]) -> ApiError:
    """What pydantic found about the parameters of a request, as a sentence that says what there
    is: the first thing, a name that is unknown before all else."""
    error = next((one for one in errors if one["type"] == "extra_forbidden"), errors[0])
    there_is = schemas(model)
    place, found = error["loc"], error["input"]
    name = OLD_NAMES.get(place[1], place[1])
    if error["type"] == "extra_forbidden":
        known = f"there is: {', '.join(there_is)}" if there_is else "there is none here"
        return ApiError(400, f"unknown parameter {shown(name)}; {known}")
    if error["type"] == "missing":
        return ApiError(400, f"{name} is missing; give the day to begin with, such as 2025-12-31")
    return ApiError(400, _sentence(name, shown(str(found)), there_is[name]))


def _sentence(name: str, found: str, schema: dict[str, Any]) -> str:
    if "enum" in schema or "const" in schema:
        return f"unknown {name} {found}; there is: {', '.join(possible_values(schema))}"
    if "minimum" in schema:
        bounds = f"from {schema['minimum']} to {schema['maximum']}"
        return f"{name} is a whole number {bounds}, not {found}"
    if schema.get("format") == "date":
        return (
            f"{name} is a day from {FIRST_YEAR}-01-01 to {LAST_YEAR - 1}-12-31, written such as "
            f"2025-12-31, not {found}"
        )
    return f"{name} is empty or too long; leave it out for all"


def possible_values(schema: dict[str, Any]) -> list[str]:
    """The values that a schema lists, if it lists them."""
    found: list[str] = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return found
