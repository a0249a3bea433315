"""Letters about reports that are due, to a real mail server."""

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from tests.support.commands import document, refused, run
from tests.support.plans import build, report
from tests.support.server import free_port


class Inbox(Message):
    def __init__(self):
        super().__init__()
        self.letters = []

    def handle_message(self, message):
        self.letters.append(message)


@pytest.fixture
def inbox():
    handler = Inbox()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.port = controller.port
    yield handler
    controller.stop()


@pytest.fixture
def store(tmp_path):
    made = build(tmp_path)
    made.close()
    return made.path


@pytest.fixture
def secrets(tmp_path, inbox):
    path = tmp_path / "secrets.toml"
    path.write_text(
        f"""
        [mail]
        host = "127.0.0.1"
        port = {inbox.port}
        security = "none"
        sender = "Secretariat <secretariat@example.org>"
        [mail.to]
        A1 = "lead@example.org"
        all = ["amina@example.org"]
        """
    )
    return path


def test_nothing_is_sent_without_being_told_to(store, secrets, inbox):
    found = document("remind", "--secrets", secrets, store=store)
    assert {letter["about"] for letter in found["letters"]} >= {"A1", "B1"}
    assert found["sent"] == inbox.letters == []
    assert "A1.1 Countries: never reported" in run("remind", store=store).stdout


def test_each_letter_is_sent_once(store, secrets, inbox):
    send = ("remind", "--send", "--secrets", secrets)
    found = document(*send, store=store)
    about = [(one["to"], one["about"]) for one in found["sent"]]
    assert ("lead@example.org", "A1") in about
    assert ("amina@example.org", "B1") in about
    assert ("lead@example.org", "B1") not in about
    assert sorted(str(one["To"]) for one in inbox.letters) == sorted(to for to, _ in about)
    assert "Countries" in inbox.letters[0].get_payload(decode=True).decode()
    assert document(*send, store=store)["sent"] == []
    assert len(inbox.letters) == len(about)


def test_what_changed_is_told_once(tmp_path, secrets, inbox):
    made = build(tmp_path)
    report(made, "indicator,year,value\nA1.1,2022,45\nA1.1,2023,50")
    made.close()
    send = ("remind", "--send", "--digest", "2020-01-01", "--secrets", secrets, "--lang", "fr")
    found = document(*send, store=made.path)
    assert [one["to"] for one in found["sent"]] == ["amina@example.org"]
    assert "A1.1" in found["letters"][0]["text"]
    assert document(*send, store=made.path)["sent"] == []
    assert len(inbox.letters) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "no section"), ("[mail]\nhost='x'", "host and sender"),
     ("[mail]\nhost='x'\nsender='nobody'", "no e-mail address"),
     ("[mail]\nhost='x'\nsender='a@b.c'\nsecurity='some'", "security"), ("[", "cannot be read")],
)  # fmt: skip
def test_settings_that_cannot_be_meant(store, tmp_path, text, said):
    path = tmp_path / "wrong.toml"
    path.write_text(text)
    assert said in refused("remind", "--send", "--secrets", path, store=store)


def test_a_server_that_is_away_is_told(store, secrets, inbox):
    text = secrets.read_text().replace(str(inbox.port), str(free_port()))
    secrets.write_text(text)
    assert "did not take the letter" in refused(
        "remind", "--send", "--secrets", secrets, store=store
    )
