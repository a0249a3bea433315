"""What is done with each kind of input: the same as the program does, and how that ended."""

import json
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

from progress.assessment.filters import ALL_REGIONS, Filters
from progress.assessment.verdicts import status
from progress.errors import DataError, PlanErrors
from progress.intake import seed, update
from progress.language import ENGLISH, Language
from progress.publishing.confirmation import confirmation
from progress.publishing.provenance import File, Provenance
from progress.store import releases
from progress.store.store import Store, open_in_memory
from progress.wording import documents
from progress.workbooks.marked import write_answer
from soak import fuzz_files, fuzz_settings
from tests.support.plans import PLAN, write_folder

YEARS = (1900, 2025, 2100)
FRENCH = Language("fr")


def inputs(kind: str, folder: Path) -> Callable[[random.Random], str]:
    """A function that makes one input from its chance, gives it to the program, and says how it
    ended. It raises what the program should not."""
    made = {
        "workbooks of any cells": fuzz_files.workbook_of_cells,
        "workbooks with bytes changed": fuzz_files.workbook_of_bytes,
        "workbooks with parts changed": fuzz_files.workbook_of_parts,
        "CSV files": fuzz_files.csv_file,
    }
    if kind in made:
        store = open_in_memory()
        seed._publish_plan(store, seed._read_folder(write_folder(folder / "plan", PLAN)), None)
        return partial(_hand_in, store, made[kind])
    if kind == "plan folders":
        return partial(_build, folder / "plan")
    settings = {
        "secrets files": fuzz_settings.try_secrets,
        "claims of a provider": fuzz_settings.try_claims,
        "variables and addresses of stores": fuzz_settings.try_environment,
    }
    return lambda chance: settings[kind](chance, folder)


def _hand_in(store: Store, make: Callable, chance: random.Random) -> str:
    """As an upload: read, check, compare; the answer in both languages; now and then published."""
    file = File(*make(chance))
    prepared = update.prepare(store, [file])
    problems = [*prepared.checked.errors, *prepared.checked.warnings]
    json.dumps(prepared.as_json(), allow_nan=False)
    assert all(problem.sentence() and problem.sentence(FRENCH) for problem in problems)
    if prepared.checked.errors:
        if chance.random() < 0.1:
            assert write_answer(prepared.files, prepared.checked.errors, ENGLISH)
        return "refused"
    if chance.random() < 0.5:
        return "accepted"
    try:
        update.publish_update(store, prepared, Provenance("Fuzz", files=prepared.files), True)
    except DataError as error:
        assert str(error)
        return "refused when published"
    _judge(store)
    return "published"


def _build(folder: Path, chance: random.Random) -> str:
    """As the first start with another plan: all problems at once, or a store that judges."""
    store = open_in_memory()
    try:
        read = seed._read_folder(fuzz_files.write_plan(chance, folder))
        seed._publish_plan(store, read, None)
        _judge(store)
        return "built"
    except PlanErrors as error:
        assert error.problems
        assert all(each.sentence() and each.sentence(FRENCH) for each in error.problems)
        return "refused"
    except DataError as error:
        assert str(error)
        return "refused as a whole"
    finally:
        store.close()


def _judge(store: Store) -> None:
    """Every verdict in words, for early, present and late years; as JSON without what is none."""
    indicators = documents.indicators_by_code(store)
    confirmed = confirmation(store, releases.in_force(store))
    for year in YEARS:
        found = status(store, Filters(year=year, region=ALL_REGIONS))
        for t in (ENGLISH, FRENCH):
            json.dumps(documents.status_document(found, indicators, confirmed, t), allow_nan=False)
