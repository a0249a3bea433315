"""What is sent to the web API: read piece by piece, and refused once it is too large."""

import json
from collections.abc import Sequence

from anyio import move_on_after
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.types import Message, Receive

from progress.xlsx.limits import MAXIMUM_BYTES

# One file of the greatest size, and what a form adds to it.
MAXIMUM_BODY = MAXIMUM_BYTES + 64 * 1024
MAXIMUM_FILES = 20
MAXIMUM_FIELD = 64 * 1024


class Refusal(Exception):
    """An answer other than success, with more for its document."""

    def __init__(self, status: int, message: str, **details: object) -> None:
        super().__init__(message)
        self.status = status
        self.details = details


class Body:
    """The body of a request as it comes in."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._size = 0
        self._ended = False

    def refuse_if_too_large(self, announced: str | None) -> None:
        size = int(announced) if announced and announced.isdecimal() else self._size
        if size > MAXIMUM_BODY:
            raise Refusal(413, f"keep a request under {MAXIMUM_BYTES // 1024**2} MB")

    async def receive(self) -> Message:
        message = await self._receive()
        self._size += len(message.get("body", b""))
        self._ended = not message.get("more_body", False)
        self.refuse_if_too_large(None)
        return message

    async def drain(self) -> None:
        """Takes the rest in and drops it, within reason. Many clients send everything before
        they listen; cut off in the middle, they would never see why they were refused."""
        with move_on_after(10):
            while not self._ended and self._size < 4 * MAXIMUM_BODY:
                message = await self._receive()
                self._size += len(message.get("body", b""))
                self._ended = not message.get("more_body", False)


async def read_form(
    request: Request, names: Sequence[str], files: str
) -> tuple[dict[str, str], list[tuple[str, bytes]]]:
    """The fields and the files (name, content) of a multipart form.

    Fields may stand in the address too. An unknown one is refused: a misspelt dry_run must not
    publish.
    """
    kind = request.headers.get("Content-Type", "").split(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise Refusal(415, f'send multipart/form-data, with files in parts named "{files}"')
    async with request.form(
        max_files=MAXIMUM_FILES, max_fields=len(names), max_part_size=MAXIMUM_FIELD
    ) as form:
        parts = [*request.query_params.multi_items(), *form.multi_items()]
        fields, found = {}, []
        for name, part in parts:
            if isinstance(part, UploadFile) and name == files:
                found.append((part.filename or "", await part.read()))
            elif isinstance(part, str) and name in names:
                fields[name] = part
            else:
                known = ", ".join((files, *names))
                raise Refusal(400, f'"{name}" is none of these: {known}')
    if not found:
        raise Refusal(400, f'send at least one file, in a part named "{files}"')
    return fields, found


async def read_json(request: Request, names: Sequence[str]) -> dict:
    """The fields of a JSON object; nothing at all is an empty one."""
    text = await request.body()
    try:
        found = json.loads(text) if text.strip() else {}
    except (ValueError, RecursionError):  # the latter where it is nested without end
        raise Refusal(400, "this is not JSON") from None
    if not isinstance(found, dict) or set(found) - set(names):
        raise Refusal(400, f"send a JSON object with no more than: {', '.join(names)}")
    return found


def flag(fields: dict[str, str], name: str) -> bool:
    """Whether a field says yes."""
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    given = fields.get(name, "false").strip().lower()
    if given not in words:
        raise Refusal(400, f"{name} is true or false")
    return words[given]
