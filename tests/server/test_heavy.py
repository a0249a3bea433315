"""Heavy work is done in a process of its own, one piece after the other, and a few may wait."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from progress.errors import NotThere, TooMuchWork
from progress.server import heavy
from tests.support import heavy_work
from tests.support.paths import ROOT


@pytest.fixture(autouse=True)
def _ended():
    yield
    heavy.end()


def test_work_is_done_elsewhere_and_behind_all_others(monkeypatch):
    monkeypatch.delenv("PROGRESS_NICE")
    process = heavy.run(heavy_work.own_process)
    assert process != os.getpid()
    assert heavy.run(heavy_work.own_process) == process
    assert heavy.run(heavy_work.niceness) >= heavy.NICE


@pytest.mark.parametrize(("said", "wanted"), [("5", 5), ("40", 19), ("a lot", 19), ("", 19)])
def test_how_far_behind_can_be_said(monkeypatch, said, wanted):
    monkeypatch.setenv("PROGRESS_NICE", said)
    assert heavy.niceness() == wanted


def test_what_goes_wrong_there_is_told_here():
    with pytest.raises(NotThere) as told:
        heavy.run(heavy_work.refuse, 7)
    assert told.value.details == {"release": 7}


def test_work_that_ends_its_process_ends_nothing_else():
    with pytest.raises(TooMuchWork, match="too much work"):
        heavy.run(heavy_work.die)
    assert heavy.run(heavy_work.own_process) != os.getpid()


def test_work_that_does_not_end_is_ended(monkeypatch):
    heavy.run(heavy_work.own_process)
    monkeypatch.setattr(heavy, "LONGEST", 0.2)
    began = time.monotonic()
    with pytest.raises(TooMuchWork):
        heavy.run(heavy_work.wait, 60)
    assert time.monotonic() - began < 20


def test_memory_is_given_back_after_so_many_pieces(monkeypatch):
    monkeypatch.setattr(heavy, "PIECES", 2)
    found = [heavy.run(heavy_work.own_process) for _ in range(4)]
    assert found[0] == found[1] != found[2] == found[3]


def test_visitors_leave_room_for_the_secretariat():
    heavy.run(heavy_work.own_process)
    with ThreadPoolExecutor(20) as visitors:
        asked = [visitors.submit(heavy.run_for_anybody, heavy_work.wait, 0.3) for _ in range(12)]
        time.sleep(0.2)
        heavy.run(heavy_work.own_process)
        ended = [one.exception() for one in asked]
    assert ended.count(None) == heavy.MOST_OF_VISITORS
    assert {type(error) for error in ended} == {type(None), TooMuchWork}


def test_process_ends_with_the_server_even_when_that_is_killed():
    script = (
        "import time\nfrom progress.server import heavy\nfrom tests.support import heavy_work\n"
        "print(heavy.run(heavy_work.own_process), flush=True)\ntime.sleep(60)"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        worker = int(server.stdout.readline())
        os.kill(worker, 0)
        server.send_signal(signal.SIGKILL)
    give_up = time.monotonic() + 20
    while is_running(worker) and time.monotonic() < give_up:
        time.sleep(0.05)
    assert not is_running(worker)


def is_running(process: int) -> bool:
    try:
        with Path(f"/proc/{process}/stat").open() as stat:
            return stat.read().split()[2] != "Z"
    except OSError:
        return False
