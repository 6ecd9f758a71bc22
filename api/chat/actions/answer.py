"""Answers a question from the library, and says who helps near."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from api.chat.actions.offers import SHOWN, action_offers, nearest_of_each, offers_utterance, person_near
from api.chat.actions.person import action_person
from api.chat.actions.places import Located, locate
from api.chat.cleaning import QUESTION_MARKS, has_words
from api.chat.knowledge import Knowledge
from api.chat.models import Reply, Turn, Utterance
from content.text import words
from search.models import Answer, AnswerStatus, DocumentKind

_OFFERING: Final = frozenset(
    {"offers", "offers_none", "utter_ask_find_offer_form_what", "utter_ask_find_offer_form_where"}
)
_REFUSING: Final = frozenset({"utter_out_of_scope", "utter_ask_rephrase"})
_QUESTION_WORDS: Final = 4
"""Shorter messages are answers to a question of ours, or names."""


def action_answer(knowledge: Knowledge, turn: Turn) -> Reply:
    """Quote what the library says; then offers near a known place, or the question whether to show them."""
    if not has_words(turn.text):
        return Reply((Utterance("utter_ask_rephrase"),))
    located = locate(knowledge, turn.text)
    if located.alone:
        return _place_alone(knowledge, turn, located)
    postcode = located.postcode or turn.place
    found = knowledge.answer(turn.text, turn.lang, postcode)
    spoken = [_answer_utterance(found, turn.lang, postcode)]
    if located.trouble is not None:
        spoken.append(located.trouble)
    follow_up = _follow_up(knowledge, turn, found, postcode, asked=located.trouble is not None)
    return Reply((*spoken, *follow_up.utterances), follow_up.slots)


def answer_too(knowledge: Knowledge, turn: Turn, reply: Reply) -> Reply:
    """A question is answered whatever else it was taken for, where the library has an answer.

    Who asks where to find a place in a Kita wants to know how that works as well as an address, and
    a question nobody thought of may look out of scope to the dialogue.
    """
    keys = {utterance.key for utterance in reply.utterances}
    if _length(turn.text) < _QUESTION_WORDS or not keys <= _OFFERING | _REFUSING:
        return reply
    found = knowledge.answer(turn.text, turn.lang, turn.place)
    if keys <= _REFUSING:
        return action_answer(knowledge, turn) if found.status is AnswerStatus.ANSWERED else reply
    asks = any(mark in turn.text for mark in QUESTION_MARKS)
    if found.status is AnswerStatus.NONE or (found.status is AnswerStatus.PARTLY and not asks):
        return reply
    return replace(reply, utterances=(_answer_utterance(found, turn.lang, turn.place), *reply.utterances))


def _answer_utterance(found: Answer, lang: str, postcode: str | None) -> Utterance:
    quotes = [{"article": q.article, "lang": q.lang, "positions": list(q.positions)} for q in found.quotes]
    related = [
        {"article": hit.page, "lang": hit.lang} for hit in found.related if hit.kind is DocumentKind.ARTICLE
    ]
    args = {
        "status": found.status.value,
        "quotes": quotes,
        "offer_kinds": list(found.offer_kinds),
        "related": related,
        "lang": lang,
        "place": postcode,
    }
    return Utterance("answer", args)


def _follow_up(
    knowledge: Knowledge, turn: Turn, found: Answer, postcode: str | None, *, asked: bool
) -> Reply:
    """Who helps with this. `asked` tells that the place is being asked for already."""
    known: dict[str, Any] = {"where": postcode} if postcode else {}
    if turn.in_form:
        return Reply((), known)
    kinds = _kinds(knowledge, turn, found)
    if found.status is AnswerStatus.NONE and not kinds:
        person = action_person(knowledge, turn)
        return Reply(person.utterances[:1] if asked else person.utterances, person.slots)
    kind = next(iter(kinds), None)
    if kind is None:
        return Reply((), known | {"what": None, "offered": False, "awaiting": None})
    if postcode is None:
        question = () if asked else (Utterance("utter_offer_nearby", {"kind": kind}),)
        return Reply(question, {"what": kind, "offered": True, "awaiting": "where" if asked else None})
    near = nearest_of_each(knowledge, kinds, postcode, turn.lang)
    if not near:
        return Reply((person_near(knowledge, postcode, turn.lang),), known)
    offers = (offers_utterance("offers", near, postcode),)
    return Reply(offers, known | {"what": kind, "offered": False, "awaiting": None})


def _kinds(knowledge: Knowledge, turn: Turn, found: Answer) -> tuple[str, ...]:
    """Kinds of office that help: those of the articles, and the one the message names among the first."""
    named = knowledge.kinds.find(turn.text)
    kinds = () if found.status is AnswerStatus.NONE else found.offer_kinds
    first = (*kinds[: SHOWN - 1], *([named] if named else []))
    return tuple(dict.fromkeys((*first, *kinds)))


def _place_alone(knowledge: Knowledge, turn: Turn, located: Located) -> Reply:
    """A message that is nothing but a place: the missing half of a question."""
    if located.trouble is not None:
        return Reply((located.trouble,), {"awaiting": "where"})
    placed = Turn(turn.conversation_id, turn.text, turn.lang, located.postcode, what=turn.what)
    return action_offers(knowledge, placed)


def _length(text: str) -> int:
    return sum(1 for _ in words(text))
