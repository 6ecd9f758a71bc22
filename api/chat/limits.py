"""How much one conversation may ask: more than a person types, less than a program would."""

from __future__ import annotations

from typing import Final

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.requests import Request

TURNS_A_MINUTE: Final = 30
MAX_BODY: Final = 256 * 1024
"""Bytes; 10,000 characters of any script fit in any encoding of JSON or a form."""


class TurnLimiter:
    """Counts turns by conversation, in memory; no address of anybody is looked at."""

    def __init__(self, turns_a_minute: int = TURNS_A_MINUTE) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._limit = RateLimitItemPerMinute(turns_a_minute)

    def allows(self, conversation_id: str) -> bool:
        """Count a turn; False when there were too many within the minute."""
        return self._limiter.hit(self._limit, conversation_id)


async def body_within_limit(request: Request) -> bool:
    """Read the body as far as the limit allows; False when it is longer.

    The body is kept on the request, so that forms and JSON are read from it afterwards.
    """
    announced = request.headers.get("content-length", "0")
    if announced.isascii() and announced.isdigit() and int(announced) > MAX_BODY:
        return False
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return False
    request._body = bytes(body)  # noqa: SLF001 - where Starlette itself keeps a body that was read
    return True
