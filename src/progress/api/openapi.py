"""The description of the web API (OpenAPI 3.1), made from the tables that its addresses use."""

from importlib.metadata import version

from progress.api.answers import OPEN, ROOT, Address
from progress.api.asked import Asked, schema_of
from progress.api.descriptions import addresses, parameters
from progress.api.openapi_writing import writing_paths
from progress.api.schemas import TEXT, WHOLE, array_of, may_be_null, of_table, row
from progress.assessment.filters import ALL_REGIONS, Choices
from progress.language import ENGLISH
from progress.publishing.provenance import COMPILED
from progress.server import cache

NOT_CHANGED = {"description": "The answer that you have is still right (If-None-Match)."}


def describe(asked: Asked) -> dict:
    return document(cache.choices(asked.demo))


def document(possible: Choices) -> dict:
    """The whole description; ``possible`` gives the examples of codes."""
    opened = {f"{ROOT}{name}": {"get": _open(one, possible)} for name, one in OPEN.items()}
    opened[ROOT] = {"get": _plain("index", "What there is", _INDEX)}
    opened[f"{ROOT}openapi.json"] = {"get": _plain("openapi", "This description", _ANYTHING)}
    paths = opened.copy()
    for path, methods in writing_paths().items():
        paths[path] = paths.get(path, {}) | methods
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Progress of the international 4 per 1000 Initiative on its strategic plan",
            "version": version("progress"),
            "description": (
                "Reading is open to everybody, without a key and from any web page. Writing is "
                "for the Secretariat, with a key. Errors are JSON with a sentence under “error”."
            ),
        },
        "servers": [{"url": "/"}],
        "tags": [
            {"name": "read", "description": "Open to everybody"},
            {"name": "write", "description": "For the Secretariat, with a key"},
        ],
        "paths": paths,
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Error": ERROR, **_schemas()},
        },
    }


ERROR = {"type": "object", "properties": {"error": TEXT}, "required": ["error"]}
_ANYTHING = {"type": "object"}
_INDEX = row({"note": may_be_null(TEXT), "description": TEXT, "addresses": _ANYTHING})


def _schemas() -> dict:
    return {
        _schema_name(one, table): of_table(one.name, table)
        for one in OPEN.values()
        for table in one.tables
    }


def _schema_name(address: Address, table: str) -> str:
    return f"{address.name}.{table}" if len(address.tables) > 1 else table


def _open(address: Address, possible: Choices) -> dict:
    words = parameters(ENGLISH)
    return {
        "operationId": address.name,
        "tags": ["read"],
        "summary": addresses(ENGLISH)[address.name],
        "parameters": [
            {
                "name": name,
                "in": "query",
                "required": name == "since",
                "description": words[name],
                "schema": _schema_of_parameter(address, name),
                **_example(name, possible),
            }
            for name in address.parameters
        ],
        "responses": _responses(
            {
                "application/json": {"schema": _answer(address)},
                "text/csv": {"schema": TEXT},
            }
        ),
    }


def _schema_of_parameter(address: Address, name: str) -> dict:
    schema = schema_of(name, address.tables)
    if (address.name, name) == ("changes", "region"):
        return schema | {"default": ALL_REGIONS}  # as the command
    return schema


def _example(name: str, possible: Choices) -> dict:
    there_is = getattr(possible, name, ()) if name in ("goal", "objective", "horizon") else ()
    return {"example": there_is[0]} if there_is else {}


def _answer(address: Address) -> dict:
    lists = {
        table: array_of({"$ref": f"#/components/schemas/{_schema_name(address, table)}"})
        for table in address.tables
    }
    page = {}
    if "limit" in address.parameters:
        page = {"total": WHOLE, "limit": WHOLE, "offset": WHOLE, "next": may_be_null(TEXT)}
    found = row(lists | page)
    if "table" in address.parameters:
        del found["required"]
        found["minProperties"] = 1
    # Only invented data has it.
    found["properties"]["data"] = TEXT
    return found


def _plain(name: str, summary: str, schema: dict) -> dict:
    return {
        "operationId": name,
        "tags": ["read"],
        "summary": summary,
        "responses": _responses({"application/json": {"schema": schema}}, ("304", "400")),
    }


def _responses(content: dict, others=("304", "400", "404")) -> dict:
    told = {
        "304": NOT_CHANGED,
        "400": _error("The request can never be right."),
        "404": _error("What is asked for is not in the plan."),
    }
    headers = {"ETag": {"description": "Names this answer.", "schema": TEXT}}
    return {
        "200": {"description": "The answer.", "headers": headers, "content": content},
        **{code: told[code] for code in others},
    }


def _error(description: str) -> dict:
    schema = {"$ref": "#/components/schemas/Error"}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _index(asked: Asked) -> dict:
    return {
        "note": COMPILED if cache.compiled(asked.demo) else None,
        "description": f"{ROOT}openapi.json",
        "addresses": {f"{ROOT}{name}": text for name, text in addresses(asked.t).items()},
    }


INDEX = Address("", _index, (), ())
ADDRESS = Address("openapi.json", describe, (), ())
