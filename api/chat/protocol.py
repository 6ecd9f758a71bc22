"""The action server protocol of Rasa open source 3.6.21: what it sends, what it understands."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from api.chat.models import Press, Reply, Turn


class Intent(BaseModel):
    """What the message was taken for."""

    name: str | None = None


class LatestMessage(BaseModel):
    """The message of this turn; `metadata` is what the turn service sent along."""

    text: str | None = None
    intent: Intent = Field(default_factory=Intent)
    metadata: dict[str, Any] | None = None


class ActiveLoop(BaseModel):
    """The form that runs."""

    name: str | None = None


class Tracker(BaseModel):
    """The part of the conversation the actions need."""

    sender_id: str = ""
    slots: dict[str, Any] = Field(default_factory=dict)
    latest_message: LatestMessage = Field(default_factory=LatestMessage)
    active_loop: ActiveLoop | None = None


class ActionCall(BaseModel):
    """One request of Rasa. `domain`, `version` and the rest of the tracker are not read."""

    next_action: str
    tracker: Tracker

    def turn(self, fallback_lang: str) -> Turn:
        """The turn this call belongs to."""
        message, slots = self.tracker.latest_message, self.tracker.slots
        sent = message.metadata or {}
        place = _text(sent.get("place")) or _text(slots.get("where"))
        text = message.text or ""
        pressed = text.startswith("/")
        press = (
            Press(message.intent.name or "", what=_text(sent.get("what")), where=_text(sent.get("place")))
            if pressed
            else None
        )
        loop = self.tracker.active_loop
        return Turn(
            conversation_id=self.tracker.sender_id,
            text="" if pressed else text,
            lang=_text(sent.get("lang")) or fallback_lang,
            place=place,
            press=press,
            what=_text(slots.get("what")),
            offered=slots.get("offered") is True,
            awaiting=_text(slots.get("requested_slot")),
            intent=message.intent.name,
            in_form=loop is not None and loop.name is not None,
        )


_SLOTS = ("what", "where", "offered")


class ActionAnswer(BaseModel):
    """What Rasa gets back: events for its tracker, messages for the channel."""

    events: list[dict[str, Any]] = Field(default_factory=list)
    responses: list[dict[str, Any]] = Field(default_factory=list)

    @classmethod
    def of(cls, reply: Reply) -> ActionAnswer:
        """A reply in the words of the protocol; slots the domain does not have stay out."""
        events: list[dict[str, Any]] = [
            {"event": "slot", "timestamp": None, "name": name, "value": value}
            for name, value in reply.slots.items()
            if name in _SLOTS
        ]
        if reply.restart:
            events.append({"event": "restart", "timestamp": None})
        said = [{"custom": {"key": each.key, "args": dict(each.args)}} for each in reply.utterances]
        return cls(events=events, responses=said)


class Refusal(BaseModel):
    """Why an action was not run, in the shape of rasa-sdk; with status 400 Rasa tries another action."""

    error: str
    action_name: str


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
