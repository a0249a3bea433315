"""What holders of a key send to the web API, and what they are answered.

The description of a field also ends the sentence that says what is wrong with it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

from progress.api.errors import ApiError, shown
from progress.api.models import Row
from progress.api.parameters import Missing
from progress.api.request_body import MAXIMUM_FILES
from progress.intake.mapping import MAXIMUM_MAP
from progress.plain_text import steering
from progress.schema import LONGEST_TEXT

FLAGS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def _stripped(text: object) -> object:
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        return text
    if steering(text):
        raise ValueError("not a text to read")
    return text.strip() or None


def _date(text: object) -> date | None:
    if not isinstance(text, str | None):
        raise ValueError("not a date")
    return date.fromisoformat(text) if text else None


def _flag(text: object) -> bool:
    if not isinstance(text, str) or text.strip().lower() not in FLAGS:
        raise ValueError("not a flag")
    return FLAGS[text.strip().lower()]


Flag = Annotated[
    bool,
    BeforeValidator(_flag, json_schema_input_type=str),
    Field(json_schema_extra={"enum": ["true", "false"]}),
]


class Fields(BaseModel):
    """What is sent; anything else is refused: a misspelt dry_run must not publish."""

    model_config = ConfigDict(extra="forbid")


class ReleaseFields(Fields):
    note: Annotated[
        Annotated[str, Field(max_length=LONGEST_TEXT)] | Missing,
        BeforeValidator(_stripped),
        Field(description=f"a text of up to {LONGEST_TEXT} characters that can be read"),
    ] = None
    on: Annotated[
        date | Missing, BeforeValidator(_date), Field(description="a date, such as 2025-12-31")
    ] = None


class PublishFields(ReleaseFields):
    accept_warnings: Annotated[Flag, Field(description="true or false")] = False
    dry_run: Annotated[Flag, Field(description="true or false")] = False
    with_all: Annotated[Flag, Field(description="true or false")] = False
    confirm_rest: Annotated[Flag, Field(description="true or false")] = False
    handed_in_by: Annotated[
        Annotated[str, Field(max_length=LONGEST_TEXT)] | Missing,
        BeforeValidator(_stripped),
        Field(description="the name of who handed in the files that wait for a second person"),
    ] = None
    map: Annotated[
        Annotated[str, Field(max_length=MAXIMUM_MAP)] | Missing,
        Field(description="a JSON object that says which column is which"),
    ] = None
    revision: Annotated[
        int | Missing,
        Field(ge=0, description="the revision of the store that a dry run was made on, a number"),
    ] = None


class KeyFields(Fields):
    name: Annotated[str, Field(description="the name of a person")]
    replace: Annotated[
        StrictBool, Field(description="true to replace the key that the person has, or false")
    ] = False


class Released(Row):
    release: int


class Waiting(Row):
    """Files that were handed in and wait for a second person."""

    handed_in_by: str
    files: list[str]


class Problem(Row):
    sheet: str
    code: str
    message: str
    column: str | None
    value: str | None
    row: int | None


class Check(Row):
    errors: list[Problem]
    warnings: list[Problem]
    readings: list[dict[str, Any]]
    belonging: list[dict[str, Any]]
    rows: int


class Compare(Row):
    new: int
    changed: int
    confirmed: int
    unchanged: int
    rows: list[dict[str, Any]]
    statuses: list[dict[str, Any]]
    release: int
    revision: int


class DryRun(Row):
    """``compare`` is null where there are errors."""

    check: Check
    compare: Compare | None


class Key(Row):
    name: str
    made_at: str
    made_by: str | None
    revoked_at: str | None
    revoked_by: str | None


class Keys(Row):
    keys: list[Key]


class NewKey(Row):
    name: str
    key: str


class RevokedKey(Row):
    name: str
    revoked: bool


def publish_form() -> dict[str, Any]:
    """The form of an update as OpenAPI has it."""
    schema = PublishFields.model_json_schema()
    files = {"type": "string", "format": "binary"}
    schema["properties"]["file"] = {
        "type": "array", "items": files, "minItems": 1, "maxItems": MAXIMUM_FILES
    }  # fmt: skip
    schema["required"] = ["file"]
    content = {"multipart/form-data": {"schema": schema}}
    return {"requestBody": {"required": True, "content": content}}


def refusal(error: Mapping[str, Any], model: type[Fields]) -> ApiError:
    """One finding of pydantic about what was sent, as a sentence that says what there is."""
    place = error["loc"]
    name = next((str(part) for part in place if part in model.model_fields), str(place[-1]))
    if error["type"] == "json_invalid":
        return ApiError(400, "this is not JSON")
    if error["type"] == "extra_forbidden":
        return ApiError(400, f"{shown(name)} is none of these: {', '.join(model.model_fields)}")
    if name not in model.model_fields:
        return ApiError(400, f"send a JSON object with: {', '.join(model.model_fields)}")
    return ApiError(400, f"{name} is {model.model_fields[name].description}")
