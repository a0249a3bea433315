"""From a document to the bytes and headers of an answer, as JSON or CSV."""

import json
from collections.abc import Callable

from progress.api import csv_rows
from progress.api.addresses import OPEN
from progress.api.answer_cache import Finished, finished, state
from progress.api.answers import Document
from progress.api.errors import ApiError
from progress.api.parameters import DEMONSTRATION, Given
from progress.server import cache


def finish_document(make: Callable[[], Document]) -> Finished:
    """A document of the plan as it is now."""
    made_of = state(demo=False)
    return finished(made_of, _json(make()), {"Content-Type": "application/json"})


def finish_rows(
    name: str, given: Given, make: Callable[[Given], Document], as_csv: bool
) -> Finished:
    """The lists of an open address; of CSV one, the first unless another is asked for."""
    if given.demo and not cache.offers_demonstration():
        raise ApiError(404, "this dashboard has no demonstration data")
    # Read before the work: a release meanwhile makes this answer an old one.
    made_of = state(given.demo)
    document = make(given)
    t = given.language
    # What stands in front of invented data, in JSON and in each row of CSV.
    in_front = {"data": t("Demonstration data")} if given.demo else {}
    if as_csv:
        tables = csv_rows.lists(OPEN[name].answer)
        first = next(iter(tables))
        table = given.list_name or first
        content = csv_rows.write(tables[table], document[table], in_front)
        file_name = _file_name(name, table if table != first else None, given.demo)
        headers = {
            "Content-Type": "text/csv; charset=utf-8; header=present",
            "Content-Disposition": f'inline; filename="{file_name}"',
        }
    else:
        content = _json(in_front | document)
        headers = {"Content-Type": "application/json"}
    if document.get("next"):
        headers["Link"] = f'<{document["next"]}>; rel="next"'
    return finished(made_of, content, headers)


def _json(document: Document) -> bytes:
    return json.dumps(document, ensure_ascii=False, allow_nan=False).encode()


def _file_name(name: str, table: str | None, demo: bool) -> str:
    parts = [name, table and table.replace("_", "-"), DEMONSTRATION if demo else None]
    return "-".join(filter(None, parts)) + ".csv"
