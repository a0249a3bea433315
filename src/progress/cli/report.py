"""``report OUT.pdf``: the board report."""

import argparse
import json
import os
from datetime import date
from pathlib import Path

from progress.cli import filter_options
from progress.language import Language, languages
from progress.report.pdf import report_pdf
from progress.store.store import open_for_reading


def add(commands, shared: argparse.ArgumentParser) -> None:
    purpose = "the board report"
    made = commands.add_parser("report", parents=[shared], help=purpose, description=purpose)
    made.add_argument("out", type=_pdf, metavar="OUT.pdf")
    made.add_argument("--lang", choices=languages(), default=languages()[0])
    made.add_argument(
        "--since",
        type=_day,
        metavar="DATE",
        help="tell what changed after this day; without it, what the last update changed",
    )
    filter_options.add(made)
    made.set_defaults(run=_report)


def _report(options) -> None:
    store = open_for_reading(options.store)
    chosen = filter_options.chosen(store, options)
    _write(options.out, report_pdf(store, chosen, Language(options.lang), options.since))
    if options.json:
        print(json.dumps({"report": str(options.out)}, ensure_ascii=False))
    else:
        print(f"wrote {options.out}")


def _write(path: Path, content: bytes) -> None:
    """The whole file or nothing: whoever opens it meanwhile sees the one before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _pdf(text: str) -> Path:
    if not text.lower().endswith(".pdf"):
        raise argparse.ArgumentTypeError(f'"{text}" does not end with .pdf')
    return Path(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f'"{text}" is not a date, such as 2025-12-31'
        raise argparse.ArgumentTypeError(message) from None
