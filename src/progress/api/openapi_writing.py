"""The description of the part of the web API that writes, which is for the Secretariat."""

from progress.api.answers import ROOT
from progress.api.bodies import MAXIMUM_FILES
from progress.api.schemas import TEXT, WHOLE, YES, array_of, may_be_null, row
from progress.xlsx.limits import MAXIMUM_BYTES

_DAY = {"type": "string", "format": "date"}
_FLAG = {"type": "string", "enum": ["true", "false"], "default": "false"}
_ORIGIN = {"note": {"type": "string", "maxLength": 2000}, "on": _DAY}
_FORM = {
    "file": array_of({"type": "string", "format": "binary"})
    | {"minItems": 1, "maxItems": MAXIMUM_FILES},
    **_ORIGIN,
    "accept_warnings": _FLAG,
    "dry_run": _FLAG,
}
_PROBLEM = row(
    dict.fromkeys(("sheet", "code", "message"), TEXT)
    | dict.fromkeys(("column", "value"), may_be_null(TEXT))
    | {"row": may_be_null(WHOLE)}
)
_CHECK = row({"errors": array_of(_PROBLEM), "warnings": array_of(_PROBLEM), "rows": WHOLE})
_ANY_ROW = {"type": "object"}
_COMPARE = row(
    dict.fromkeys(("new", "changed", "unchanged"), WHOLE)
    | dict.fromkeys(("rows", "statuses"), array_of(_ANY_ROW))
)
_KEY = row(
    {"name": TEXT, "made_at": TEXT}
    | dict.fromkeys(("made_by", "revoked_at", "revoked_by"), may_be_null(TEXT))
)
_REFUSED = {
    "400": "Something is missing or wrong; errors in files are listed.",
    "401": "There is no valid key.",
    "403": "This is not allowed.",
    "404": "There is no such release or key.",
    "409": "This does not fit what is in the store.",
    "413": f"A request has at most {MAXIMUM_BYTES // 1024**2} MB.",
    "415": "The body is of another kind.",
    "429": "Too many wrong keys, or too much at once; wait as long as Retry-After says.",
    "503": "The store could not be written; nothing was changed.",
}


def writing_paths() -> dict[str, dict]:
    """Path -> method -> operation."""
    publish = _operation(
        "publish",
        "Publish files as one release, or with dry_run check and compare them",
        {
            "201": row({"release": WHOLE}),
            "200": row({"check": _CHECK, "compare": may_be_null(_COMPARE)}),
        },
        ("multipart/form-data", _FORM, ("file",)),
    )
    undo = _operation(
        "revert",
        "Undo a release",
        {"201": row({"release": WHOLE})},
        ("application/json", _ORIGIN, ()),
    )
    undo["parameters"] = [_in_path("number", WHOLE | {"minimum": 0})]
    listed = _operation("keys", "The keys", {"200": row({"keys": array_of(_KEY)})})
    new = _operation(
        "new_key",
        "Make a key for a person; it is shown only this once",
        {"201": row({"name": TEXT, "key": TEXT})},
        ("application/json", {"name": TEXT, "replace": YES}, ("name",)),
    )
    revoke = _operation("revoke_key", "Revoke a key", {"200": row({"name": TEXT, "revoked": YES})})
    revoke["parameters"] = [_in_path("name", TEXT)]
    return {
        f"{ROOT}releases": {"post": publish},
        f"{ROOT}releases/{{number}}/revert": {"post": undo},
        f"{ROOT}keys": {"get": listed, "post": new},
        f"{ROOT}keys/{{name}}": {"delete": revoke},
    }


def _operation(
    name: str,
    summary: str,
    answers: dict[str, dict],
    body: tuple[str, dict, tuple[str, ...]] | None = None,
) -> dict:
    """``answers``: status -> schema. ``body``: its kind, its fields, those that must be there."""
    found = {
        "operationId": name,
        "tags": ["write"],
        "summary": f"For the Secretariat: {summary[0].lower()}{summary[1:]}",
        "security": [{"key": []}],
        "responses": {
            **{code: _answer("Done.", schema) for code, schema in answers.items()},
            **{code: _answer(text, _ERROR) for code, text in _REFUSED.items()},
        },
    }
    if body:
        kind, fields, required = body
        schema = row(fields) | {"required": list(required)}
        found["requestBody"] = {"required": bool(required), "content": {kind: {"schema": schema}}}
    return found


_ERROR = {"$ref": "#/components/schemas/Error"}


def _answer(description: str, schema: dict) -> dict:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _in_path(name: str, schema: dict) -> dict:
    return {"name": name, "in": "path", "required": True, "schema": schema}
