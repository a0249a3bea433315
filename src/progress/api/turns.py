"""Computing for anybody, in threads of its own: whose turn it is.

Of one network address one question is computed at a time, of all together two. So who asks a
hundred things at once waits for themselves, and others hardly at all. Whoever has left is not
answered any more.
"""

from collections.abc import Callable
from typing import TypeVar
from weakref import WeakValueDictionary

import anyio
from anyio import CapacityLimiter, to_thread
from starlette.requests import ClientDisconnect, Request

from progress.access.people import network_address

Answer = TypeVar("Answer")

_workers = CapacityLimiter(2)
_addresses: WeakValueDictionary[str, anyio.Lock] = WeakValueDictionary()


async def compute_in_turn(request: Request, work: Callable[[], Answer]) -> Answer:
    """What the work returns. Raises ClientDisconnect where the client left before its turn."""
    address = network_address(request.client and request.client.host)
    turn = _addresses.get(address)
    if turn is None:
        turn = _addresses[address] = anyio.Lock()
    await _wait_for(turn, request)
    try:
        return await to_thread.run_sync(work, limiter=_workers)
    finally:
        turn.release()


async def _wait_for(turn: anyio.Lock, request: Request) -> None:
    try:
        turn.acquire_nowait()
        return
    except anyio.WouldBlock:
        pass
    async with anyio.create_task_group() as waiting:

        async def leave_with_client() -> None:
            while (await request.receive())["type"] != "http.disconnect":
                pass
            waiting.cancel_scope.cancel()

        waiting.start_soon(leave_with_client)
        await turn.acquire()
        waiting.cancel_scope.cancel()
        return
    raise ClientDisconnect
