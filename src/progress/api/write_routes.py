"""The web API that writes: updates, undoing them, and keys, for holders of a Secretariat key.

Answers are the documents of the command line. The work is done in threads of its own, so that
visitors need not wait for it. FastAPI would read a body before it asks who sends it, so the route
does that first, and counts the body as it comes in.
"""

from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from typing import Annotated, Any, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Body, Path, Request, Security
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer
from pydantic import ValidationError
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from progress.access import keys, rate_limit
from progress.access.people import Person, network_address
from progress.api.errors import ApiError, error_document
from progress.api.models import Error
from progress.api.parameters import Missing
from progress.api.request_body import RequestBody, read_form
from progress.api.write_models import (
    DryRun,
    Fields,
    KeyFields,
    Keys,
    NewKey,
    PublishFields,
    Released,
    ReleaseFields,
    RevokedKey,
    Waiting,
    publish_form,
    refusal,
)
from progress.errors import NotThere, PlanErrors, TooManyTries, TooOften
from progress.intake import approval, drafts, update
from progress.intake.check import check_document
from progress.intake.mapping import ColumnMap, column_map
from progress.publishing.provenance import File, Provenance
from progress.publishing.publish import revert as revert_release
from progress.server import cache, heavy, scratch
from progress.store.store import Store
from progress.xlsx.limits import MAXIMUM_BYTES

Result = TypeVar("Result")

_workers = CapacityLimiter(2)

REFUSED = {
    400: "Something is missing or wrong; errors in files are listed.",
    401: "There is no valid key.",
    403: "This is not allowed.",
    404: "There is no such release or key.",
    409: "This does not fit what is in the store.",
    413: f"A request has at most {MAXIMUM_BYTES // 1024**2} MB.",
    415: "The body is of another kind.",
    429: "Too many wrong keys, or too much at once; wait as long as Retry-After says.",
    503: "The store could not be written; nothing was changed.",
}


class SecretariatRoute(APIRoute):
    """Who is calling, then the work, then the answer as JSON, whatever happens."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def handle(request: Request) -> Response:
            body = RequestBody(request.receive)
            headers = {"Cache-Control": "no-store"}
            try:
                body.refuse_if_too_large(request.headers.get("Content-Length"))
                person = await _in_worker(_sign_in, request)
                counted = Request(self._scope(request), body.receive)
                counted.state.person = person
                response = await answer(counted)
                response.headers.update(headers)
                return response
            except Exception as error:
                if isinstance(error, TooManyTries | TooOften):
                    headers["Retry-After"] = str(error.seconds)
                if isinstance(error, RequestValidationError):
                    error = refusal(error.errors()[0], self._fields())
                document, status = error_document(error)
                if status == 401:
                    headers["WWW-Authenticate"] = "Bearer"
                await body.drain()
                return JSONResponse(document, status, headers)

        return handle

    def _scope(self, request: Request) -> Scope:
        """Of a JSON document it does not matter how it is called."""
        if self.body_field is None:
            return request.scope
        headers = [header for header in request.scope["headers"] if header[0] != b"content-type"]
        return {**request.scope, "headers": headers}

    def _fields(self) -> type[Fields]:
        return KeyFields if self.name == "new_key" else ReleaseFields


router = APIRouter(
    prefix="/api/v1",
    route_class=SecretariatRoute,
    tags=["write"],
    dependencies=[Security(HTTPBearer(scheme_name="key", auto_error=False))],
    responses={status: {"description": text, "model": Error} for status, text in REFUSED.items()},
    strict_content_type=False,
)


@router.post(
    "/releases",
    operation_id="publish",
    summary="For the Secretariat: publish files as one release, or with dry_run check and compare "
    "them",
    status_code=201,
    response_model=Released,
    responses={
        200: {"description": "The dry run.", "model": DryRun},
        202: {
            "description": "Handed in; where a second person is required, the files wait until "
            "another key publishes them with handed_in_by.",
            "model": Waiting,
        },
    },
    openapi_extra=publish_form(),
)
async def publish(request: Request) -> Response:
    texts, files = await read_form(request, files="file")
    try:
        fields = PublishFields.model_validate(texts)
    except ValidationError as error:
        raise refusal(error.errors()[0], PublishFields) from None
    content = [File.of_path(name, content) for name, content in files]
    return await _in_worker(_publish_files, request.state.person, content, fields)


def _dry_run(
    store: Store, files: list[File], given: ColumnMap | None, with_all: bool, confirm_rest: bool
) -> bytes:
    """The answer of a dry run, as it is sent: a large file is spoken of in many megabytes."""
    prepared = update.prepare(store, files, given, with_all=with_all, confirm_rest=confirm_rest)
    return bytes(JSONResponse(prepared.as_json()).body)


def _publish_files(person: Person, files: list[File], fields: PublishFields) -> Response:
    store = cache.store()
    folder, by = drafts.folder_of(store.path), fields.handed_in_by
    if by and files:
        raise ApiError(400, "send files, or handed_in_by, not both")
    if by and not (files := drafts.load(folder, by)):
        raise NotThere("{name} has handed in nothing that waits", name=by)
    given = column_map(fields.map)
    if by and not fields.map:
        given = drafts.map_of(folder, by) or given
    ticks = fields.with_all, fields.confirm_rest
    if fields.dry_run:
        document = scratch.on_copy(_dry_run, files, given, *ticks)
        return Response(document, media_type="application/json")
    prepared = update.prepare(store, files, given, *ticks, heavy.run)
    if approval.is_required() and not by and not prepared.checked.errors:
        drafts.save(folder, person.name, files, given)
        waiting = {"handed_in_by": person.name, "files": [file.name for file in files]}
        return JSONResponse(waiting, 202)
    prepared = replace(prepared, handed_in_by=by)
    provenance = Provenance.of(person, fields.note, files=prepared.files, on=fields.on)
    try:
        release = update.publish_update(
            store, prepared, provenance, fields.accept_warnings, fields.revision
        )
    except PlanErrors:
        check = check_document(prepared.checked)
        if check["errors"]:
            raise ApiError(400, "the files have errors", **check) from None
        message = "the files have warnings; look at them, then send accept_warnings=true"
        raise ApiError(400, message, **check) from None
    if by:
        drafts.discard(folder, by)
    cache.let_commands_see()
    return JSONResponse({"release": release}, 201)


@router.post(
    "/releases/{number:int}/revert",
    name="revert",
    operation_id="revert",
    summary="For the Secretariat: undo a release",
    status_code=201,
    response_model=Released,
)
async def revert(
    request: Request,
    number: Annotated[int, Path(ge=0)],
    fields: Annotated[ReleaseFields | Missing, Body()] = None,
) -> Response:
    fields = fields or ReleaseFields()
    provenance = Provenance.of(request.state.person, fields.note, on=fields.on)

    def work() -> Response:
        release = revert_release(cache.store(), number, provenance)
        cache.let_commands_see()
        return JSONResponse({"release": release}, 201)

    return await _in_worker(work)


@router.get(
    "/keys", operation_id="keys", summary="For the Secretariat: the keys", response_model=Keys
)
@router.head("/keys", include_in_schema=False)
async def list_keys() -> Response:
    listed = await _in_worker(keys.listed, cache.store())
    return JSONResponse({"keys": [key.as_json() for key in listed]})


@router.post(
    "/keys",
    name="new_key",
    operation_id="new_key",
    summary="For the Secretariat: make a key for a person; it is shown only this once",
    status_code=201,
    response_model=NewKey,
)
async def new_key(request: Request, fields: KeyFields) -> Response:
    def work() -> Response:
        made = keys.new(cache.store(), fields.name, request.state.person, replace=fields.replace)
        cache.let_commands_see()
        return JSONResponse({"name": fields.name, "key": made}, 201)

    return await _in_worker(work)


@router.delete(
    "/keys/{name:path}",
    operation_id="revoke_key",
    summary="For the Secretariat: revoke a key",
    response_model=RevokedKey,
)
async def revoke_key(request: Request, name: str) -> Response:
    def work() -> Response:
        keys.revoke(cache.store(), name, request.state.person)
        cache.let_commands_see()
        return JSONResponse({"name": name, "revoked": True})

    return await _in_worker(work)


def _sign_in(request: Request) -> Person:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise ApiError(401, "this needs a key of the Secretariat: Authorization: Bearer p4k_...")
    address = network_address(request.client and request.client.host)
    person = keys.sign_in(cache.store(), key, address)
    rate_limit.require(person)
    return person


async def _in_worker(work: Callable[..., Result], *arguments: object) -> Result:
    return await to_thread.run_sync(partial(work, *arguments), limiter=_workers)
