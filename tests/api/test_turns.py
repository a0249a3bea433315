"""Who asks much waits for themselves; whoever has left is not answered any more."""

import threading
import time

import anyio
import pytest
from starlette.requests import ClientDisconnect, Request

from progress.api.turns import compute_in_turn
from tests.support.loops import in_a_thread


def asking(address: str, leaves: anyio.Event | None = None) -> Request:
    """A request from an address; its client leaves when told so."""

    async def receive() -> dict:
        await (leaves or anyio.Event()).wait()
        return {"type": "http.disconnect"}

    return Request({"type": "http", "headers": [], "client": (address, 1)}, receive)


def test_an_address_that_asks_much_is_served_one_by_one():
    at_once, most = [], []

    def work() -> None:
        at_once.append(1)
        most.append(len(at_once))
        time.sleep(0.05)
        at_once.pop()

    async def ask() -> None:
        async with anyio.create_task_group() as clients:
            for _ in range(6):
                clients.start_soon(compute_in_turn, asking("192.0.2.1"), work)

    in_a_thread(anyio.run, ask)
    assert (len(most), max(most)) == (6, 1)


def test_others_need_not_wait_for_it():
    slow, answered = threading.Event(), []

    async def ask() -> None:
        async with anyio.create_task_group() as clients:
            for _ in range(20):
                clients.start_soon(compute_in_turn, asking("192.0.2.1"), lambda: slow.wait(10))
            await anyio.sleep(0.05)
            began = time.monotonic()
            answered.append(await compute_in_turn(asking("192.0.2.2"), lambda: "at once"))
            answered.append(time.monotonic() - began)
            slow.set()

    in_a_thread(anyio.run, ask)
    assert answered[0] == "at once"
    assert answered[1] < 5


def test_whoever_left_is_not_answered():
    done = []

    async def ask() -> None:
        slow, leaves = threading.Event(), anyio.Event()
        async with anyio.create_task_group() as clients:
            clients.start_soon(compute_in_turn, asking("192.0.2.1"), lambda: slow.wait(10))
            await anyio.sleep(0.05)
            clients.start_soon(_left, asking("192.0.2.1", leaves), done)
            await anyio.sleep(0.05)
            leaves.set()
            await anyio.sleep(0.05)
            assert done == ["left"]
            slow.set()
            assert await compute_in_turn(asking("192.0.2.1"), lambda: "next") == "next"

    in_a_thread(anyio.run, ask)
    assert done == ["left"]


async def _left(request: Request, done: list[str]) -> None:
    with pytest.raises(ClientDisconnect):
        await compute_in_turn(request, lambda: done.append("worked"))
    done.append("left")


def test_what_fails_leaves_the_turn_to_the_next():
    def fail() -> None:
        raise ValueError("no")

    async def ask() -> None:
        with pytest.raises(ValueError, match="no"):
            await compute_in_turn(asking("192.0.2.1"), fail)
        assert await compute_in_turn(asking("192.0.2.1"), lambda: 1) == 1

    in_a_thread(anyio.run, ask)
