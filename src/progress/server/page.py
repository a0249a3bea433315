"""The one HTML page that all addresses of the dashboard answer with: Streamlit's, as it is
installed, with what a browser needs before any script runs."""

import gzip
import hashlib
import re
from functools import lru_cache

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from progress.server.compression import accepts_gzip
from progress.server.headers import streamlit_folder, streamlit_page

# The font of Streamlit's own theme, which no page here uses.
UNUSED_FONT = re.compile(r'\s*<link\s+rel="preload"\s[^>]*as="font"[^>]*>')
IMPORT = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
FONTS = tuple(
    f"app/static/fonts/ibm-plex-{name}.woff2"
    for name in ("sans-latin-wght-normal", "serif-latin-600-normal")
)


class Page:
    """Sends the page in the place of Streamlit's. It names the fonts, and the scripts that the
    page at an address will ask for, so that the browser fetches and compiles them while it waits:
    left alone it learns of them in four rounds, each as long as the way to the server and back.

    ``parts``: by the last piece of the address ("" is for all), names as Streamlit's files begin.
    """

    def __init__(self, app: ASGIApp, parts: dict[str, tuple[str, ...]]) -> None:
        self.app = app
        index = streamlit_folder() / "index.html"
        # Streamlit's answer is known by the tag of the file, compressed or not.
        self.tag = FileResponse(index, stat_result=index.stat()).headers["ETag"]
        self.pages = {
            name: _page(sorted({*parts[""], *(parts[name] if name else ())})) for name in parts
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        is_page = False

        async def send_page(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                is_page = Headers(raw=message["headers"]).get("ETag") == self.tag
                if is_page:
                    await self._answer(scope)(scope, receive, send)
            if not is_page:
                await send(message)

        await self.app(scope, receive, send_page)

    def _answer(self, scope: Scope) -> Response:
        asked = Headers(scope=scope)
        html = self.pages.get(scope["path"].rpartition("/")[2], self.pages[""])
        content = html.encode()
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = {"Cache-Control": "no-cache", "ETag": tag, "Vary": "Accept-Encoding"}
        if tag in asked.get("If-None-Match", ""):
            return Response(status_code=304, headers=headers)
        if accepts_gzip(asked):
            content = _compressed(content)
            headers["Content-Encoding"] = "gzip"
        return Response(content, headers=headers, media_type="text/html")


def _page(parts: list[str]) -> str:
    html = UNUSED_FONT.sub("", streamlit_page())
    # What starts the page, and its first questions to the server, go before.
    wanted = [
        f'<link rel="preload" as="font" type="font/woff2" crossorigin href="./{font}">'
        for font in FONTS
    ] + [
        f'<link rel="modulepreload" fetchpriority="low" crossorigin href="./static/js/{name}">'
        for name in _scripts(parts)
        if f"/{name}" not in html
    ]
    return html.replace("</head>", "\n".join([*wanted, "</head>"]), 1)


def _scripts(parts: list[str]) -> list[str]:
    """The files of these parts, and all that they import."""
    folder = streamlit_folder() / "static" / "js"
    found: dict[str, None] = {}
    waiting = [path.name for part in parts for path in sorted(folder.glob(f"{part}.*.js"))]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting += IMPORT.findall((folder / name).read_text("utf-8"))
    return list(found)


@lru_cache(maxsize=32)
def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, 6, mtime=0)
