"""Visitors without a browser: the websocket and the messages that Streamlit's own page speaks."""

import asyncio
import time
from dataclasses import dataclass

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.servers import Running, median, memory

SORRY = "This page could not be shown"  # how app.py begins what it says of a page that failed


@dataclass(frozen=True)
class Run:
    """What one run of the script took and sent."""

    milliseconds: float
    elements: int
    bytes: int


@dataclass(frozen=True)
class Visit:
    page: str = ""  # its name in the address; the first page has none
    query: str = ""


def runs(running: Running, visit: Visit, count: int) -> list[Run]:
    """One visitor looks at a page again and again; the first run, which is slower, is left out."""

    async def look() -> list[Run]:
        async with connect(running) as socket:
            await run(socket, visit)
            return [await run(socket, visit) for _ in range(count)]

    return asyncio.run(look())


def memory_per_session(running: Running, visit: Visit, sessions: int, looks: int = 3) -> float:
    """Megabytes that a visitor costs who has looked at a page a few times and stays.

    The first visitors are not counted: with them comes what all visitors share.
    """

    async def gather() -> float:
        async with asyncio.timeout(300):
            shared = [await _stay(running, visit, looks) for _ in range(3)]
            before = memory(running.process.pid)
            own = [await _stay(running, visit, looks) for _ in range(sessions)]
            after = memory(running.process.pid)
            for socket in shared + own:
                await socket.close()
            return (after - before) / sessions

    return asyncio.run(gather())


def summary(found: list[Run]) -> tuple[float, int, int]:
    """The median time, and how many elements and bytes the last run sent."""
    return median([run.milliseconds for run in found]), found[-1].elements, found[-1].bytes


def connect(running: Running):
    """A visitor's way to the server, to be awaited or entered."""
    return websockets.connect(
        running.address.replace("http", "ws") + "/_stcore/stream",
        subprotocols=["streamlit"],
        max_size=None,
        ping_interval=None,
    )


async def _stay(running: Running, visit: Visit, looks: int):
    socket = await connect(running)
    for _ in range(looks):
        await run(socket, visit)
    return socket


async def run(socket, visit: Visit) -> Run:
    """From asking for a run of the script until the server says that it is over."""
    ask = BackMsg()
    ask.rerun_script.page_name = visit.page
    ask.rerun_script.query_string = visit.query
    began = time.perf_counter()
    await socket.send(ask.SerializeToString())
    elements = size = 0
    while True:
        raw = await socket.recv()
        size += len(raw)
        message = ForwardMsg.FromString(raw)
        kind = message.WhichOneof("type")
        if kind == "delta":
            elements += 1
            shown = message.delta.new_element
            if shown.WhichOneof("type") == "exception":
                raise RuntimeError(shown.exception.message)
            if shown.alert.body.startswith(SORRY):
                raise RuntimeError(f"{visit}: {shown.alert.body}")
        if kind == "script_finished":
            return Run((time.perf_counter() - began) * 1000, elements, size)
