"""What stands in front of every route: the size of bodies, and headers on every answer. Plain ASGI: nothing
here cancels a handler when its client hangs up."""

from __future__ import annotations

import asyncio
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.limits import Limits
from bot.web.problems import answer
from bot.wording import Words

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "x-robots-tag": "noindex",
}


_FILES = re.compile(r"/(?:api|desk)/conversations/[^/]+/files|/complain/[^/]+/files|/case/[^/]+/files")


class SecurityHeaders:
    """Adds ``HEADERS`` to every answer; what is not a static file is not to be stored either."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault(
                    "cache-control", "no-cache" if scope["path"].startswith("/static/") else "no-store"
                )
            await send(message)

        await self._app(scope, receive, send_with_headers)


class BodyLimit:
    """Reads a body whole, up to ``body_bytes``, before anybody parses it; whatever ``Content-Length`` says or
    omits. A file on its way is let through unread: its route reads it piece by piece and has limits of its own."""

    def __init__(self, app: ASGIApp, limits: Limits, words: Words) -> None:
        self._app, self._limits, self._words = app, limits, words

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _has_body(scope) or _brings_a_file(scope):
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                body, whole = await self._read(receive)
        except TimeoutError:
            problem = answer(
                408, "too_slow", self._words.text("utter_web_unreadable"), {"Connection": "close"}
            )
            await problem(scope, receive, send)
            return
        if body is None:
            return  # the client hung up before it had said what it wanted
        if not whole:
            problem = answer(413, "too_big", self._words.text("utter_web_too_big"), {"Connection": "close"})
            await problem(scope, receive, send)
            return

        replayed = False

        async def receive_again() -> Message:
            nonlocal replayed
            if replayed:
                return await receive()
            replayed = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, receive_again, send)

    async def _read(self, receive: Receive) -> tuple[bytes | None, bool]:
        """The body and whether it is whole; ``None`` when the client is gone."""
        kept, seen, more = bytearray(), 0, True
        while more and seen <= self._limits.drained_bytes:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None, False
            chunk = message.get("body", b"")
            seen += len(chunk)
            if seen <= self._limits.body_bytes:
                kept += chunk
            more = message.get("more_body", False)
        return bytes(kept), seen <= self._limits.body_bytes


def _has_body(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    return "content-length" in headers or "transfer-encoding" in headers


def _brings_a_file(scope: Scope) -> bool:
    return scope["method"] == "POST" and _FILES.fullmatch(scope["path"]) is not None
