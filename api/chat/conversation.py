"""Who decides what a turn says: the port, and the way without Rasa."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, Protocol

import structlog
from starlette.concurrency import run_in_threadpool

from api.chat.actions.answer import action_answer
from api.chat.actions.form import validate_find_offer_form
from api.chat.actions.offers import action_offers
from api.chat.actions.person import action_person
from api.chat.actions.registry import Action
from api.chat.actions.talk import action_emergency, action_languages, action_restart_talk
from api.chat.knowledge import Knowledge
from api.chat.models import HandledBy, Reply, Turn, Utterance
from api.chat.phrases import Phrasebook
from search.errors import SearchError

log = structlog.get_logger(__name__)


class Conversation(Protocol):
    """Decides what to say; raises ConversationUnavailable when it cannot."""

    handled_by: HandledBy

    async def reply(self, turn: Turn) -> Reply:
        """What to say to one turn."""

    async def forget(self, conversation_id: str) -> None:
        """Drop whatever is kept of a conversation."""


class SearchConversation:
    """Answers from search; keeps to the same questions, offers and buttons as the dialogue of Rasa."""

    handled_by = HandledBy.SEARCH

    def __init__(self, knowledge: Knowledge, phrases: Phrasebook) -> None:
        self._knowledge = knowledge
        self._phrases = phrases

    async def reply(self, turn: Turn) -> Reply:
        """Never fails: without an index it names a person to ask."""
        return await run_in_threadpool(self._reply, turn)

    async def forget(self, conversation_id: str) -> None:
        """Keeps nothing itself."""

    def _reply(self, turn: Turn) -> Reply:
        try:
            return self._decide(turn)
        except SearchError as error:
            log.error("chat_search_unavailable", reason=type(error).__name__)  # noqa: TRY400 - a traceback may quote the message
            person = action_person(self._knowledge, turn)
            return Reply((Utterance("search_unavailable"), *person.utterances), person.slots)

    def _decide(self, turn: Turn) -> Reply:
        intent = turn.press.intent if turn.press else self._phrases.intent(turn.text)
        if turn.awaiting and intent not in _BY_INTENT:
            filled = _fill(self._knowledge, turn)
            if filled is not None:
                return filled
        action = _BY_INTENT.get(intent or "", action_answer)
        return action(self._knowledge, turn)


def _fill(knowledge: Knowledge, turn: Turn) -> Reply | None:
    """The answer to `what?` or `where?`; None when the message is something else."""
    read = validate_find_offer_form(knowledge, turn)
    if read.utterances:
        return replace(read, slots={**read.slots, "awaiting": "where"})
    if read.slots.get("what") is None and read.slots.get("where") is None:
        return None
    return _go_on(knowledge, turn, read)


def _go_on(knowledge: Knowledge, turn: Turn, read: Reply) -> Reply:
    known = replace(turn, what=read.slots.get("what", turn.what), place=read.slots.get("where") or turn.place)
    asked = action_offers(knowledge, known)
    return Reply(asked.utterances, {"what": known.what, "where": known.place, **asked.slots})


def _find_offer(knowledge: Knowledge, turn: Turn) -> Reply:
    fresh = replace(turn, awaiting=None, intent=turn.press.intent if turn.press else "find_offer")
    read = validate_find_offer_form(knowledge, fresh)
    return read if read.utterances else _go_on(knowledge, fresh, read)


def _affirm(knowledge: Knowledge, turn: Turn) -> Reply:
    if turn.offered and turn.what:
        return _go_on(knowledge, turn, Reply(()))
    return Reply((Utterance("utter_help"),))


def _say(key: str) -> Action:
    def say(_knowledge: Knowledge, _turn: Turn) -> Reply:
        return Reply((Utterance(key),), {"offered": False, "awaiting": None})

    return say


_BY_INTENT: Final[Mapping[str, Callable[[Knowledge, Turn], Reply]]] = {
    "affirm": _affirm,
    "change_language": action_languages,
    "deny": _say("utter_anything_else"),
    "emergency": action_emergency,
    "find_offer": _find_offer,
    "goodbye": _say("utter_goodbye"),
    "greet": _say("utter_greet"),
    "help": _say("utter_help"),
    "inform": _find_offer,
    "restart_talk": action_restart_talk,
    "stop": _say("utter_form_stopped"),
    "talk_to_person": action_person,
    "thank": _say("utter_welcome"),
}
