"""A running dashboard of a test: on a free port, with a store of its own."""

import contextlib
import json
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psutil
import pytest

from bench.servers import App, Running
from tests.support.commands import environment_of
from tests.support.paths import ROOT


@dataclass
class Server:
    url: str
    store: Path | str  # a file, or the address of a database
    log: Path
    process: psutil.Process

    def stop(self) -> None:
        with contextlib.suppress(psutil.NoSuchProcess):
            self.process.terminate()
            try:
                self.process.wait(10)
            except psutil.TimeoutExpired:
                self.process.kill()
                self.process.wait()


@cache
def _launcher() -> subprocess.Popen:
    """One for all dashboards of the session. It ends when nobody can ask it any more."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.launcher"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def start_server(
    script: str, store: Path | str, log: Path, environment: dict[str, str], port: int | None = None
) -> Server:
    port = port or free_port()
    arguments = ["run", script, "--server.port", str(port)]
    launcher = _launcher()
    asked = [arguments, environment_of(store, environment), str(log)]
    print(json.dumps(asked), file=launcher.stdin, flush=True)
    process = psutil.Process(int(launcher.stdout.readline()))
    path = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
    started = Server(f"http://localhost:{port}{path}", store, log, process)
    give_up = time.monotonic() + 90
    while not answers(f"{started.url}/_stcore/health"):
        if not process.is_running() or time.monotonic() > give_up:
            started.stop()
            pytest.fail(f"The dashboard did not start:\n{log.read_text()}")
        time.sleep(0.05)
    return started


def without_browser(started: Server) -> Running:
    """The same for visitors that have no browser, of ``bench.sessions``."""
    return Running(App("test", ROOT, {}), started.url, started.process, 0)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return response.status == 200
    except OSError:
        return False
