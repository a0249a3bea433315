"""What is sent to the web API: read piece by piece, and refused once it is too large."""

from anyio import move_on_after
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.types import Message, Receive

from progress.api.errors import ApiError
from progress.xlsx.limits import MAXIMUM_BYTES

# One file of the greatest size, and what a form adds to it.
MAXIMUM_BODY = MAXIMUM_BYTES + 64 * 1024
MAXIMUM_FILES = 20
MAXIMUM_FIELDS = 8
MAXIMUM_FIELD = 64 * 1024


class RequestBody:
    """The body of a request as it comes in."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._size = 0
        self._ended = False

    def refuse_if_too_large(self, announced: str | None) -> None:
        size = int(announced) if announced and announced.isdecimal() else self._size
        if size > MAXIMUM_BODY:
            raise ApiError(413, f"keep a request under {MAXIMUM_BYTES // 1024**2} MB")

    async def receive(self) -> Message:
        message = await self._next()
        self.refuse_if_too_large(None)
        return message

    async def drain(self) -> None:
        """Takes the rest in and drops it, within reason. Many clients send everything before
        they listen; cut off in the middle, they would never see why they were refused."""
        with move_on_after(10):
            while not self._ended and self._size < 4 * MAXIMUM_BODY:
                await self._next()

    async def _next(self) -> Message:
        message = await self._receive()
        self._size += len(message.get("body", b""))
        self._ended = not message.get("more_body", False)
        return message


async def read_form(request: Request, files: str) -> tuple[dict[str, str], list[tuple[str, bytes]]]:
    """The fields and the files (name, content) of a multipart form. Fields may stand in the
    address too."""
    kind = request.headers.get("Content-Type", "").split(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise ApiError(415, f'send multipart/form-data, with files in parts named "{files}"')
    async with request.form(
        max_files=MAXIMUM_FILES, max_fields=MAXIMUM_FIELDS, max_part_size=MAXIMUM_FIELD
    ) as form:
        fields = dict(request.query_params)
        found = []
        for name, part in form.multi_items():
            if not isinstance(part, UploadFile):
                fields[name] = part
            elif name == files:
                found.append((part.filename or "", await part.read()))
            else:
                raise ApiError(400, f'send files in parts named "{files}"')
    if not found and "handed_in_by" not in fields:
        raise ApiError(400, f'send at least one file, in a part named "{files}"')
    return fields, found
