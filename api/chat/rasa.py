"""The conversation Rasa runs: one HTTP call a turn, within a budget of time.

Rasa answers every inner failure with 200 and an empty list, so an empty list is no reply.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from typing import Any, Final

import httpx
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from api.chat.errors import ConversationUnavailable
from api.chat.models import HandledBy, Reply, Turn, Utterance

_WEBHOOK: Final = "/webhooks/rest/webhook"
_FAILURES_BEFORE_REST: Final = 3
_REST_S: Final = 10.0
"""How long a Rasa that keeps people waiting is left alone."""


class _Custom(BaseModel):
    model_config = ConfigDict(extra="forbid")

    key: str = Field(pattern=r"^[a-z][a-z_]{0,60}$")
    args: dict[str, Any] = Field(default_factory=dict)


class _Message(BaseModel):
    """`recipient_id` and whatever else Rasa adds is of no interest."""

    custom: _Custom


_MESSAGES: Final = TypeAdapter(list[_Message])


class RasaConversation:
    """Talks to the `rest` channel of Rasa open source 3.6."""

    handled_by = HandledBy.RASA

    def __init__(
        self,
        client: httpx.AsyncClient,
        url: str,
        budget_s: float,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._address = url.rstrip("/") + _WEBHOOK
        self._budget_s = budget_s
        self._now = now
        self._failures = 0
        self._resting_until = 0.0

    async def reply(self, turn: Turn) -> Reply:
        """What Rasa says; raises ConversationUnavailable on anything but usable messages in time."""
        if self._now() < self._resting_until:
            raise ConversationUnavailable("resting")
        message = f"/{turn.press.intent}" if turn.press else turn.text
        metadata = {"lang": turn.lang, "place": turn.place, "what": turn.press.what if turn.press else None}
        try:
            response = await self._post(turn.conversation_id, message, metadata)
        except ConversationUnavailable:
            self._count_failure()
            raise
        self._failures = 0
        return _understood(response)

    async def forget(self, conversation_id: str) -> None:
        """Tell Rasa to drop the tracker; raises ConversationUnavailable when it does not hear."""
        await self._post(conversation_id, "/restart", {})

    async def _post(self, sender: str, message: str, metadata: dict[str, str | None]) -> bytes:
        body = {"sender": sender, "message": message, "metadata": metadata}
        try:
            async with asyncio.timeout(self._budget_s):
                response = await self._client.post(self._address, json=body)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise ConversationUnavailable("timeout") from error
        except httpx.HTTPError as error:
            raise ConversationUnavailable("unreachable") from error
        if response.status_code != httpx.codes.OK:
            raise ConversationUnavailable("status")
        return response.content

    def _count_failure(self) -> None:
        self._failures += 1
        if self._failures >= _FAILURES_BEFORE_REST:
            self._failures = 0
            self._resting_until = self._now() + _REST_S


def _understood(body: bytes) -> Reply:
    try:
        messages = _MESSAGES.validate_json(body)
    except ValidationError as error:
        raise ConversationUnavailable("malformed") from error
    if not messages:
        raise ConversationUnavailable("empty")
    utterances = tuple(Utterance(message.custom.key, message.custom.args) for message in messages)
    restarted = any(utterance.key == "utter_restarted" for utterance in utterances)
    return Reply(utterances, state_of(utterances), restart=restarted)


def state_of(utterances: Iterable[Utterance]) -> dict[str, Any]:
    """What the messages tell of the talk, so that search can go on with it when Rasa fails."""
    state: dict[str, Any] = {"offered": False, "awaiting": None}
    for utterance in utterances:
        match utterance.key:
            case "utter_offer_nearby":
                state |= {"offered": True, "what": utterance.args.get("kind")}
            case "utter_ask_find_offer_form_what":
                state["awaiting"] = "what"
            case "utter_ask_find_offer_form_where":
                state["awaiting"] = "where"
        if isinstance(utterance.args.get("place"), str):
            state["where"] = utterance.args["place"]
    return state
