"""The command line: ``python -m progress COMMAND``.

Exit 0: done. 1: the data has errors, or what was asked for does not exist. 2: wrong usage.
Errors are one line each on standard error; with ``--json`` standard output holds one document.
"""

import argparse
import json
import os
import sys
from datetime import date
from pathlib import Path

import duckdb

from progress.assessment import changes
from progress.assessment.filters import today
from progress.assessment.verdicts import status
from progress.cli import backup, copy_store, filter_options, keys, remote, template
from progress.cli import export as export_command
from progress.cli import report as report_command
from progress.errors import DataError, PlanErrors, ProgressError, StoreBusy
from progress.intake import seed, update
from progress.intake.read import read_file
from progress.publishing.provenance import File, Provenance
from progress.publishing.publish import revert
from progress.store import integrity, releases
from progress.store.location import address, exists, shown
from progress.store.store import open_for_reading, open_scratch_copy, open_store
from progress.store.tables import first_line
from progress.wording import documents


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return options.run(options) or 0
    except PlanErrors as error:
        for problem in error.problems:
            print(_line(problem.as_json()), file=sys.stderr)
        if options.json:
            _print_json({"errors": [problem.as_json() for problem in error.problems]})
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (ProgressError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
    except duckdb.Error as error:  # a damaged file, a full disk
        print(f"error: {shown(options.store)}: {first_line(error)}", file=sys.stderr)
    return 1


def _init(options) -> None:
    place = shown(options.store)
    if exists(options.store):
        if options.plan:
            raise DataError(f"there is a store at {place} already; move it away first")
        _say(options, f"there is a store at {place} already", {"store": place, "built": False})
        return
    seed.build(options.store, options.plan, options.demo).close()
    _say(options, f"built the store at {place}", {"store": place, "built": True})


def _status(options) -> None:
    store = open_for_reading(options.store)
    chosen = filter_options.chosen(store, options)
    indicators = documents.indicators_by_code(store, chosen.as_known_on)
    document = documents.status_document(status(store, chosen), indicators)
    if options.json:
        _print_json(document)
        return
    for verdict in document["verdicts"]:
        place = "" if verdict["region"] == "World" else f" {verdict['region']}"
        print(f"{verdict['indicator']}{place} {verdict['horizon']}  {verdict['sentence']}")
    for goal in document["goals"]:
        print(f"goal {goal['goal']} {goal['horizon']}  {goal['headline']}")


def _releases(options) -> None:
    found = releases.history(open_for_reading(options.store))
    if options.json:
        _print_json({"releases": [releases.document(release) for release in found]})
        return
    for release in found:
        state = "in force" if release["in_force"] else "not in force"
        undone = (
            f"reverts {release['reverts']}" if release["reverts"] else f"{release['rows']} rows"
        )
        dated = " (back-dated)" if release["back_dated"] else ""
        print(
            f"{release['release']}  {release['published_at']}{dated}  {release['by']}  "
            f"{undone}, {state}  {release['note'] or ''}".rstrip()
        )


def _changes(options) -> None:
    store = open_for_reading(options.store)
    found = changes.changes(store, options.since, options.until or today())
    if options.json:
        _print_json({"changes": [dict(change) for change in found]})
        return
    for change in found:
        print(
            f"{change['indicator']} {change['region']} {change['horizon']}  "
            f"{change['before']} -> {change['after']}  ({change['why']})"
        )


def _check(options) -> int:
    document = _try_out(options)["check"]
    errors, warnings = document["errors"], document["warnings"]
    for problem in (*errors, *warnings):
        print(_line(problem), file=sys.stderr)
    said = f"{document['rows']} rows, {len(errors)} errors, {len(warnings)} warnings"
    _say(options, said, document)
    return 1 if errors else 0


def _compare(options) -> None:
    found = _try_out(options, refuse_errors=True)["compare"]
    if options.json:
        _print_json(found)
        return
    print(f"{found['new']} new, {found['changed']} changed, {found['unchanged']} unchanged")
    for change in found["statuses"]:
        print(
            f"{change['indicator']} {change['region']} {change['horizon']}  "
            f"{change['before']} -> {change['after']}"
        )


def _try_out(options, refuse_errors: bool = False) -> dict:
    """The documents of check and compare."""
    try:
        store = open_scratch_copy(options.store)
    except StoreBusy as busy:
        return remote.instead_of(busy).try_out(_files(options), refuse_errors)
    prepared = update.prepare(store, _files(options))
    if refuse_errors and prepared.checked.errors:
        raise PlanErrors(prepared.checked.errors)
    return prepared.as_json()


def _publish(options) -> None:
    try:
        store = open_store(options.store)
    except StoreBusy as busy:
        dashboard, files = remote.instead_of(busy), _files(options)
        release = dashboard.publish(files, options.note, options.on, options.accept_warnings)
    else:
        prepared = update.prepare(store, _files(options))
        provenance = Provenance(options.by, options.note, prepared.files, options.on)
        release = update.publish_update(store, prepared, provenance, options.accept_warnings)
    _say(options, f"published release {release}", {"release": release})


def _revert(options) -> None:
    try:
        store = open_store(options.store)
    except StoreBusy as busy:
        dashboard = remote.instead_of(busy)
        release = dashboard.revert(options.release, options.note, options.on)
    else:
        release = revert(
            store, options.release, Provenance(options.by, options.note, on=options.on)
        )
    _say(options, f"release {release} reverts {options.release}", {"release": release})


def _verify(options) -> int:
    problems = integrity.verify(open_for_reading(options.store))
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    said = "the store is whole" if not problems else f"{len(problems)} problems"
    _say(options, said, {"ok": not problems, "problems": problems})
    return 1 if problems else 0


def _files(options) -> list[File]:
    return [read_file(path) for path in options.files]


def _line(problem: dict) -> str:
    place = [problem["sheet"]]
    if problem["row"] is not None:
        place.append(f"row {problem['row']}")
    if problem["column"]:
        place.append(problem["column"])
    found = "" if problem["value"] is None else f' (found "{problem["value"]}")'
    return f"{', '.join(place)}: {problem['message']}{found} [{problem['code']}]"


def _say(options, text: str, document: dict) -> None:
    if options.json:
        _print_json(document)
    else:
        print(text)


def _print_json(document: dict) -> None:
    json.dump(document, sys.stdout, ensure_ascii=False, allow_nan=False, indent=1)
    print()


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--store", default=address(), help="the store (or PROGRESS_STORE)")
    shared.add_argument("--json", action="store_true", help="one JSON document on standard output")
    parser = argparse.ArgumentParser(prog="python -m progress", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run, purpose: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[shared], help=purpose, description=purpose)
        made.set_defaults(run=run)
        return made

    made = command("init", _init, "build the store")
    which = made.add_mutually_exclusive_group()
    which.add_argument("--plan", type=Path, metavar="DIR", help="the folder of another plan")
    which.add_argument("--demo", action="store_true", help="invented demonstration data")

    made = command("status", _status, "where the plan stands")
    filter_options.add(made)

    command("releases", _releases, "all that was published")

    made = command("changes", _changes, "which statuses changed, and why")
    made.add_argument("--since", type=_day, required=True, metavar="DATE")
    made.add_argument("--until", type=_day, metavar="DATE")

    for name, run, purpose in (
        ("check", _check, "what is wrong with files"),
        ("compare", _compare, "what publishing files would change"),
        ("publish", _publish, "publish files as one release"),
    ):
        made = command(name, run, purpose)
        made.add_argument("files", type=Path, nargs="+", metavar="FILE")
    made.add_argument("--accept-warnings", action="store_true", help="publish in spite of warnings")
    _add_origin(made)

    made = command("revert", _revert, "undo a release")
    made.add_argument("release", type=int)
    _add_origin(made)

    copy_store.add(commands, shared)

    template.add(commands, shared)

    export_command.add(commands, shared)

    report_command.add(commands, shared)

    keys.add(commands, shared)

    command("verify", _verify, "check that the store is whole")

    backup.add(commands, shared)
    return parser


def _add_origin(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--by", required=True, metavar="WHO", help="through a dashboard: the holder of the key"
    )
    parser.add_argument("--note")
    parser.add_argument("--on", type=_day, metavar="DATE", help="back-date the release")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f'"{text}" is not a date, such as 2025-12-31'
        raise argparse.ArgumentTypeError(message) from None


if __name__ == "__main__":
    sys.exit(main())
