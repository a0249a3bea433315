"""``key new``, ``key list``, ``key revoke``: on the store, or through its dashboard."""

from typing import Any

import click

from progress.access import keys
from progress.cli import output, remote
from progress.cli.store_command import OneLine, StoreCommand
from progress.errors import StoreBusy
from progress.store.store import open_for_reading, open_store


@click.group()
def key_command() -> None:
    """While a dashboard serves the store, it does this with PROGRESS_KEY."""


@key_command.command(cls=StoreCommand)
@click.option(
    "--for", "name", type=OneLine(), required=True, metavar="NAME", help="Whose key it is."
)
@click.option("--replace", is_flag=True, help="Revoke the key that the person has.")
def new_command(store: str, as_json: bool, name: str, replace: bool) -> None:
    """Make a key and show it, this once."""
    try:
        opened = open_store(store)
    except StoreBusy as busy:
        key = remote.instead_of(busy).new_key(name, replace)
    else:
        key = keys.new(opened, name, replace=replace)
    if as_json:
        output.document({"name": name, "key": key})
        return
    output.line(f"the key of {name}, shown only this once:")
    output.line(key)


@key_command.command(cls=StoreCommand)
def list_command(store: str, as_json: bool) -> None:
    """Who has a key, and who had one."""
    listed = [key.as_json() for key in keys.listed(open_for_reading(store))]
    if as_json:
        output.document({"keys": listed})
        return
    for key in listed:
        output.line(_key_line(key))
    if not listed:
        output.line("there are no keys")


@key_command.command(cls=StoreCommand)
@click.argument("name", metavar="NAME")
def revoke_command(store: str, as_json: bool, name: str) -> None:
    """End a key; who is signed in with it is signed out."""
    try:
        opened = open_store(store)
    except StoreBusy as busy:
        remote.instead_of(busy).revoke_key(name)
    else:
        keys.revoke(opened, name)
    output.say(as_json, f"revoked the key of {name}", {"name": name, "revoked": True})


def _key_line(key: dict[str, Any]) -> str:
    made = f"{key['name']}  made {key['made_at']}"
    made += f" by {key['made_by']}" if key["made_by"] else ""
    ended = f", revoked {key['revoked_at']}" if key["revoked_at"] else ""
    ended += f" by {key['revoked_by']}" if key["revoked_by"] else ""
    return made + ended
