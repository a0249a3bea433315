"""What keeps a core busy, asked again and again: the board report, and the check of a workbook as
large as may be handed in."""

import asyncio
import io
import time
import urllib.request
from datetime import date, timedelta
from random import Random
from urllib.parse import urljoin

import openpyxl
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.servers import Running
from bench.sessions import connect
from soak.visitors import Seen
from tests.support.callers import Caller, form

MEGABYTES = 9
MOST_ROWS = 19_000
FIRST_DAY = date(2026, 1, 1)


async def typeset_until(end: float, running: Running, seen: Seen) -> None:
    """One visitor who presses the button of the report. Of another day each time: the same one
    would be kept."""
    for turn in range(10**9):
        if time.monotonic() >= end:
            return
        query = f"data=demo&as_known_on={FIRST_DAY + timedelta(turn % 300)}"
        try:
            async with connect(running) as socket, asyncio.timeout(120):
                began = time.monotonic()
                url = await report_address(socket, query)
                await asyncio.to_thread(_fetch, urljoin(running.address, url))
                seen.reports.append(time.monotonic() - began)
        except Exception as error:  # counted, and asked again
            seen.errors.append(f"report: {type(error).__name__}: {error}"[:200])
            await asyncio.sleep(1)


async def check_until(end: float, caller: Caller, content: bytes, seen: Seen) -> None:
    """``content``: of ``workbook``."""
    body, kind = form({"dry_run": "true"}, [("values.xlsx", content)])
    while time.monotonic() < end:
        began = time.monotonic()
        answer = await asyncio.to_thread(caller.send, "POST", "releases", body, kind)
        seen.checks.append(time.monotonic() - began)
        if answer.status not in (200, 429):
            seen.errors.append(f"check: {answer.status} {answer.document}"[:200])
        await asyncio.sleep(1)


def workbook(megabytes: float = MEGABYTES) -> bytes:
    """Values with notes that cannot be compressed, until the file is about that large."""
    chance, rows = Random(1), MOST_ROWS
    width = int(megabytes * 1024**2 / rows * 1.3)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Values")
    sheet.append(["indicator", "region", "year", "value", "note"])
    for row in range(rows):
        note = chance.randbytes(width // 2).hex()
        sheet.append(["A1.1", f"Region {row // 100}", 1900 + row % 100, row, note])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


async def report_address(socket, query: str) -> str:
    """Asks for the Board page and presses its button; returns where the file lies."""
    ask = BackMsg()
    ask.rerun_script.page_name, ask.rerun_script.query_string = "board", query
    await socket.send(ask.SerializeToString())
    file = session = ""
    async for raw in socket:
        message = ForwardMsg.FromString(raw)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            session = message.new_session.initialize.session_id
        elif kind == "delta":
            button = message.delta.new_element.download_button
            file = (button.id.endswith("-report") and button.deferred_file_id) or file
        elif kind == "script_finished":
            break
    press = BackMsg()
    press.backend_operation_request.request_id = "report"
    press.backend_operation_request.session_id = session
    press.backend_operation_request.deferred_file.file_id = file
    await socket.send(press.SerializeToString())
    async for raw in socket:
        message = ForwardMsg.FromString(raw)
        if message.WhichOneof("type") == "backend_operation_response":
            answer = message.backend_operation_response
            if answer.error_msg:
                raise RuntimeError(answer.error_msg)
            return answer.deferred_file.url
    raise RuntimeError("the server closed the connection")


def _fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read()
