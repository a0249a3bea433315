"""Settings that cannot be meant, and stores that cannot be served: one sentence at the start."""

import secrets
import subprocess
import sys

import pytest

from progress.errors import DataError
from progress.server import settings
from progress.store.writing import transaction
from progress.ui import sign_in
from tests.support.commands import environment_of
from tests.support.paths import ROOT
from tests.support.plans import build

SECRET = secrets.token_hex(32)
AUTH = f"""
[auth]
redirect_uri = "https://example.org/oauth2callback"
cookie_secret = "{SECRET}"
"""
PROVIDER = """
client_id = "a"
client_secret = "b"
server_metadata_url = "https://example.org/.well-known/openid-configuration"
"""
ROLES = '[roles]\nsecretariat = ["Amina <amina@example.org>", "awa@example.org"]\n'


@pytest.mark.parametrize(
    "text",
    ["", ROLES, AUTH + PROVIDER, f"{AUTH}[auth.google]{PROVIDER}{ROLES}", "[other]\nx = 5",
     '[roles]\nsecretariat = "amina@example.org"', f"{AUTH}{PROVIDER}[auth.client_kwargs]\nx = 1"],
)  # fmt: skip
def test_settings_that_can_be_meant(tmp_path, text):
    path = tmp_path / "secrets.toml"
    path.write_text(text)
    settings.check([str(path), str(tmp_path / "not there.toml")])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = ", "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        ('x = "\\u0000"', "null byte"),
        ('auth = "x"', r"\[auth\] is a section"),
        ("roles = 5", r"\[roles\] is a section"),
        ('[auth]\ncookie_secret = "x"', "needs redirect_uri"),
        ('[auth]\nredirect_uri = "x"', "needs cookie_secret"),
        ('[auth]\nredirect_uri = "x"\ncookie_secret = "short"', "32 random characters"),
        (AUTH, r"\[auth\] needs client_id"),
        (AUTH + 'client_id = "a"', r"\[auth\] needs client_secret"),
        (f'{AUTH}[auth.google]\nclient_id = "a"', r"\[auth.google\] needs client_secret"),
        ("[roles]\nsecretariat = 5", "is a list of e-mail addresses"),
        ('[roles]\nsecretariat = ["a@example.org", 5]', "is a list of e-mail addresses"),
        ('[roles]\nsecretariat = ["Amina"]', "no e-mail address"),
    ],
)
def test_settings_that_cannot(tmp_path, text, told):
    path = tmp_path / "secrets.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DataError, match=told) as refused:
        settings.check([str(path)])
    assert SECRET not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_letters_that_only_look_like_those_of_an_address_are_others():
    assert sign_in._is_same("Amina@Example.org", "amina@example.ORG")
    for other in ("amina@example.or\u0262", "am\u0131na@example.org", "amina@\u212aample.org"):
        assert not sign_in._is_same("amina@example.org", other)
    assert not sign_in._is_same("amina@kample.org", "amina@\u212aample.org")
    assert sign_in._is_same("zoë@example.org", "zoë@example.org")


def start(store: object) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "0"],
        cwd=ROOT, env=environment_of(store),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def test_dashboard_that_cannot_start_says_why_and_touches_nothing(server, tmp_path):
    """No store, one that another dashboard serves, a damaged one, and one from a newer version."""
    newer = build(tmp_path)
    with transaction(newer) as writing:
        writing.execute("update store.meta set content = '99' where name = 'schema'")
    newer.close()
    damaged = tmp_path / "damaged.duckdb"
    damaged.write_bytes(newer.path.read_bytes()[:50_000])
    served = server().store
    cases = {
        tmp_path / "none.duckdb": "there is no store at",
        served: "in use by another program",
        damaged: "cannot be opened as a store",
        newer.path: "written by a newer version",
    }
    before = {path: path.stat() for path in cases if path.exists()}
    all_of_them = {path: start(path) for path in cases}
    for path, words in cases.items():
        starting = all_of_them[path]
        said, _ = starting.communicate(timeout=120)
        assert starting.returncode == 1
        (line,) = said.strip().splitlines()
        assert line.startswith("error: the dashboard cannot start: ")
        assert words in line
    after = {path: path.stat() for path in cases if path.exists()}
    assert {path: (one.st_size, one.st_mtime_ns) for path, one in after.items()} == {
        path: (one.st_size, one.st_mtime_ns) for path, one in before.items()
    }
