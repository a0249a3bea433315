"""Whether a deployment's own settings can be meant. Asked at the start: a mistake in them is told
to whoever starts the dashboard, in one sentence, and not met by the first visitor.

No sentence repeats a secret.
"""

import contextlib
import os
import sys
import tomllib
from collections.abc import Iterable, Iterator
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import duckdb

from progress.errors import DataError, ProgressError
from progress.intake import approval
from progress.server import headers
from progress.store.tables import first_line

SHORTEST_COOKIE_SECRET = 32
PROVIDER = ("client_id", "client_secret", "server_metadata_url")


@contextlib.contextmanager
def told_at_the_start() -> Iterator[None]:
    """What keeps the dashboard from starting becomes one line, and the end of the process."""
    try:
        yield
    except (ProgressError, OSError) as error:
        _give_up(str(error))
    except duckdb.Error as error:
        _give_up(first_line(error))


def check(secrets_files: Iterable[str]) -> None:
    """Raises DataError with the first setting that cannot be meant."""
    embedders()
    approval.is_required()
    for name in secrets_files:
        if Path(name).is_file():
            check_secrets(Path(name))


def embedders() -> list[str]:
    """The outside sites that may show the dashboard in a frame."""
    try:
        return headers.embed_origins()
    except ValueError as error:
        raise DataError(str(error)) from None


def check_secrets(path: Path) -> None:
    """Raises DataError where secrets.toml is not TOML, or [auth] and [roles] cannot be read."""
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (ValueError, OSError) as error:
        raise DataError(f"{path} cannot be read: {error}") from None
    if any("\0" in text for text in found.values() if isinstance(text, str)):
        raise DataError(f"{path} holds a text with a null byte")
    for name, check_section in (("auth", _check_auth), ("roles", _check_roles)):
        section = found.get(name, {})
        if not isinstance(section, dict):
            raise DataError(f"{path}: [{name}] is a section, not a value")
        if fault := section and check_section(section):
            raise DataError(f"{path}: {fault}")


def _check_auth(auth: dict[str, Any]) -> str | None:
    for name in ("redirect_uri", "cookie_secret"):
        if not isinstance(auth.get(name), str) or not auth[name].strip():
            return f"[auth] needs {name}, a text"
    # Whoever guesses it can sign in as anybody.
    if len(auth["cookie_secret"]) < SHORTEST_COOKIE_SECRET:
        return f"the cookie_secret of [auth] needs {SHORTEST_COOKIE_SECRET} random characters"
    providers = {name: each for name, each in auth.items() if isinstance(each, dict)}
    providers.pop("client_kwargs", None)
    if "client_id" in auth or not providers:
        providers["auth"] = auth
    for name, provider in providers.items():
        for wanted in PROVIDER:
            if not isinstance(provider.get(wanted), str) or not provider[wanted].strip():
                place = "[auth]" if provider is auth else f"[auth.{name}]"
                return f"{place} needs {wanted}, a text"
    return None


def _check_roles(roles: dict[str, Any]) -> str | None:
    for role, listed in roles.items():
        entries = [listed] if isinstance(listed, str) else listed
        if not isinstance(entries, list) or not all(isinstance(each, str) for each in entries):
            return f'{role} of [roles] is a list of e-mail addresses, such as ["amina@example.org"]'
        for entry in entries:
            if "@" not in parseaddr(entry)[1]:
                return f"{role} of [roles] lists something that is no e-mail address"
    return None


def _give_up(reason: str) -> None:
    print(f"error: the dashboard cannot start: {reason}", file=sys.stderr, flush=True)
    # Not sys.exit: the server would print its own traceback below the sentence.
    os._exit(1)
