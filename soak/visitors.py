"""Visitors of the dashboard without a browser: they speak the protocol of Streamlit's own page."""

import asyncio
import time
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode

from bench.servers import Running
from bench.sessions import Visit, connect, run
from progress.assessment.filters import FACILITY_TYPES, FAMILIES, choices
from progress.store.queries import rows
from progress.store.store import Store
from progress.ui.view import PAGES

SHARE_OF_LEAVING = 0.03


@dataclass
class Seen:
    """What was measured so far; times in seconds."""

    pages: list[float] = field(default_factory=list)
    api: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    reports: list[float] = field(default_factory=list)
    checks: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def choices_of(store: Store) -> dict[str, list]:
    """What a visitor may ask for, by the names of the address."""
    found = choices(store)
    numeric = "select indicator from store.indicator where measure = 'level' order by 1"
    return {
        "goal": [None, *found.goal],
        "horizon": [None, *found.horizon],
        "facility_type": [None, *FACILITY_TYPES],
        "status": [None, None, *FAMILIES],
        "year": [None, None, 2024, 2025],
        "region": [None, "all"],
        "lang": ["en", "fr"],
        "data": [None, "demo"],
        "objective": list(found.objective),
        "indicator": [code for (code,) in rows(store, numeric)],
    }


async def visit_until(
    end: float, running: Running, chance: Random, possible: dict, think: float, seen: Seen
) -> None:
    """One visitor until a moment of ``time.monotonic``; ``possible``: of ``choices_of``."""
    await asyncio.sleep(chance.uniform(0, think))  # they do not come all at once
    while time.monotonic() < end:
        try:
            async with connect(running) as socket:
                await _stay(socket, chance, possible, think, end, seen)
        except Exception as error:  # counted, and the visitor comes back
            seen.errors.append(f"{type(error).__name__}: {error}"[:200])
            await asyncio.sleep(think)


async def _stay(socket, chance, possible, think: float, end: float, seen: Seen) -> None:
    names = ("goal", "horizon", "facility_type", "status", "year", "region")
    asked = {}
    page = ""
    while time.monotonic() < end:
        if chance.random() < 0.5:
            page = chance.choice(["", *sorted(set(PAGES) - {"overview"})])
            asked = {name: chance.choice(possible[name]) for name in ("lang", "data")}
            if page == "objective":
                asked["objective"] = chance.choice(possible["objective"])
        name = chance.choice(names)
        asked[name] = chance.choice(possible[name])
        query = urlencode({name: text for name, text in asked.items() if text is not None})
        began = time.monotonic()
        async with asyncio.timeout(60):
            await run(socket, Visit(page, query))
        seen.pages.append(time.monotonic() - began)
        await asyncio.sleep(chance.uniform(0.5, 1.5) * think)
        if chance.random() < SHARE_OF_LEAVING:
            return
