"""``key new``, ``key list``, ``key revoke``: on the store, or through its dashboard."""

import argparse
import json

from progress.access import keys
from progress.cli import remote
from progress.errors import StoreBusy
from progress.store.store import open_for_reading, open_store


def add(commands, shared: argparse.ArgumentParser) -> None:
    purpose = "the keys of the Secretariat, one a person"
    group = commands.add_parser("key", help=purpose, description=purpose)
    kinds = group.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run, purpose: str) -> argparse.ArgumentParser:
        made = kinds.add_parser(name, parents=[shared], help=purpose, description=purpose)
        made.set_defaults(run=run)
        return made

    made = command("new", _new, "make a key and show it, this once")
    made.add_argument("--for", dest="name", required=True, metavar="NAME")
    made.add_argument("--replace", action="store_true", help="revoke the key the person has")
    command("list", _list, "who has a key, and who had one")
    made = command("revoke", _revoke, "end a key; who is signed in with it is signed out")
    made.add_argument("name", metavar="NAME")


def _new(options) -> None:
    try:
        store = open_store(options.store)
    except StoreBusy as busy:
        key = remote.instead_of(busy).new_key(options.name, options.replace)
    else:
        key = keys.new(store, options.name, replace=options.replace)
    said = f"the key of {options.name}, shown only this once:\n{key}"
    _say(options, said, {"name": options.name, "key": key})


def _list(options) -> None:
    listed = [key.as_json() for key in keys.listed(open_for_reading(options.store))]
    lines = []
    for key in listed:
        made = f"{key['name']}  made {key['made_at']}"
        made += f" by {key['made_by']}" if key["made_by"] else ""
        ended = f", revoked {key['revoked_at']}" if key["revoked_at"] else ""
        ended += f" by {key['revoked_by']}" if key["revoked_by"] else ""
        lines.append(made + ended)
    _say(options, "\n".join(lines) or "there are no keys", {"keys": listed})


def _revoke(options) -> None:
    try:
        store = open_store(options.store)
    except StoreBusy as busy:
        remote.instead_of(busy).revoke_key(options.name)
    else:
        keys.revoke(store, options.name)
    _say(options, f"revoked the key of {options.name}", {"name": options.name, "revoked": True})


def _say(options, text: str, document: dict) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=1) if options.json else text)
