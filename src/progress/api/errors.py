"""What goes wrong in the web API, as a status code and a JSON document with ``error``."""

import logging

from starlette.exceptions import HTTPException

from progress.errors import (
    DataError,
    NotAllowed,
    NotThere,
    NotUnderstood,
    NotWritten,
    StaleComparison,
    StoreAway,
    TooManyTries,
    TooMuchWork,
    TooOften,
    WrongKey,
)

logger = logging.getLogger(__name__)

LONGEST_SHOWN = 60  # of what was asked for, in an error

# The first that fits. All other errors in the data are a conflict with what is in the store.
STATUS_OF = {
    NotUnderstood: 400,
    TooManyTries: 429,
    TooOften: 429,
    WrongKey: 401,
    NotAllowed: 403,
    NotThere: 404,
    NotWritten: 503,
    StoreAway: 503,
    TooMuchWork: 503,
    DataError: 409,
}


class ApiError(HTTPException):
    """An answer other than success, with more for its document."""

    def __init__(self, status: int, message: str, **details: object) -> None:
        super().__init__(status, message)
        self.details = details

    def __str__(self) -> str:
        return self.detail


def error_document(error: Exception) -> tuple[dict[str, object], int]:
    """The document and the status code that tell of an error."""
    if isinstance(error, ApiError):
        return {"error": error.detail, **error.details}, error.status_code
    if isinstance(error, HTTPException):  # of a form that cannot be read
        return {"error": error.detail}, error.status_code
    if isinstance(error, StaleComparison):
        return {"error": str(error), **error.details}, 409
    for kind, status in STATUS_OF.items():
        if isinstance(error, kind):
            return {"error": str(error)}, status
    # The reason may name files: it is for the log.
    logger.error("A request to the web API failed", exc_info=error)
    return {"error": "this could not be done; the reason is in the server's log"}, 500


def shown(text: str) -> str:
    """What was asked for, short enough for a sentence."""
    return f'"{text[:LONGEST_SHOWN]}…"' if len(text) > LONGEST_SHOWN else f'"{text}"'
