"""What browsers fetch, made small: Streamlit sends its scripts as they lie on the disk, three
megabytes of them for the first page."""

import gzip
import mimetypes
import re
from functools import lru_cache
from pathlib import Path

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from progress.server.headers import streamlit_folder

COMPRESSIBLE = (".js", ".css", ".json", ".svg", ".wasm")
SMALLEST = 500  # bytes; below that it takes more than it saves
# Their names have a hash of their content.
FOR_GOOD = "public, immutable, max-age=31536000"
# Ours have none: they change with a version of the dashboard.
FOR_A_WEEK = "public, max-age=604800"
OWN_FILES = "/app/static/"
# Streamlit's own font would be fetched for the moment before the theme is known: 170 kB.
UNUSED_FONT = re.compile(rb"@font-face\{[^}]*SourceSans[^}]*\}")


# Streamlit's font of icons cut to those that pages can show (tools/icons.py): 35 kB of 375.
ICONS = Path(__file__).parents[1] / "ui" / "frame" / "static" / "fonts"


def icon_font() -> Path:
    """Streamlit's own."""
    (font,) = (streamlit_folder() / "static" / "media").glob("MaterialSymbols-Rounded.*.woff2")
    return font


def accepts_gzip(headers: Headers) -> bool:
    return "gzip" in headers.get("Accept-Encoding", "")


class CompressedFiles:
    """Answers for Streamlit's scripts and styles, each compressed once, and for its font of icons;
    fonts and other files of ours are kept by browsers for a week."""

    def __init__(self, app: ASGIApp, base_path: str = "") -> None:
        self.app = app
        self.base_path = base_path
        folder = streamlit_folder()
        self.files = {
            f"/{path.relative_to(folder).as_posix()}": path
            for path in (folder / "static").rglob("*")
            if path.suffix in COMPRESSIBLE and path.stat().st_size >= SMALLEST
        }
        self.icons = ICONS / icon_font().name
        self.icons_path = f"/{icon_font().relative_to(folder).as_posix()}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix(self.base_path)
        if path == self.icons_path and self.icons.exists():
            answer = FileResponse(self.icons, headers={"Cache-Control": FOR_GOOD})
            await answer(scope, receive, send)
            return
        file = self.files.get(path)
        if file is not None and accepts_gzip(Headers(scope=scope)):
            content = await to_thread.run_sync(_compressed, file)
            headers = {
                "Content-Encoding": "gzip",
                "Cache-Control": FOR_GOOD,
                "Vary": "Accept-Encoding",
            }
            kind = mimetypes.guess_type(file.name)[0]
            await Response(content, headers=headers, media_type=kind)(scope, receive, send)
            return

        async def send_to_keep(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in (200, 304):
                MutableHeaders(scope=message)["Cache-Control"] = FOR_A_WEEK
            await send(message)

        await self.app(scope, receive, send_to_keep if path.startswith(OWN_FILES) else send)


@lru_cache(maxsize=512)
def _compressed(file: Path) -> bytes:
    content = file.read_bytes()
    if file.suffix == ".css":
        content = UNUSED_FONT.sub(b"", content)
    return gzip.compress(content, 9, mtime=0)
