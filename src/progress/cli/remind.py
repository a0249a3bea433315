"""``remind``: letters about reports that are due, and what changed. Made for a timer."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from progress.assessment.changes import changes
from progress.assessment.filters import Filters, today
from progress.assessment.snapshot import take
from progress.cli import output
from progress.cli.store_command import Day, StoreCommand
from progress.language import Language, languages
from progress.server.mail import Sent, mail_server, send
from progress.store.location import local_path
from progress.store.releases import history
from progress.store.store import open_for_reading
from progress.wording.letters import Letter, digest, letters_due

SECRETS = Path(".streamlit/secrets.toml")


@click.command(cls=StoreCommand)
@click.option("--send", "sends", is_flag=True, help="Mail the letters; else nothing is sent.")
@click.option(
    "--digest", "since", type=Day(), metavar="DATE", help="What changed after this day, instead."
)
@click.option(
    "--secrets",
    type=click.Path(path_type=Path),
    default=SECRETS,
    show_default=True,
    help="Where [mail] stands: host, sender, and in [mail.to] the addresses of each objective.",
)
@click.option(
    "--lang",
    type=click.Choice(languages()),
    default=languages()[0],
    show_default=True,
    help="The language of the letters.",
)
def remind_command(
    store: str, as_json: bool, sends: bool, since: date | None, secrets: Path, lang: str
) -> None:
    """Nothing is sent without --send, and no letter twice to the same address."""
    opened, t = open_for_reading(store), Language(lang)
    snapshot = take(opened, Filters())
    if since is None:
        letters: tuple[Letter, ...] = letters_due(t, snapshot)
        what = {letter.about: letter.text for letter in letters}
    else:
        found = changes(opened, since, today())
        letters = (digest(t, snapshot.facts, found, t.date(since)),)
        # The same state of the plan is told once, whatever day it is told from.
        what = {letter.about: f"digest {len(history(opened))}" for letter in letters}
    mailed = _mail(letters, what, secrets, local_path(store)) if sends else []
    if as_json:
        output.document({"letters": [asdict(letter) for letter in letters], "sent": mailed})
        return
    for letter in letters:
        output.line(f"{letter.subject}\n\n{letter.text}\n")
    if sends:
        output.line(f"sent {len(mailed)} letters")


def _mail(
    letters: tuple[Letter, ...], what: dict[str, str], secrets: Path, store: Path
) -> list[dict[str, str]]:
    """Sends what was not sent before; returns to whom, about what."""
    server, sent = mail_server(secrets), Sent(store.with_name(f"{store.stem}.sent.json"))
    mailed = []
    for letter in letters:
        for recipient in server.recipients(letter.about):
            if not sent.has(recipient, what[letter.about]):
                send(server, recipient, letter.subject, letter.text)
                sent.note(recipient, what[letter.about], today().isoformat())
                mailed.append({"to": recipient, "about": letter.about})
    return mailed
