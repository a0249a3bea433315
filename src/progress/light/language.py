"""The language of a request."""

from starlette.requests import Request

from progress.language import SOURCE_LANGUAGE, languages


def preferred_language(request: Request) -> str:
    """The language of the address, else the first of the browser that there is."""
    asked = request.query_params.get("lang", "")
    wanted = request.headers.get("Accept-Language", "").split(",")
    for code in [asked, *(part.split(";")[0].strip().split("-")[0].lower() for part in wanted)]:
        if code in languages():
            return code
    return SOURCE_LANGUAGE
