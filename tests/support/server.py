"""A running dashboard of a test: on a free port, with a store of its own."""

import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.commands import environment_of
from tests.support.paths import ROOT


@dataclass
class Server:
    url: str
    store: Path
    log: Path
    process: subprocess.Popen

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start_server(
    script: str, store: Path, log: Path, environment: dict[str, str], port: int | None = None
) -> Server:
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    with log.open("w") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment_of(store, environment), stdout=out, stderr=out
        )
    path = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
    started = Server(f"http://localhost:{port}{path}", store, log, process)
    give_up = time.monotonic() + 90
    while not answers(f"{started.url}/_stcore/health"):
        if process.poll() is not None or time.monotonic() > give_up:
            started.stop()
            pytest.fail(f"The dashboard did not start:\n{log.read_text()}")
        time.sleep(0.1)
    return started


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
