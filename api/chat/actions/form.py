"""Reads what and where out of a message, for the form `find_offer_form`."""

from __future__ import annotations

from typing import Any, Final

from api.chat.actions.places import locate
from api.chat.cleaning import QUESTION_MARKS
from api.chat.knowledge import Knowledge
from api.chat.models import Reply, Turn, Utterance
from content.text import words
from search.models import AnswerStatus

_FOR_THE_FORM: Final = frozenset({"find_offer", "inform", "affirm"})
"""Intents whose rules lead into the form: were they rejected here, they would lead here again."""
_ANSWER_WORDS: Final = 4
"""An answer to `where?` is hardly longer; a longer one without a place is something else."""


def validate_find_offer_form(knowledge: Knowledge, turn: Turn) -> Reply:
    """Slots read from the message; no slots at all tells that the message was no answer to the form."""
    if _is_question(turn):
        return Reply(())
    what = _what(knowledge, turn)
    located = locate(knowledge, turn.text)
    where = (turn.press.where if turn.press else None) or located.postcode
    slots: dict[str, Any] = {}
    if what is not None:
        slots["what"] = what
    if where is not None:
        slots["where"] = where
    elif turn.awaiting is None and turn.place is not None:
        slots["where"] = turn.place
    if where is None and located.trouble is not None:
        return Reply((located.trouble,), slots | {"where": None})
    if not slots and turn.awaiting == "where" and _unknown_name(turn):
        return Reply((Utterance("utter_place_unknown"),), {"where": None})
    if turn.awaiting is None and turn.intent == "find_offer" and what is None:
        slots["what"] = None  # what an earlier answer was about is not what is looked for now
    if not slots and turn.awaiting is not None and turn.intent in _FOR_THE_FORM:
        slots[turn.awaiting] = None  # asks again; nothing but the form could answer these
    return Reply((), slots)


def _is_question(turn: Turn) -> bool:
    """Whether the message asks something in the middle of the form, instead of answering it."""
    if not turn.in_form or turn.intent != "ask":
        return False
    return _length(turn.text) > _ANSWER_WORDS or any(mark in turn.text for mark in QUESTION_MARKS)


def _unknown_name(turn: Turn) -> bool:
    return turn.intent in (None, "inform", "nlu_fallback") and 0 < _length(turn.text) <= _ANSWER_WORDS


def _what(knowledge: Knowledge, turn: Turn) -> str | None:
    if turn.press is not None:
        return turn.press.what
    named = knowledge.kinds.find(turn.text)
    if named is not None or turn.awaiting != "what":
        return named
    found = knowledge.answer(turn.text, turn.lang, turn.place)
    return next(iter(found.offer_kinds), None) if found.status is not AnswerStatus.NONE else None


def _length(text: str) -> int:
    return sum(1 for _ in words(text))
