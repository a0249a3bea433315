"""The dashboard that holds the store, asked over its web API to do what a command wants."""

import json
import os
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlsplit

from progress.errors import DataError, PlanErrors, Problem, StoreBusy
from progress.intake.mapping import ColumnMap
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
        self, files: list[File], note: str | None, on: date | None, accept_warnings: bool,
        given: ColumnMap, handed_in_by: str | None = None, seen_at: int | None = None,
        with_all: bool = False,
        confirm_rest: bool = False,
    ) -> int | None:  # fmt: skip
        """The release; None where the files wait for a second person."""
        fields = {
            "handed_in_by": handed_in_by,
            "map": given.as_json(),
            "note": note,
            "on": on.isoformat() if on else None,
            "accept_warnings": "true" if accept_warnings else None,
            "with_all": "true" if with_all else None,
            "confirm_rest": "true" if confirm_rest else None,
            "revision": None if seen_at is None else str(seen_at),
        }
        answer = self._send_files(files, fields)
        return int(answer["release"]) if "release" in answer else None

    def try_out(
        self,
        files: list[File],
        given: ColumnMap,
        refuse_errors: bool = False,
        with_all: bool = False,
        confirm_rest: bool = False,
    ) -> dict[str, Any]:
        """The documents of check and compare; the latter is null where there are errors."""
        fields = {
            "dry_run": "true",
            "map": given.as_json(),
            "with_all": "true" if with_all else None,
            "confirm_rest": "true" if confirm_rest else None,
        }
        document = self._send_files(files, fields)
        if refuse_errors and document["check"]["errors"]:
            raise PlanErrors([_problem(problem) for problem in document["check"]["errors"]])
        return document

    def revert(self, release: int, note: str | None, on: date | None) -> int:
        document = {"note": note, "on": on and on.isoformat()}
        return int(self._send("POST", f"releases/{release}/revert", json=document)["release"])

    def new_key(self, name: str, replace: bool) -> str:
        return str(self._send("POST", "keys", json={"name": name, "replace": replace})["key"])

    def revoke_key(self, name: str) -> None:
        self._send("DELETE", f"keys/{quote(name, safe='')}")

    def _send_files(self, files: list[File], fields: dict[str, str | None]) -> dict[str, Any]:
        if sum(len(file.content) for file in files) > MAXIMUM_BYTES:
            raise DataError("keep the files under 10 MB together")
        given = {name: value for name, value in fields.items() if value}
        texts = [(name, (None, value)) for name, value in given.items()]
        parts = [("file", (file.name, file.content)) for file in files]
        return self._send("POST", "releases", files=[*texts, *parts])

    def _send(self, method: str, path: str, **content: Any) -> dict[str, Any]:
        import httpx2  # only here: most commands ask no dashboard

        try:
            # Redirects are not followed: the key goes to this address and to no other.
            response = httpx2.request(
                method,
                f"{self.url}/api/v1/{path}",
                headers={"Authorization": f"Bearer {self.key}"},
                timeout=SECONDS,
                trust_env=urlsplit(self.url).hostname not in HERE,  # a proxy, for other machines
                **content,
            )
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise DataError(f"the dashboard at {self.url} cannot be reached: {error}") from None
        if response.is_success:
            return _document(response.content)
        raise _refusal(
            response.content,
            f"the dashboard at {self.url} answers {response.status_code} {response.reason_phrase}",
        )


def instead_of(busy: StoreBusy) -> Dashboard:
    """The dashboard to ask, since it holds the store. Raises StoreBusy where there is no key."""
    key = os.environ.get("PROGRESS_KEY", "").strip()
    url = os.environ.get("PROGRESS_URL", "").strip().rstrip("/") or "http://localhost:8501"
    if not key:
        raise StoreBusy(
            f"{busy}; set PROGRESS_KEY to your key to do this through the dashboard at {url} "
            "(another one: PROGRESS_URL), or stop it first"
        )
    if urlsplit(url).scheme not in ("http", "https"):
        raise DataError(f"PROGRESS_URL is an address such as http://localhost:8501, not {url}")
    if not key.isascii() or not key.isprintable():
        raise DataError("PROGRESS_KEY is not a key: it begins with p4k_")
    return Dashboard(url, key)


def _refusal(body: bytes, answered: str) -> Exception:
    try:
        document = _document(body)
    except DataError:
        return DataError(answered)
    problems = document.get("errors") or document.get("warnings")
    if problems:
        return PlanErrors([_problem(problem) for problem in problems])
    return DataError(document.get("error", answered))


def _problem(document: dict[str, Any]) -> Problem:
    message = document["message"].replace("{", "{{").replace("}", "}}")
    return Problem(**{**document, "message": message})


def _document(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise DataError("what answers at PROGRESS_URL is not this dashboard")
    return found
