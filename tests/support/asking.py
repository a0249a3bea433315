"""Somebody who asks the open web API of a running dashboard."""

import csv as files
import http.client
import io
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

OPEN = ("status", "objectives", "values", "changes?since=2026-06-01", "task-forces", "activities",
        "partnerships", "releases")  # fmt: skip
ANYWHERE = {"access-control-allow-origin": "*"}


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def document(self) -> dict:
        assert self.headers["content-type"] == "application/json"
        return json.loads(self.body)

    @property
    def rows(self) -> list[dict]:
        assert self.headers["content-type"].startswith("text/csv; charset=utf-8")
        return list(files.DictReader(io.StringIO(self.body.decode("utf-8"))))

    @property
    def error(self) -> str:
        return self.document["error"]


def ask(server, path: str, method: str = "GET", **headers: str) -> Answer:
    url = urlsplit(server.url)
    connection = http.client.HTTPConnection(url.netloc, timeout=60)
    try:
        wanted = {name.replace("_", "-"): text for name, text in headers.items()}
        connection.request(method, f"{url.path}/api/v1/{path}", headers=wanted)
        response = connection.getresponse()
        told = {name.lower(): text for name, text in response.headers.items()}
        return Answer(response.status, told, response.read())
    finally:
        connection.close()
