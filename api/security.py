"""Headers that keep a page to itself: no foreign code, no foreign frame, no trace for other sites."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_HEADERS: Final = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

STATIC_MAX_AGE_S: Final = 31_536_000
"""Files below /static/ carry a hash of their content in the address, so they may be kept for a year."""


class SecurityHeadersMiddleware:
    """Adds the headers to every answer; what people ask is never kept in a cache."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with headers added on the way back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", _cache_control(scope))
            await send(message)

        await self.app(scope, receive, with_headers)


def _cache_control(scope: Scope) -> str:
    if scope["path"].startswith("/static/") and b"v=" in scope["query_string"]:
        return f"public, max-age={STATIC_MAX_AGE_S}, immutable"
    return "no-store" if scope["query_string"] else "no-cache"
