"""A process that publishes and undoes for ever and says each time what it does, to be killed."""

import random
from multiprocessing.connection import Connection
from pathlib import Path

from progress.errors import DataError
from progress.store.releases import in_force
from progress.store.store import Store, open_store
from tests.support.plans import release as publish
from tests.support.plans import report, undo

VALUES = "indicator,year,value"
CONDITIONS = "indicator,target_year,condition,state,done_year"
SHARE_OF_REVERTS = 0.3


def write_for_ever(path: Path, seed: int, said: Connection) -> None:
    """Sends ("tries", what) before each write and ("done", its release) after it; ("refused",
    why) where the program does not do it. ``what`` is a revert's number, or a file and its text.
    """
    chance = random.Random(seed)
    store = open_store(path)
    while True:
        what = _anything(chance, store)
        said.send(("tries", what))
        try:
            done = _do(store, what)
        except DataError as error:
            said.send(("refused", str(error)))
        else:
            said.send(("done", done))


def _anything(chance: random.Random, store: Store) -> int | tuple[str, str]:
    release_ids = in_force(store)
    if len(release_ids) > 1 and chance.random() < SHARE_OF_REVERTS:
        return chance.choice(release_ids[1:])  # the plan itself stays
    if chance.random() < 0.2:
        state = chance.choice(("done,2024", "not done,"))
        return "condition_reports.csv", f"{CONDITIONS}\nA2.2,2030,{chance.choice('12')},{state}"
    rows = [
        f"{chance.choice(('A1.1', 'A2.1', 'B1.1'))},{year},{round(chance.uniform(0, 100), 3)}"
        for year in chance.sample(range(2015, 2026), chance.choice((1, 1, 3, 10)))
    ]
    return "reported_values.csv", "\n".join([VALUES, *rows])


def _do(store: Store, what: int | tuple[str, str]) -> int:
    if isinstance(what, int):
        return undo(store, what)
    file, text = what
    return report(store, text) if file == "reported_values.csv" else publish(store, {file: text})
