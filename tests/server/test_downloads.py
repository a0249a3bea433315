"""What was made for somebody stays until they have it."""

import asyncio
import urllib.request
from urllib.parse import urljoin

from bench.sessions import Visit, connect, run
from soak.heavy_work import report_address
from tests.support.loops import in_a_thread
from tests.support.server import without_browser


def test_a_report_waits_for_a_slow_connection_while_others_look_at_pages(server):
    """Streamlit takes away what was made on demand once two pages were drawn, for anybody."""
    dashboard = without_browser(server())

    async def report() -> bytes:
        async with connect(dashboard) as own, connect(dashboard) as other:
            made = await report_address(own, "")
            for _ in range(3):
                await run(other, Visit())
            with urllib.request.urlopen(urljoin(dashboard.address, made), timeout=60) as answer:
                return answer.read()

    assert in_a_thread(asyncio.run, report()).startswith(b"%PDF")
