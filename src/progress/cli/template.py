"""``template OUT.xlsx``: the workbook to fill in."""

import argparse
import json
from pathlib import Path

from progress.store.store import open_for_reading
from progress.vocabulary.names import LANGUAGES
from progress.workbooks.template import write_template


def add(commands, shared: argparse.ArgumentParser) -> None:
    purpose = "the workbook to fill in"
    made = commands.add_parser("template", parents=[shared], help=purpose, description=purpose)
    made.add_argument("out", type=_xlsx, metavar="OUT.xlsx")
    made.add_argument("--plan", action="store_true", help="the plan itself, to be completed")
    made.add_argument("--objective", metavar="CODE", help="one objective only")
    made.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    made.set_defaults(run=_template)


def _template(options) -> None:
    store = open_for_reading(options.store)
    content = write_template(store, options.lang, options.plan, options.objective)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(content)
    if options.json:
        print(json.dumps({"file": str(options.out)}, ensure_ascii=False))
    else:
        print(f"wrote {options.out}")


def _xlsx(text: str) -> Path:
    if not text.lower().endswith(".xlsx"):
        raise argparse.ArgumentTypeError(f'"{text}" does not end with .xlsx')
    return Path(text)
