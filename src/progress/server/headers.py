"""What surrounds the dashboard on the network: security headers and the readiness answer.

Plain ASGI and Starlette, without Streamlit, so that it can be tested and reused by itself.
"""

import base64
import hashlib
import importlib.util
import logging
import os
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger(__name__)

ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9.-]+(:\d+)?", re.IGNORECASE)


def streamlit_folder() -> Path:
    """What the installed Streamlit sends to browsers."""
    found = importlib.util.find_spec("streamlit")
    if found is None or found.origin is None:
        raise ImportError("Streamlit is not installed")
    return Path(found.origin).parent / "static"


def streamlit_page() -> str:
    """The one HTML page of the installed Streamlit, which all its addresses answer with."""
    return (streamlit_folder() / "index.html").read_text("utf-8")


def inline_script_sources(html: str) -> list[str]:
    """The hash of each inline script, as a Content-Security-Policy wants it."""
    scripts = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", html, re.DOTALL)
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


# Read from the installed package, not copied here: it changes with every Streamlit version.
INLINE_SCRIPTS = inline_script_sources(streamlit_page())


def embed_origins() -> list[str]:
    """The outside sites that may show the dashboard in a frame, from PROGRESS_EMBED_ORIGINS.

    Anything but a plain origin is refused, because the text goes into a header.
    """
    origins = re.split(r"[\s,]+", os.environ.get("PROGRESS_EMBED_ORIGINS", "").strip())
    wrong = [origin for origin in origins if origin and not ORIGIN.fullmatch(origin)]
    if wrong:
        raise ValueError(
            f"PROGRESS_EMBED_ORIGINS lists origins such as https://example.org, not {wrong[0]!r}"
        )
    return [origin for origin in origins if origin]


def content_security_policy(embedders: list[str]) -> str:
    """Everything comes from this server; nobody frames it but those who may."""
    directives = {
        "default-src": ["'self'"],
        "script-src": ["'self'", *INLINE_SCRIPTS],
        # Streamlit's components and Plotly write their styles into the page.
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'", "blob:"],
        "media-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'", *embedders],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


class SecurityHeaders:
    """Sets the security headers on every answer. Streamlit itself sends none of them."""

    def __init__(self, app: ASGIApp, embedders: list[str] | None = None) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": content_security_policy(embedders or []),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def ready(check: Callable[[], object]) -> Callable[[Request], Awaitable[JSONResponse]]:
    """The endpoint for load balancers: 200 once `check` returns, 503 with a sentence if it raises.

    Unlike Streamlit's own health address, it asks the store, so a dashboard that cannot read its
    data takes itself out of service.
    """

    async def answer(_request: Request) -> JSONResponse:
        try:
            await to_thread.run_sync(check)
        except Exception:
            # The reason may name files and addresses: it is for the log, not for visitors.
            logger.exception("The store does not answer")
            message = "The store does not answer; the reason is in the server's log."
            return JSONResponse({"status": "unavailable", "message": message}, status_code=503)
        return JSONResponse({"status": "ready"})

    return answer
