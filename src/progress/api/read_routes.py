"""The open web API: anybody may read, from any web page, without a key.

What is not kept (answer_cache.py) is computed by turns (turns.py).
"""

from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response

from progress.api import answers, models
from progress.api.addresses import OPEN, ROOT, address_descriptions
from progress.api.answer_cache import SHARED, Finished, keep, prefers_csv
from progress.api.answers import Document
from progress.api.errors import error_document
from progress.api.finish import finish_document, finish_rows
from progress.api.openapi import LISTS, PLAIN, describe
from progress.api.parameters import (
    CSV,
    ChangesParameters,
    FilteredParameters,
    Given,
    NoParameters,
    Parameters,
    StatusParameters,
    ValuesParameters,
    refusal,
    require_once,
)
from progress.api.turns import compute_in_turn
from progress.assessment.filters import OLD_NAMES
from progress.language import ENGLISH
from progress.server import cache
from progress.wording.confirmation import banner

Endpoint = Callable[..., Awaitable[Response]]


class OpenRoute(APIRoute):
    """A route whose errors are JSON that any web page may read."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                require_once([name for name, _ in request.query_params.multi_items()])
                return await answer(request)
            except ClientDisconnect:
                return Response(status_code=499)  # nobody reads it
            except RequestValidationError as error:
                document, status = error_document(refusal(error.errors(), self._parameters()))
            except Exception as error:
                document, status = error_document(error)
            return JSONResponse(document, status, SHARED | {"Cache-Control": "no-store"})

        return handle

    def _parameters(self) -> type[NoParameters]:
        return OPEN[self.name].parameters if self.name in OPEN else NoParameters


router = APIRouter(prefix="/api/v1", route_class=OpenRoute, tags=["read"])


def _declare(path: str, name: str, **description: Any) -> Callable[[Endpoint], Endpoint]:
    """A decorator: the endpoint answers GET, and HEAD, which has no part in the description."""

    def declare(endpoint: Endpoint) -> Endpoint:
        router.get(path, name=name, operation_id=name, **description)(endpoint)
        router.head(path, name=name, include_in_schema=False)(endpoint)
        return endpoint

    return declare


def _rows(name: str) -> Callable[[Endpoint], Endpoint]:
    """The decorator of an endpoint that lists rows."""
    return _declare(
        f"/{name}",
        name,
        summary=address_descriptions(ENGLISH)[name],
        response_model=OPEN[name].answer,
        responses=LISTS,
    )


@_rows("status")
async def status(request: Request, given: Annotated[StatusParameters, Query()]) -> Response:
    return await _rows_answer(request, given, answers.status)


@_rows("objectives")
async def objectives(request: Request, given: Annotated[FilteredParameters, Query()]) -> Response:
    return await _rows_answer(request, given, answers.objectives)


@_rows("values")
async def values(request: Request, given: Annotated[ValuesParameters, Query()]) -> Response:
    def page_url(offset: int) -> str:
        asked = {OLD_NAMES.get(name, name): text for name, text in request.query_params.items()}
        page = asked | {"limit": given.limit, "offset": offset}
        return f"{_root(request)}values?{urlencode(page)}"

    return await _rows_answer(request, given, partial(answers.values, page_url=page_url))


@_rows("changes")
async def changes(request: Request, given: Annotated[ChangesParameters, Query()]) -> Response:
    return await _rows_answer(request, given, answers.changes)


@_rows("task-forces")
async def task_forces(request: Request, given: Annotated[FilteredParameters, Query()]) -> Response:
    return await _rows_answer(request, given, answers.task_forces)


@_rows("activities")
async def activities(request: Request, given: Annotated[FilteredParameters, Query()]) -> Response:
    return await _rows_answer(request, given, answers.activities)


@_rows("partnerships")
async def partnerships(request: Request, given: Annotated[FilteredParameters, Query()]) -> Response:
    return await _rows_answer(request, given, answers.partnerships)


@_rows("releases")
async def releases(request: Request, given: Annotated[Parameters, Query()]) -> Response:
    return await _rows_answer(request, given, answers.releases)


@router.get("", include_in_schema=False)
@router.head("", include_in_schema=False)
@_declare("/", "index", summary="What there is", response_model=models.Index, responses=PLAIN)
async def index(request: Request, _given: Annotated[NoParameters, Query()]) -> Response:
    root, described = _root(request), address_descriptions(ENGLISH)

    def document() -> Document:
        return {
            "note": banner(ENGLISH, cache.confirmation(demo=False)) or None,
            "description": f"{root}openapi.json",
            "addresses": {f"{root}{name}": text for name, text in described.items()},
        }

    return await _kept_answer(request, partial(finish_document, document))


@_declare(
    "/openapi.json",
    "openapi",
    summary="This description",
    response_model=dict[str, Any],
    responses=PLAIN,
)
async def openapi(request: Request, _given: Annotated[NoParameters, Query()]) -> Response:
    root_path = request.scope["root_path"]

    def document() -> Document:
        return describe(request.app.routes, cache.choices(demo=False), root_path)

    return await _kept_answer(request, partial(finish_document, document))


def _root(request: Request) -> str:
    return f"{request.scope['root_path']}{ROOT}"


async def _rows_answer(
    request: Request, given: Given, rows: Callable[[Given], Document]
) -> Response:
    as_csv = prefers_csv(request.headers.get("Accept", ""))
    if "format" in given.model_fields_set:
        as_csv = given.format == CSV
    name = request.scope["route"].name
    return await _kept_answer(request, partial(finish_rows, name, given, rows, as_csv))


async def _kept_answer(request: Request, make: Callable[[], Finished]) -> Response:
    finished = await compute_in_turn(request, make)
    keep(request.scope, finished)
    return finished.response(request.headers)
