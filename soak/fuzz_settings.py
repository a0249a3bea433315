"""What a deployment may have written into its settings, and what a provider may say of somebody."""

import os
import random
from pathlib import Path

import streamlit as st
from streamlit import config
from streamlit.runtime.secrets import Secrets

from progress.errors import DataError
from progress.server import settings
from progress.store import postgres
from progress.ui import sign_in
from soak.fuzz_files import word

VALUES = (
    '""', '"x"', "5", "true", "[]", '["amina@example.org"]', "[1, 2]", "{}", '{a = "b"}', "1.5",
    '"amina@example.org"', '["Amina <amina@example.org>", ""]', "2025-01-01", "[[]]", '"@"', "'''",
    '["paul@example.org", 7]', "inf", '"' + "x" * 40 + '"', "=", '"\\u0000"', "[", "nan",
)  # fmt: skip
NAMES = (
    "auth", "roles", "secretariat", "client_id", "client_secret", "server_metadata_url",
    "redirect_uri", "cookie_secret", "google", "client_kwargs", "member", "x", "auth.google",
)  # fmt: skip
CLAIMS = (
    None, "", "amina@example.org", "AMINA@EXAMPLE.ORG", "paul@example.org", 5, True, False, [], {},
    ["amina@example.org"], "amina@example.org\n", "Amina <amina@example.org>", "true", "false", 0,
    "amina@example.org,paul@example.org", "\x00", "amina@exa\u212aple.org", "x" * 10_000, "@", 1.5,
)  # fmt: skip
SECRETS = '[roles]\nsecretariat = ["Amina <amina@example.org>"]\n'


def try_secrets(chance: random.Random, folder: Path) -> str:
    """Settings are either refused in a sentence or can be used."""
    lines = []
    for _ in range(chance.randrange(8)):
        if chance.random() < 0.4:
            lines.append(f"[{chance.choice(NAMES)}]")
        else:
            lines.append(f"{chance.choice(NAMES)} = {chance.choice(VALUES)}")
    path = folder / "secrets.toml"
    path.write_bytes("\n".join(lines).encode() + (b"\xff" if chance.random() < 0.02 else b""))
    try:
        settings.check_secrets(path)
    except DataError as error:
        assert str(error).startswith(str(path)), error
        return "refused"
    _use(path)
    sign_in.logs_in()
    sign_in._role_of("amina@example.org")
    return "accepted"


def try_claims(chance: random.Random, folder: Path) -> str:
    """Only the very address that is listed has the role, whatever else a provider says."""
    path = folder / "secrets.toml"
    if not path.exists() or path.read_text("utf-8", "replace") != SECRETS:
        path.write_text(SECRETS)
    _use(path)
    names = ("email", "email_verified", "name", "is_logged_in", "sub", "roles", "role", "hd")
    claims = {name: chance.choice(CLAIMS) for name in names if chance.random() < 0.8}
    before = st.user
    st.user = claims
    try:
        email = sign_in._email()
        role = sign_in._role_of(email)[1] if email else None
    finally:
        st.user = before
    given = claims.get("email")
    is_amina = isinstance(given, str) and given.lower() == "amina@example.org"
    verified = claims.get("email_verified")
    vouched = verified is None or verified is True or verified == "true" or verified == 1
    assert (role == "secretariat") <= (is_amina and bool(vouched)), claims
    return str(role)


def try_environment(chance: random.Random, folder: Path) -> str:
    """The variables with an address in them."""
    text = " ".join(chance.choice(("https://example.org", "http://*.a.b:80", word(chance)))
                    for _ in range(chance.randrange(4)))  # fmt: skip
    os.environ["PROGRESS_EMBED_ORIGINS"] = text.replace("\x00", "")
    said = "accepted"
    try:
        for origin in settings.embedders():
            assert not set(origin) & set("; '\"\n\r,"), origin
    except DataError:
        said = "refused"
    finally:
        del os.environ["PROGRESS_EMBED_ORIGINS"]
    try:
        url = chance.choice(("postgres:", "postgres://", "postgresql://a:secret@", "postgres:///"))
        parsed = postgres.parse(url + word(chance) + chance.choice(("", "?x=", "/b?c=d")))
        assert "secret" not in f"{parsed!r}{parsed.shown}"
    except DataError as error:
        assert "secret" not in str(error)
    return said


def _use(path: Path) -> None:
    """Lets Streamlit read these settings, as at a start."""
    config.set_option("secrets.files", [str(path)])
    st.secrets = Secrets()
    st.secrets._file_watchers_installed = True  # else each looks for changes for ever
