"""The web API that writes: updates, undoing them, and keys, for holders of a Secretariat key.

Answers are the documents of the command line. An error has the sentence for a person under
"error". The work is done in threads of its own, so that visitors need not wait for it.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from pathlib import PurePosixPath

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from progress.access import keys, rate_limit
from progress.access.people import Person, network_address
from progress.api.bodies import Body, Refusal, flag, read_form, read_json
from progress.errors import (
    DataError,
    NotAllowed,
    NotThere,
    NotWritten,
    PlanErrors,
    StoreAway,
    TooManyTries,
    TooOften,
    WrongKey,
)
from progress.intake import update
from progress.intake.check import check_document
from progress.publishing.provenance import File, Provenance
from progress.publishing.publish import revert
from progress.server import cache

logger = logging.getLogger(__name__)

# The first that fits. All other errors in the data are a conflict with what is in the store.
STATUS_OF = {
    TooManyTries: 429,
    TooOften: 429,
    WrongKey: 401,
    NotAllowed: 403,
    NotThere: 404,
    NotWritten: 503,
    StoreAway: 503,
    DataError: 409,
}

_workers = CapacityLimiter(2)

Answer = tuple[dict, int]


def routes() -> list[Route]:
    return [
        Route("/api/v1/releases", _endpoint(_publish), methods=["POST"]),
        Route("/api/v1/releases/{number:int}/revert", _endpoint(_revert), methods=["POST"]),
        Route("/api/v1/keys", _endpoint(_list_keys), methods=["GET"]),
        Route("/api/v1/keys", _endpoint(_new_key), methods=["POST"]),
        Route("/api/v1/keys/{name:path}", _endpoint(_revoke_key), methods=["DELETE"]),
    ]


def _endpoint(work: Callable[[Request, Person], Awaitable[Answer]]) -> Callable:
    """Who is calling, then the work, then the answer as JSON, whatever happens."""

    async def answer(request: Request) -> Response:
        body = Body(request.receive)
        headers = {"Cache-Control": "no-store"}
        try:
            body.refuse_if_too_large(request.headers.get("Content-Length"))
            person = await _in_worker(_signed_in, request)
            document, status = await work(Request(request.scope, body.receive), person)
        except Exception as error:
            document, status = refusal(error)
            if isinstance(error, TooManyTries | TooOften):
                headers["Retry-After"] = str(error.seconds)
            if status == 401:
                headers["WWW-Authenticate"] = "Bearer"
            await body.drain()
        return JSONResponse(document, status, headers)

    return answer


def refusal(error: Exception) -> Answer:
    """The document and the status code that tell of an error."""
    if isinstance(error, Refusal):
        return {"error": str(error), **error.details}, error.status
    if isinstance(error, HTTPException):  # of a form that cannot be read
        return {"error": error.detail}, error.status_code
    for kind, status in STATUS_OF.items():
        if isinstance(error, kind):
            return {"error": str(error)}, status
    # The reason may name files: it is for the log.
    logger.error("A request to the web API failed", exc_info=error)
    return {"error": "this could not be done; the reason is in the server's log"}, 500


def _signed_in(request: Request) -> Person:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise Refusal(401, "this needs a key of the Secretariat: Authorization: Bearer p4k_...")
    address = network_address(request.client and request.client.host)
    person = keys.sign_in(cache.store(), key, address)
    rate_limit.require(person)
    return person


async def _publish(request: Request, person: Person) -> Answer:
    fields, files = await read_form(
        request, ("note", "on", "accept_warnings", "dry_run"), files="file"
    )
    work = partial(
        _publish_files,
        person=person,
        files=[File(_file_name(name), content) for name, content in files],
        note=_note(fields),
        on=_day(fields),
        accept_warnings=flag(fields, "accept_warnings"),
        dry_run=flag(fields, "dry_run"),
    )
    return await _in_worker(work)


def _publish_files(
    person: Person,
    files: list[File],
    note: str | None,
    on: date | None,
    accept_warnings: bool,
    dry_run: bool,
) -> Answer:
    store = cache.store()
    prepared = update.prepare(store, files)
    if dry_run:
        return prepared.as_json(), 200
    provenance = Provenance.of(person, note, files=prepared.files, on=on)
    try:
        release = update.publish_update(store, prepared, provenance, accept_warnings)
    except PlanErrors:
        check = check_document(prepared.checked)
        if check["errors"]:
            raise Refusal(400, "the files have errors", **check) from None
        message = "the files have warnings; look at them, then send accept_warnings=true"
        raise Refusal(400, message, **check) from None
    cache.let_commands_see()
    return {"release": release}, 201


async def _revert(request: Request, person: Person) -> Answer:
    fields = await read_json(request, ("note", "on"))
    provenance = Provenance.of(person, _note(fields), on=_day(fields))

    def work() -> Answer:
        release = revert(cache.store(), request.path_params["number"], provenance)
        cache.let_commands_see()
        return {"release": release}, 201

    return await _in_worker(work)


async def _list_keys(_request: Request, _person: Person) -> Answer:
    listed = await _in_worker(keys.listed, cache.store())
    return {"keys": [key.as_json() for key in listed]}, 200


async def _new_key(request: Request, person: Person) -> Answer:
    fields = await read_json(request, ("name", "replace"))
    name, replace = fields.get("name"), fields.get("replace", False)
    if not isinstance(name, str) or not isinstance(replace, bool):
        raise Refusal(400, 'send {"name": "..."}, and "replace": true to replace a key')

    def work() -> Answer:
        key = keys.new(cache.store(), name, person, replace=replace)
        cache.let_commands_see()
        return {"name": name, "key": key}, 201

    return await _in_worker(work)


async def _revoke_key(request: Request, person: Person) -> Answer:
    name = request.path_params["name"]

    def work() -> Answer:
        keys.revoke(cache.store(), name, person)
        cache.let_commands_see()
        return {"name": name, "revoked": True}, 200

    return await _in_worker(work)


async def _in_worker(work: Callable, *arguments: object):
    return await to_thread.run_sync(work, *arguments, limiter=_workers)


def _file_name(name: str) -> str:
    """The last part of the name, without what could not be shown."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(letter for letter in last if letter.isprintable())[-120:] or "file"


def _note(fields: dict) -> str | None:
    note = fields.get("note")
    if note is not None and (not isinstance(note, str) or len(note) > 2000):
        raise Refusal(400, "note is a text of up to 2000 characters")
    return (note or "").strip() or None


def _day(fields: dict) -> date | None:
    try:
        return date.fromisoformat(fields["on"]) if fields.get("on") else None
    except (TypeError, ValueError):
        raise Refusal(400, "on is a date, such as 2025-12-31") from None
