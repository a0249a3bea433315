"""The description of the web API (OpenAPI 3.1): FastAPI's, with words and examples of the plan."""

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from progress.api.addresses import parameter_descriptions
from progress.api.models import Error
from progress.assessment.filters import Choices
from progress.language import ENGLISH

# What the open addresses answer besides: with lists of rows, and alone.
_TAG = {"ETag": {"description": "Names this answer.", "schema": {"type": "string"}}}
_NOT_CHANGED = {"description": "The answer that you have is still right (If-None-Match)."}
PLAIN: dict[int | str, dict[str, Any]] = {
    200: {"description": "The answer.", "headers": _TAG},
    304: _NOT_CHANGED,
    400: {"description": "The request can never be right.", "model": Error},
}
LISTS: dict[int | str, dict[str, Any]] = {
    200: PLAIN[200] | {"content": {"text/csv": {"schema": {"type": "string"}}}},
    304: _NOT_CHANGED,
    400: PLAIN[400],
    404: {"description": "What is asked for is not in the plan.", "model": Error},
}
WITH_EXAMPLE = ("goal", "objective", "horizon")


def describe(routes: Sequence[BaseRoute], possible: Choices, root_path: str) -> dict[str, Any]:
    """The whole description; ``possible`` gives the examples of codes."""
    found = get_openapi(
        title="Progress of the international 4 per 1000 Initiative on its strategic plan",
        version=version("progress"),
        description=(
            "Reading is open to everybody, without a key and from any web page. Writing is "
            "for the Secretariat, with a key. Errors are JSON with a sentence under “error”."
        ),
        routes=routes,
        tags=[
            {"name": "read", "description": "Open to everybody"},
            {"name": "write", "description": "For the Secretariat, with a key"},
        ],
        servers=[{"url": root_path or "/"}],
    )
    words = parameter_descriptions(ENGLISH)
    for methods in found["paths"].values():
        for operation in methods.values():
            # What cannot be read is answered with 400 here, and with a sentence.
            operation["responses"].pop("422", None)
            for parameter in operation.get("parameters", ()):
                name = parameter["name"]
                if name in words:
                    parameter["description"] = words[name]
                if there_is := name in WITH_EXAMPLE and getattr(possible, name):
                    parameter["example"] = there_is[0]
    for name in ("HTTPValidationError", "ValidationError"):
        found["components"]["schemas"].pop(name, None)
    return found
