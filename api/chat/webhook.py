"""The action server of Rasa, served by this application.

Callers show the token (`?token=` as Rasa sends it, or a bearer header); without a token in the
settings only a direct caller on this machine is heard.
"""

from __future__ import annotations

import hmac
import zlib
from ipaddress import ip_address
from typing import Final

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from api.chat.actions.registry import ACTIONS
from api.chat.desk import desk_of
from api.chat.protocol import ActionAnswer, ActionCall, Refusal
from api.services import services_of
from content.errors import ContentError
from search.errors import SearchError

log = structlog.get_logger(__name__)

router = APIRouter(prefix="/internal/rasa", include_in_schema=False)

MAX_BODY: Final = 4 * 1024 * 1024
"""Bytes; Rasa sends the whole tracker with every call."""


@router.post("/webhook")
async def run_action(request: Request) -> JSONResponse:
    """Run the action Rasa names."""
    if not _may_call(request):
        return _refuse(403, "only Rasa may call actions", "")
    try:
        call = ActionCall.model_validate_json(await _body(request))
    except (ValidationError, zlib.error, ValueError) as error:
        return _refuse(400, f"not a request of the action protocol ({type(error).__name__})", "")
    action = ACTIONS.get(call.next_action)
    if action is None:
        return _refuse(404, "no such action", call.next_action)
    desk = desk_of(request)
    turn = call.turn(services_of(request).catalogs.fallback().tag)
    try:
        reply = await run_in_threadpool(action, desk.knowledge, turn)
    except (SearchError, ContentError) as error:
        # 500 lets the whole turn fail in Rasa; the turn service then answers in its own way.
        log.error("action_failed", action=call.next_action, reason=type(error).__name__)  # noqa: TRY400 - a traceback may quote the message
        return _refuse(500, type(error).__name__, call.next_action)
    return JSONResponse(ActionAnswer.of(reply).model_dump())


@router.get("/health")
async def health() -> dict[str, str]:
    """As rasa-sdk answers it."""
    return {"status": "ok"}


@router.get("/actions")
async def actions(request: Request) -> JSONResponse:
    """The names of all actions, as rasa-sdk lists them."""
    if not _may_call(request):
        return _refuse(403, "only Rasa may call actions", "")
    return JSONResponse([{"name": name} for name in sorted(ACTIONS)])


def _may_call(request: Request) -> bool:
    token = services_of(request).settings.rasa_token
    if token:
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        shown = request.query_params.get("token") or bearer
        return hmac.compare_digest(shown.encode(), token.encode())
    return _is_local(request)


def _is_local(request: Request) -> bool:
    """Whether the caller sits on this machine; one that comes through a proxy does not."""
    if request.client is None or {"forwarded", "x-forwarded-for"} & set(request.headers):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise ValueError("too large")
    if request.headers.get("content-encoding") != "deflate":
        return bytes(body)
    inflater = zlib.decompressobj()
    inflated = inflater.decompress(bytes(body), MAX_BODY)
    if inflater.unconsumed_tail:
        raise ValueError("too large")
    return inflated


def _refuse(status: int, error: str, action_name: str) -> JSONResponse:
    return JSONResponse(Refusal(error=error, action_name=action_name).model_dump(), status)
