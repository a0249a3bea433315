"""Mail by the organisation's own SMTP server, and the memory of what was sent.

Server and addresses stand in ``[mail]`` of the secrets file, never in the store. What was sent is
kept beside the store as hashes, so that nothing goes to the same address twice.
"""

import hashlib
import json
import os
import smtplib
import ssl
import tomllib
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from pathlib import Path
from typing import Any

from progress.errors import DataError

SECURITY = ("starttls", "tls", "none")
SECONDS = 30


@dataclass(frozen=True)
class MailServer:
    """``to``: objective, or ``all`` -> addresses."""

    host: str
    sender: str
    to: dict[str, list[str]] = field(default_factory=dict)
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)

    def recipients(self, about: str) -> list[str]:
        """Who is written to about an objective: those named for it, and those for all."""
        return list(dict.fromkeys([*self.to.get(about, ()), *self.to.get("all", ())]))


def mail_server(secrets: Path) -> MailServer:
    """``[mail]`` and ``[mail.to]`` of a secrets file. Raises DataError."""
    try:
        found = tomllib.loads(secrets.read_text("utf-8")).get("mail")
    except (OSError, ValueError) as error:
        raise DataError(f"{secrets} cannot be read: {error}") from None
    if not isinstance(found, dict):
        raise DataError(f"{secrets} has no section [mail] with host, sender and [mail.to]")
    server = _read(found, secrets)
    addresses = [server.sender, *(one for listed in server.to.values() for one in listed)]
    if wrong := [one for one in addresses if "@" not in parseaddr(one)[1] or "\n" in one]:
        raise DataError(f"{secrets}: {wrong[0]} is no e-mail address")
    return server


def _read(found: dict[str, Any], secrets: Path) -> MailServer:
    given = {name: found[name] for name in MailServer.__dataclass_fields__ if name in found}
    to = given.get("to", {})
    listed = {name: [one] if isinstance(one, str) else one for name, one in dict(to).items()}
    try:
        server = MailServer(**{**given, "to": listed})
    except TypeError:
        raise DataError(f"{secrets}: [mail] needs host and sender") from None
    if server.security not in SECURITY:
        raise DataError(f"{secrets}: security of [mail] is one of: {', '.join(SECURITY)}")
    return server


def send(server: MailServer, recipient: str, subject: str, text: str) -> None:
    """Raises DataError where the server does not take it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = server.sender, recipient, subject
    message["Date"], message["Message-ID"] = formatdate(localtime=False), make_msgid()
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    context = ssl.create_default_context()
    try:
        if server.security == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=SECONDS, context=context
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
        with connection:
            if server.security == "starttls":
                connection.starttls(context=context)
            if server.user:
                connection.login(server.user, server.password)
            connection.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise DataError(f"the mail server {server.host} did not take the letter: {error}") from None


class Sent:
    """What was sent, one hash a letter and address."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._sent: dict[str, str] = json.loads(path.read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            self._sent = {}

    def has(self, recipient: str, what: str) -> bool:
        return _digest(recipient, what) in self._sent

    def note(self, recipient: str, what: str, day: str) -> None:
        """Written at once: what follows may fail."""
        self._sent[_digest(recipient, what)] = day
        fresh = self._path.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(self._sent), encoding="utf-8")
        fresh.replace(self._path)


def _digest(recipient: str, what: str) -> str:
    return hashlib.sha256(f"{recipient}\n{what}".encode()).hexdigest()
