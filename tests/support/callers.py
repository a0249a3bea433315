"""Somebody who talks to the web API of a running dashboard, or runs commands beside it."""

import http.client
import itertools
import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from progress.access import keys
from progress.store.releases import history
from progress.store.store import open_for_reading
from tests.support.commands import run
from tests.support.plans import build
from tests.support.server import Server

HEADER = "indicator,year,value\n"
VALUES = f"{HEADER}A1.1,2025,60\n"
OWN = itertools.count(1900)


@dataclass
class Answer:
    status: int
    document: dict
    headers: dict


@dataclass
class Caller:
    """Somebody with a key, or without one."""

    server: Server
    key: str | None

    def send(self, method: str, path: str, body=None, kind: str | None = None) -> Answer:
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        headers |= {"Content-Type": kind} if kind else {}
        url = urlsplit(self.server.url)
        connection = http.client.HTTPConnection(url.netloc, timeout=60)
        try:
            connection.request(method, f"{url.path}/api/v1/{path}", body, headers)
            response = connection.getresponse()
            return Answer(response.status, json.loads(response.read()), dict(response.headers))
        finally:
            connection.close()

    def post(self, path: str, document: dict | None = None) -> Answer:
        return self.send("POST", path, json.dumps(document or {}), "application/json")

    def publish_workbook(self, content: bytes, name: str, **fields: str) -> Answer:
        body, kind = form(fields, [(name, content)])
        return self.send("POST", "releases", body, kind)

    def publish(self, *texts: str, name: str = "values.csv", path="releases", **fields) -> Answer:
        body, kind = form(fields, [(name, text.encode()) for text in texts])
        return self.send("POST", path, body, kind)


def form(fields: dict[str, str], files: list[tuple[str, bytes]]) -> tuple[bytes, str]:
    """A form as a browser sends it."""
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    parts += [
        f'name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'.encode() + content
        for name, content in files
    ]
    start = b"--limit\r\nContent-Disposition: form-data; "
    body = b"".join(start + part + b"\r\n" for part in parts) + b"--limit--\r\n"
    return body, "multipart/form-data; boundary=limit"


def unseen() -> str:
    """Values that no test has published yet."""
    return f"{HEADER}B1.1,{next(OWN)},1\n"


def with_key(name: str, folder: Path, server: Callable[..., Server], **environment: str) -> Caller:
    """The holder of a key, at a dashboard of the small plan that the tests of a file share."""
    store = build(folder)
    key = keys.new(store, name)
    store.close()
    return Caller(server(store=store.path, PROGRESS_DEMO="off", **environment), key)


def command(caller: Caller, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """The command line beside the running dashboard."""
    where = {"PROGRESS_STORE": str(caller.server.store), "PROGRESS_URL": caller.server.url}
    key = {"PROGRESS_KEY": caller.key} if caller.key else {}
    return run(*arguments, **where | key | environment)


def releases(caller: Caller) -> list[dict]:
    """What the commands see, which read the copy beside the store."""
    store = open_for_reading(caller.server.store)
    try:
        return [release.as_dict() for release in history(store)]
    finally:
        store.close()
