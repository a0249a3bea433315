"""``status``, ``changes`` and ``releases``: what the store says."""

from datetime import date
from typing import Any

import click

from progress.assessment import verdicts
from progress.assessment.changes import changes
from progress.assessment.fact_changes import fact_changes
from progress.assessment.filters import today
from progress.cli import output
from progress.cli.filter_options import chosen, with_filters
from progress.cli.store_command import Day, StoreCommand
from progress.publishing.confirmation import confirmation
from progress.store import releases
from progress.store.releases import Release
from progress.store.store import open_for_reading
from progress.wording import documents


@click.command(cls=StoreCommand)
@with_filters
def status_command(store: str, as_json: bool, asked: dict[str, Any]) -> None:
    opened = open_for_reading(store)
    wanted = chosen(opened, asked)
    indicators = documents.indicators_by_code(opened, wanted.as_known_on)
    confirmed = confirmation(opened, releases.in_force(opened, wanted.as_known_on))
    document = documents.status_document(verdicts.status(opened, wanted), indicators, confirmed)
    if as_json:
        output.document(document)
        return
    for verdict in document["verdicts"]:
        place = "" if verdict["region"] == "World" else f" {verdict['region']}"
        output.line(f"{verdict['indicator']}{place} {verdict['horizon']}  {verdict['sentence']}")
    for goal in document["goals"]:
        output.line(f"goal {goal['goal']} {goal['horizon']}  {goal['headline']}")


@click.command(cls=StoreCommand)
@click.option("--since", type=Day(), required=True, metavar="DATE", help="After this day.")
@click.option(
    "--until", type=Day(), metavar="DATE", help="Up to this day; without it, until today."
)
def changes_command(store: str, as_json: bool, since: date, until: date | None) -> None:
    opened, last = open_for_reading(store), until or today()
    found, facts = changes(opened, since, last), fact_changes(opened, since, last)
    if as_json:
        output.document(documents.changes_document(found, facts))
        return
    for change in found:
        output.line(
            f"{change.indicator} {change.region} {change.horizon}  "
            f"{change.before} -> {change.after}  ({change.why})"
        )
    for fact in facts:
        key = " ".join(map(str, fact.key.values()))
        output.line(
            f"{fact.table} {key} {fact.column}  {fact.before} -> {fact.after}  "
            f"(release {fact.release}, {fact.published_at[:10]}, {fact.by})"
        )


@click.command(cls=StoreCommand)
def releases_command(store: str, as_json: bool) -> None:
    found = releases.history(open_for_reading(store))
    if as_json:
        output.document({"releases": [releases.document(release) for release in found]})
        return
    for release in found:
        output.line(_release_line(release))


def _release_line(release: Release) -> str:
    state = "in force" if release.in_force else "not in force"
    done = f"reverts {release.reverts}" if release.reverts else f"{release.rows} rows"
    dated = " (back-dated)" if release.back_dated else ""
    return (
        f"{release.release}  {release.published_at}{dated}  {release.by}  "
        f"{done}, {state}  {release.note or ''}".rstrip()
    )
