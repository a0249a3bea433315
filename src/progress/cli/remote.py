"""The dashboard that holds the store, asked over its web API to do what a command wants.

Only with the standard library, so that the commands stay quick.
"""

import json
import os
import secrets
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from datetime import date

from progress.errors import DataError, PlanErrors, Problem, StoreBusy
from progress.publishing.provenance import File
from progress.xlsx.limits import MAXIMUM_BYTES

HERE = ("localhost", "127.0.0.1", "::1")
SECONDS = 300


@dataclass(frozen=True)
class Dashboard:
    """A running dashboard, and the key to it."""

    url: str
    key: str

    def publish(
        self, files: list[File], note: str | None, on: date | None, accept_warnings: bool
    ) -> int:
        fields = {"note": note, "on": on, "accept_warnings": "true" if accept_warnings else None}
        return self._send_files(files, fields)["release"]

    def try_out(self, files: list[File], refuse_errors: bool = False) -> dict:
        """The documents of check and compare; the latter is null where there are errors."""
        document = self._send_files(files, {"dry_run": "true"})
        if refuse_errors and document["check"]["errors"]:
            raise PlanErrors([_problem(problem) for problem in document["check"]["errors"]])
        return document

    def revert(self, release: int, note: str | None, on: date | None) -> int:
        document = {"note": note, "on": on and on.isoformat()}
        return self._send_json("POST", f"releases/{release}/revert", document)["release"]

    def new_key(self, name: str, replace: bool) -> str:
        return self._send_json("POST", "keys", {"name": name, "replace": replace})["key"]

    def revoke_key(self, name: str) -> None:
        self._send_json("DELETE", f"keys/{urllib.parse.quote(name, safe='')}", None)

    def _send_files(self, files: list[File], fields: dict[str, object]) -> dict:
        if sum(len(file.content) for file in files) > MAXIMUM_BYTES:
            raise DataError("keep the files under 10 MB together")
        boundary = secrets.token_hex(16)
        parts = [
            f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items() if value
        ]
        parts += [
            f'name="file"; filename="{_quoted(file.name)}"\r\n'
            f"Content-Type: application/octet-stream\r\n\r\n".encode()
            + file.content
            for file in files
        ]
        opening = f"--{boundary}\r\nContent-Disposition: form-data; ".encode()
        body = b"".join(opening + part + b"\r\n" for part in parts) + f"--{boundary}--\r\n".encode()
        return self._send("POST", "releases", body, f"multipart/form-data; boundary={boundary}")

    def _send_json(self, method: str, path: str, document: dict | None) -> dict:
        body = None if document is None else json.dumps(document).encode()
        return self._send(method, path, body, "application/json")

    def _send(self, method: str, path: str, body: bytes | None, kind: str) -> dict:
        request = urllib.request.Request(  # noqa: S310 (http or https, see `instead_of`)
            f"{self.url}/api/v1/{path}",
            data=body,
            method=method,
            headers={"Authorization": f"Bearer {self.key}", "Content-Type": kind},
        )
        try:
            with _opener(self.url).open(request, timeout=SECONDS) as response:
                return _document(response.read())
        except urllib.error.HTTPError as error:
            raise _refusal(error, self.url) from None
        except OSError as error:
            reason = getattr(error, "reason", error)
            raise DataError(f"the dashboard at {self.url} cannot be reached: {reason}") from None


def instead_of(busy: StoreBusy) -> Dashboard:
    """The dashboard to ask, since it holds the store. Raises StoreBusy where there is no key."""
    key = os.environ.get("PROGRESS_KEY", "").strip()
    url = os.environ.get("PROGRESS_URL", "").strip().rstrip("/") or "http://localhost:8501"
    if not key:
        raise StoreBusy(
            f"{busy}; set PROGRESS_KEY to your key to do this through the dashboard at {url} "
            "(another one: PROGRESS_URL), or stop it first"
        )
    if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
        raise DataError(f"PROGRESS_URL is an address such as http://localhost:8501, not {url}")
    return Dashboard(url, key)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The key goes to the address that was given and to no other."""

    def redirect_request(self, *_arguments: object) -> None:
        return None


def _opener(url: str) -> urllib.request.OpenerDirector:
    here = urllib.parse.urlsplit(url).hostname in HERE
    proxies = [urllib.request.ProxyHandler({})] if here else []
    return urllib.request.build_opener(_NoRedirect, *proxies)


def _refusal(error: urllib.error.HTTPError, url: str) -> Exception:
    try:
        document = _document(error.read())
    except DataError:
        return DataError(f"the dashboard at {url} answers {error.code} {error.reason}")
    problems = document.get("errors") or document.get("warnings")
    if problems:
        return PlanErrors([_problem(problem) for problem in problems])
    return DataError(document.get("error", f"the dashboard at {url} answers {error.code}"))


def _problem(document: dict) -> Problem:
    message = document["message"].replace("{", "{{").replace("}", "}}")
    return Problem(**{**document, "message": message})


def _document(body: bytes) -> dict:
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise DataError("what answers at PROGRESS_URL is not this dashboard")
    return found


def _quoted(name: str) -> str:
    """As browsers write the name of a file into a form."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
