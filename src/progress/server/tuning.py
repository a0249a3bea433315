"""The process made quick: what libraries and the system do slowly unless told otherwise.

Seen with Streamlit 1.67, uvicorn 0.54 and glibc 2.36; ``bench/`` tells whether it still helps.
"""

import contextlib
import ctypes
import gc
import os
import socket
import stat
from importlib import import_module
from pathlib import Path

# Imported by pages sooner or later; half a second to two seconds each on a small machine.
HEAVY_MODULES = ("pandas", "pyarrow", "plotly.graph_objects", "plotly.io")

M_ARENA_MAX = -8  # of glibc's malloc.h


def load_heavy_modules() -> None:
    for name in HEAVY_MODULES:
        import_module(name)


def freeze_what_is_loaded() -> None:
    """What is loaded now stays for good. Frozen, the garbage collector no longer walks those
    hundreds of thousands of objects again and again while visitors wait."""
    gc.collect()
    gc.freeze()


def share_freed_memory() -> None:
    """What one thread gave back is used by the others. Left alone, the allocator of Linux keeps
    it apart for up to eight threads a core, and a busy dashboard grows by it for hours."""
    with contextlib.suppress(OSError, AttributeError):  # another system, another allocator
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)


def send_at_once() -> None:
    """Lets every answer go out as soon as it is written.

    Streamlit opens its socket in a way that leaves Nagle's algorithm on: the last piece of an
    answer then waits up to 40 ms for the browser to confirm the piece before it. Connections take
    the setting over from the listening socket, which nobody hands us, so it is looked for among
    the open files of this process.
    """
    files = Path("/dev/fd")
    for each in list(files.iterdir()) if files.is_dir() else ():
        with contextlib.suppress(OSError):
            # A copy of anything else, closed or not, does harm: to pipes, and to locks of files.
            if not stat.S_ISSOCK(os.fstat(int(each.name)).st_mode):
                continue
            with socket.socket(fileno=os.dup(int(each.name))) as one:
                if one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
