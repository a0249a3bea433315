"""What a running dashboard answers over HTTP."""

import urllib.request


def answer(address: str):
    return urllib.request.urlopen(address, timeout=10)


def policy(response) -> dict[str, list[str]]:
    parts = response.headers["Content-Security-Policy"].split("; ")
    return {name: sources for name, *sources in (part.split(" ") for part in parts)}
