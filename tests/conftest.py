"""Fixtures: the real dashboard on a free port with a store of its own, and a real browser."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect, sync_playwright

from tests.support.browser import watch
from tests.support.chromium import launch_options
from tests.support.commands import process
from tests.support.homes import FileHome, Home, PostgresHome
from tests.support.pages import WIDE, demonstration_path
from tests.support.paths import ROOT, stores_and_plans
from tests.support.postgres import Server as PostgresServer
from tests.support.server import Server, start_server

# Whoever looks at the pages, unless a test says otherwise. Where nothing moves, the browser needs a
# seventh less of the processor.
VISITOR = {"locale": "en-GB", "reduced_motion": "reduce"}
# Milliseconds until a page that does not show what it should has failed: machines may be busy.
PATIENCE = 90_000
# A page of a test is gone before code that was made quicker, or memory that was tidied up, pays:
# without these the browser needs a sixth less of the processor.
SHORT_LIVED = "--js-flags=--no-opt --no-maglev --min-semi-space-size=32 --max-semi-space-size=64"
expect.set_options(timeout=PATIENCE)

_before: dict[Path, tuple[int, int]] = {}


def pytest_sessionstart(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):  # once, not in every worker
        _before.update(stores_and_plans())


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tests leave `data/` as it was: what they write lies in folders of their own."""
    if not hasattr(session.config, "workerinput") and stores_and_plans() != _before:
        changed = {path for path, _ in stores_and_plans().items() ^ _before.items()}
        print("\nThe tests have changed:", *sorted(changed), sep="\n  ", file=sys.stderr)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


# What takes long to start and long to ask.
DEAR_FIXTURES = {"browser", "chromium", "server", "postgres"}
# And files that compute for more than twenty seconds without any of these.
DEAR_FILES = {"test_export", "test_properties", "test_reading", "test_report", "test_soak"}


@pytest.hookimpl(trylast=True)  # after the order was made a random one
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Dear files come first, so that at the end no worker is left alone with one."""
    dear = {
        item.path
        for item in items
        if item.path.stem in DEAR_FILES or DEAR_FIXTURES.intersection(item.fixturenames)
    }
    items.sort(key=lambda item: item.path not in dear)


@pytest.fixture(scope="session", autouse=True)
def own_environment(tmp_path_factory) -> Iterator[None]:
    """Nothing that the developer has set leaks into the tests or into the processes they start;
    and what names no store finds none, in particular not that of the checkout."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name.startswith(("PROGRESS_", "STREAMLIT_")):
                patch.delenv(name)
        nowhere = tmp_path_factory.mktemp("nowhere")
        patch.setenv("PROGRESS_STORE", str(nowhere / "progress.duckdb"))
        patch.setenv("PROGRESS_LOCAL", str(nowhere))
        # The tests fill the machine, and would leave nothing to what stands behind all others.
        patch.setenv("PROGRESS_NICE", "0")
        patch.setenv("PYTHONPATH", str(ROOT / "src"))
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL, for the session."""
    started = PostgresServer()
    yield started
    started.stop()


@pytest.fixture(params=["file", "postgres"])
def home(request, tmp_path) -> Iterator[Home]:
    """Where the store of the test lives: whoever asks for it is run on both homes."""
    if request.param == "file":
        made = FileHome(tmp_path)
    else:
        made = PostgresHome(request.getfixturevalue("postgres"), tmp_path)
    yield made
    made.close()


@pytest.fixture
def postgres_home(postgres, tmp_path) -> Iterator[PostgresHome]:
    """The same for what is so in PostgreSQL alone."""
    made = PostgresHome(postgres, tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="session")
def first_store(tmp_path_factory) -> Path:
    """The store of the first start, built once by the command line. Copy it, do not write to it."""
    path = tmp_path_factory.mktemp("first") / "progress.duckdb"
    done = process("init", store=path)
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture(scope="session")
def server(tmp_path_factory, first_store) -> Iterator[Callable[..., Server]]:
    """Starts the dashboard and waits until it answers: `server().url`.

    The same arguments give the same server for the whole session, so tests share `server()`.
    Tests that publish take one of their own: `server(store=path)`, or any environment variable,
    `server(PROGRESS_DEMO="off")`. `script` serves another script under the same settings.
    """
    running: dict[tuple, Server] = {}

    def start(
        script: str = "app.py", store: Path | str | None = None, **environment: str
    ) -> Server:
        key = (script, store, *sorted(environment.items()))
        if key not in running:
            folder = tmp_path_factory.mktemp("server")
            if store is None:
                store = folder / "progress.duckdb"
                shutil.copy(first_store, store)
            # The first dashboard builds the demonstration data; the others find them built.
            files = [one for one in running.values() if isinstance(one.store, Path)]
            beside = map(demonstration_path, files)
            built = next(filter(Path.exists, beside), None)
            if built and isinstance(store, Path):
                shutil.copy(built, store.with_name(built.name))
            running[key] = start_server(script, store, folder / "log", environment)
        return running[key]

    yield start
    for one in running.values():
        one.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[tuple[BrowserType, dict]]:
    """Chromium, and with what to launch it."""
    # While it is open, `asyncio.run` fails in the main thread; use a test client or a thread.
    try:
        options = launch_options()
    except LookupError as missing:
        pytest.fail(str(missing))
    options["args"].append(SHORT_LIVED)
    with sync_playwright() as playwright:
        yield playwright.chromium, options


@pytest.fixture(scope="session")
def browser(chromium) -> Iterator[Browser]:
    kind, options = chromium
    opened = kind.launch(**options)
    yield opened
    opened.close()


@pytest.fixture
def trouble() -> list[str]:
    """What went wrong in the browser. A test that provokes an error clears it."""
    return []


@pytest.fixture
def open_page(browser, trouble) -> Iterator[Callable[..., Page]]:
    """Opens a page in a fresh browser profile, for example `open_page(color_scheme="dark")`.

    At the end of the test nothing may be wrong in the console and nothing may have been fetched
    from another machine.
    """
    contexts = []

    def open_one(**options) -> Page:
        context = browser.new_context(**{**VISITOR, **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watch(page, trouble)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.fixture
def page(open_page) -> Page:
    return open_page()


@pytest.fixture(scope="session")
def used_profile(chromium) -> Iterator[BrowserContext]:
    """A profile that has been here before: only one that lies on the disk keeps the scripts of
    the pages compiled."""
    kind, options = chromium
    with TemporaryDirectory(prefix="profile-") as folder:
        profile = kind.launch_persistent_context(folder, viewport=WIDE, **VISITOR, **options)
        profile.set_default_timeout(PATIENCE)
        yield profile
        profile.close()


@pytest.fixture
def tab(used_profile, trouble) -> Iterator[Page]:
    """The tab of somebody who has been here before, on a wide screen, and is not signed in: three
    times as quick as ``page``, and as strict."""
    tab, others = used_profile.pages[0], set(used_profile.pages)
    watchers = watch(tab, trouble)
    yield tab
    for event, watcher in watchers.items():
        tab.remove_listener(event, watcher)
    for opened in set(used_profile.pages) - others:
        opened.close()
    tab.unroute_all()
    used_profile.clear_cookies()
    tab.goto("about:blank")
    tab.set_viewport_size(WIDE)
    tab.emulate_media(media="screen", color_scheme="light", forced_colors="none")
    assert trouble == []
