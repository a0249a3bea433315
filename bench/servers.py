"""Starts the two apps that are compared, and reads what memory they take."""

import contextlib
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
GIVE_UP = 120  # seconds
LONGEST_WAIT_FOR_QUIET = 5  # seconds


@dataclass(frozen=True)
class App:
    """An app that can be served: where it lies, and its environment on top of the usual one."""

    name: str
    folder: Path
    environment: dict[str, str]


@dataclass(frozen=True)
class Running:
    app: App
    address: str
    process: subprocess.Popen
    start: float  # milliseconds until it was healthy


def trivial() -> App:
    """In a folder of its own, so that Streamlit finds no settings and takes its defaults."""
    return App("trivial", ROOT / "bench" / "trivial", {})


def dashboard(folder: Path) -> App:
    """The dashboard with stores of its own in a folder, built here unless they are there."""
    store = folder / "progress.duckdb"
    made = App("dashboard", ROOT, {"PROGRESS_STORE": str(store)})
    for path, options in ((store, []), (store.with_name("demo.duckdb"), ["--demo"])):
        if not path.exists():
            subprocess.run(
                [sys.executable, "-m", "progress", "init", *options],
                env=_environment(made) | {"PROGRESS_STORE": str(path)},
                cwd=ROOT,
                check=True,
                stdout=subprocess.DEVNULL,
            )
    return made


@contextlib.contextmanager
def serve(app: App, log: Path) -> Iterator[Running]:
    """Serves an app while the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://localhost:{port}"
    options = ["--server.headless", "true", "--server.port", str(port)]
    began = time.perf_counter()
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", *options],
            cwd=app.folder,
            env=_environment(app),
            stdout=out,
            stderr=out,
        )
    try:
        while not _is_healthy(address):
            if process.poll() is not None or time.perf_counter() - began > GIVE_UP:
                sys.exit(f"{app.name} did not start:\n{log.read_text()}")
            time.sleep(0.01)
        yield Running(app, address, process, (time.perf_counter() - began) * 1000)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def memory(process: int) -> float:
    """Megabytes that a process holds in memory, as Linux tells; elsewhere not a number."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return float("nan")


def wait_for_quiet() -> None:
    """Waits until other programs leave the machine alone, so that they are not measured too.

    A moment with three quarters of all cores idle will do. Not for ever: a busy machine
    measures slowly and shows it in its load. Linux tells how idle it is; elsewhere no waiting.
    """
    give_up = time.monotonic() + LONGEST_WAIT_FOR_QUIET
    before = _processor_time()
    while before and time.monotonic() < give_up:
        time.sleep(0.3)
        after = _processor_time()
        idle, passed = (now - then for now, then in zip(after, before, strict=True))
        if idle > 0.75 * passed:
            return
        before = after


def machine() -> str:
    """What the figures were measured on, and how busy it was with other things."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    python = ".".join(map(str, sys.version_info[:3]))
    return f"{os.cpu_count()} cores, Python {python}, load {load}"


def median(values: list[float]) -> float:
    return statistics.median(values) if values else float("nan")


def _processor_time() -> tuple[int, int] | None:
    """Idle and all time of all cores, in ticks since the machine started."""
    with contextlib.suppress(OSError):
        ticks = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
        return int(ticks[3]) + int(ticks[4]), sum(map(int, ticks))
    return None


def _environment(app: App) -> dict[str, str]:
    # Whatever the developer has set must not change what is measured.
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PROGRESS_", "STREAMLIT_"))
    }
    return own | app.environment


def _is_healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False
