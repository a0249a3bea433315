"""The one HTML page that all addresses of the dashboard answer with: Streamlit's, as it is
installed, with what a browser needs before any script runs."""

import gzip
import hashlib
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from progress.server.compression import accepts_gzip
from progress.server.headers import streamlit_folder, streamlit_page

logger = logging.getLogger(__name__)

# The font of Streamlit's own theme, which no page here uses.
UNUSED_FONT = re.compile(r'\s*<link\s+rel="preload"\s[^>]*as="font"[^>]*>')
IMPORT = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
FONTS = tuple(
    f"app/static/fonts/ibm-plex-{name}.woff2"
    for name in ("sans-latin-wght-normal", "serif-latin-600-normal")
)

TITLE = re.compile(r"<title>[^<]*</title>")
NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
META = """<title>{title}</title>
<meta name="description" content="{description}">
<meta property="og:type" content="website">
<meta property="og:title" content="{title}">
<meta property="og:description" content="{description}">
<meta property="og:url" content="{address}">
<meta property="og:image" content="{image}">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:locale" content="{lang}">
<meta name="twitter:card" content="summary_large_image">
<link rel="canonical" href="{address}">
<link rel="alternate" type="application/atom+xml" href="{feed}">"""
WAITING = "margin:2rem auto;padding:0 1rem;max-width:40rem;font:1rem/1.5 system-ui,sans-serif"
ROOT = '<div id="root"></div>'


@dataclass(frozen=True)
class Head:
    """What a page says before any script runs. ``address``, ``image``, ``feed``: with the host;
    ``light``: where the same is without scripts."""

    lang: str
    title: str
    description: str
    address: str
    image: str
    feed: str
    light: str
    waiting: str
    light_words: str


class Page:
    """Sends the page in the place of Streamlit's. It names the fonts, and the scripts that the
    page at an address will ask for, so that the browser fetches and compiles them while it waits:
    left alone it learns of them in four rounds, each as long as the way to the server and back.

    ``parts``: by the last piece of the address ("" is for all), names as Streamlit's files begin.
    ``head``: what to say at the top of the page at an address; without it, what Streamlit says.
    """

    def __init__(
        self,
        app: ASGIApp,
        parts: dict[str, tuple[str, ...]],
        head: Callable[[Request], Head] | None = None,
    ) -> None:
        self.app = app
        self.head = head
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
                    answer = await self._answer(Request(scope))
                    await answer(scope, receive, send)
            if not is_page:
                await send(message)

        await self.app(scope, receive, send_page)

    async def _answer(self, request: Request) -> Response:
        asked = request.headers
        html = self.pages.get(request.url.path.rpartition("/")[2], self.pages[""])
        if self.head:
            try:
                html = _with_head(html, await to_thread.run_sync(self.head, request))
            except Exception:  # whatever it is, the page itself can say more of it
                logger.exception("The head of a page could not be made")
        content = html.encode()
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = {
            "Cache-Control": "no-cache",
            "ETag": tag,
            "Vary": "Accept-Encoding, Accept-Language",
        }
        if tag in asked.get("If-None-Match", ""):
            return Response(status_code=304, headers=headers)
        if accepts_gzip(asked):
            content = _compressed(content)
            headers["Content-Encoding"] = "gzip"
        return Response(content, headers=headers, media_type="text/html")


def _with_head(html: str, head: Head) -> str:
    """All texts are escaped: some are of the plan."""
    shown = {name: escape(text) for name, text in vars(head).items()}
    link = '<a href="{light}">{light_words}</a>'.format(**shown)
    tags = META.format(**shown)
    html = html.replace('<html lang="en">', f'<html lang="{shown["lang"]}">', 1)
    html = TITLE.sub(lambda _: tags, html, count=1)
    html = NOSCRIPT.sub(lambda _: f"<noscript><p>{link}</p></noscript>", html, count=1)
    # Until the scripts are there, which take this away.
    waiting = f'<p style="{WAITING}">{shown["waiting"]} {link}</p>'
    return html.replace(ROOT, f'<div id="root">{waiting}</div>', 1)


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


@lru_cache(maxsize=256)
def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, 6, mtime=0)
