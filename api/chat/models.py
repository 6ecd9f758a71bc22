"""What passes through a chat turn.

Inside, everything is said by reference: an `Utterance` names a message and small arguments (slugs,
ids, postcodes). Words come in at the very end, in the renderer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class HandledBy(StrEnum):
    """Who decided what a turn says."""

    RASA = "rasa"
    SEARCH = "search"
    SAFETY = "safety"
    GATEWAY = "gateway"
    """The turn service itself: an empty message, a change of language."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A message by reference: a key of the catalog or a kind of card, and what to fill in."""

    key: str
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Press:
    """What a pressed button means; only ever read from a payload with our signature."""

    intent: str
    what: str | None = None
    """Slug of an offer kind."""
    where: str | None = None
    """Postcode."""
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class TurnRequest:
    """One message of a person: typed text, or the payload of a button."""

    conversation_id: str | None
    text: str | None
    payload: str | None
    lang: str
    """The language the person sees at the moment; must be switched on."""
    place: str | None = None
    """A postcode or the name of a municipality."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn that is clean and understood so far: what a Conversation gets to see."""

    conversation_id: str
    text: str
    lang: str
    place: str | None
    """Postcode."""
    press: Press | None = None
    place_trouble: Utterance | None = None
    """What to say to a message that is nothing but a place nobody can use."""
    what: str | None = None
    """The kind of office the talk is about."""
    offered: bool = False
    """Whether the last answer asked if it should show who helps nearby."""
    awaiting: str | None = None
    """`what` or `where` when the last message asked for it."""
    intent: str | None = None
    """What Rasa took the message for; None when nobody has said."""
    in_form: bool = False
    """Whether a form goes on after this reply, so that it must ask nothing itself."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say, and what to remember of it (`what`, `where`, `offered`, `awaiting`)."""

    utterances: tuple[Utterance, ...]
    slots: Mapping[str, Any] = field(default_factory=dict)
    restart: bool = False
    """Forget the talk so far."""
