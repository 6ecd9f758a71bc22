"""One chat turn: clean, keep safe, choose the language, let a conversation decide, put into words."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Final

import structlog
from starlette.concurrency import run_in_threadpool

from api.chat.actions.answer import answer_too
from api.chat.actions.offers import nearest_of_each, offers_utterance, person_near
from api.chat.actions.places import Located, locate
from api.chat.cards import direction
from api.chat.cleaning import MAX_LENGTH, clean, has_words
from api.chat.conversation import Conversation
from api.chat.errors import (
    ConversationUnavailable,
    ConversationUnknown,
    NotForgotten,
    PayloadExpired,
    PayloadForged,
    TooManyTurns,
)
from api.chat.knowledge import Knowledge
from api.chat.languages import choose_language
from api.chat.limits import TurnLimiter
from api.chat.memory import Memory, Remembered
from api.chat.metrics import SECONDS, TURNS, UNAVAILABLE
from api.chat.models import HandledBy, Press, Reply, Turn, TurnRequest, Utterance
from api.chat.renderer import Rendered, Renderer
from api.chat.schemas import TurnResponse
from api.chat.signing import SignatureError, SignatureExpiredError, Signer
from search.errors import SearchError

_SAFETY_LENGTH: Final = 20_000
"""Characters read for an emergency, far more than are read for a question."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Decided:
    handled_by: HandledBy
    reply: Reply
    rendered: Rendered


@dataclass(frozen=True, slots=True)
class TurnService:
    """Takes a turn of a person and gives what to show."""

    knowledge: Knowledge
    signer: Signer
    renderer: Renderer
    conversations: Sequence[Conversation]
    """Asked in this order; the last one never fails."""
    memory: Memory
    limiter: TurnLimiter
    _forgetting: set[asyncio.Task[None]] = field(default_factory=set)
    """Tasks are only kept alive by whoever holds them."""

    async def handle(self, request: TurnRequest) -> TurnResponse:
        """Answer one turn; raises a ChatProblem for a forged button or too many turns, and nothing else."""
        started = time.perf_counter()
        conversation_id = self._conversation_id(request)
        if not self.limiter.allows(conversation_id):
            raise TooManyTurns
        turn = await run_in_threadpool(self._understand, request, conversation_id)
        decided = await run_in_threadpool(self._decide_alone, turn, request.lang)
        if decided is None:
            decided = await self._converse(turn, request.lang)
        self._remember(turn, decided.reply)
        if decided.handled_by is HandledBy.SAFETY and decided.reply.restart:
            self._forget_unseen(turn.conversation_id)
        self._observe(decided.handled_by, turn.lang, time.perf_counter() - started)
        return self._response(turn, decided)

    async def forget(self, conversation_id: str) -> None:
        """Drop all that is kept of a conversation; raises ConversationUnknown, NotForgotten."""
        if not self.signer.is_ours(conversation_id):
            raise ConversationUnknown
        self.memory.forget(conversation_id)
        for conversation in self.conversations:
            try:
                await conversation.forget(conversation_id)
            except ConversationUnavailable as unavailable:
                UNAVAILABLE.labels(unavailable.reason).inc()
                if unavailable.reason != "unreachable":  # a Rasa that does not run keeps nothing
                    raise NotForgotten from unavailable

    def _forget_unseen(self, conversation_id: str) -> None:
        """Forget without letting anybody wait for it who is in danger."""

        async def forget_all() -> None:
            for conversation in self.conversations:
                with suppress(ConversationUnavailable):
                    await conversation.forget(conversation_id)

        task = asyncio.create_task(forget_all())
        self._forgetting.add(task)
        task.add_done_callback(self._forgetting.discard)

    def _conversation_id(self, request: TurnRequest) -> str:
        given = request.conversation_id
        return given if given and self.signer.is_ours(given) else self.signer.new_conversation_id()

    def _understand(self, request: TurnRequest, conversation_id: str) -> Turn:
        press = self._press(request.payload)
        text = "" if press else clean(request.text or "")
        located = locate(self.knowledge, text[:MAX_LENGTH]) if text else Located()
        remembered = self.memory.recall(conversation_id)
        catalogs = self.knowledge.services.catalogs
        lang = choose_language(text, request.lang, catalogs) if text else request.lang
        if press and press.lang and press.lang in catalogs:
            lang = press.lang
        return Turn(
            conversation_id=conversation_id,
            text=text,
            lang=lang,
            place=self._place(located, press, request.place) or remembered.place,
            press=press or _said_by_place(located),
            place_trouble=located.trouble if located.alone else None,
            what=remembered.what,
            offered=remembered.offered,
            awaiting=remembered.awaiting,
        )

    def _press(self, payload: str | None) -> Press | None:
        if not payload:
            return None
        try:
            return self.signer.press(payload)
        except SignatureExpiredError as error:
            raise PayloadExpired from error
        except SignatureError as error:
            raise PayloadForged from error

    def _place(self, located: Located, press: Press | None, given: str | None) -> str | None:
        if press and press.where:
            return press.where
        return located.postcode or (self.knowledge.where(given).key if given else None)

    def _decide_alone(self, turn: Turn, asked_in: str) -> _Decided | None:
        """What needs no conversation: danger, silence, too many words, another language."""
        if turn.press:
            return self._gateway(turn, Utterance("language_changed")) if turn.press.lang else None
        safety = self._safety(turn, asked_in) if turn.text else None
        return safety or self._unreadable(turn)

    def _safety(self, turn: Turn, asked_in: str) -> _Decided | None:
        """Fixed words for an emergency, and who helps near."""
        lines = self.knowledge.services.safety.match(turn.text[:_SAFETY_LENGTH], turn.lang)
        if not lines:
            return None
        slugs = [line.slug for line in lines]
        kinds = tuple(dict.fromkeys(kind for line in lines for kind in line.offer_kinds))
        said = (
            Utterance("safety", {"lines": slugs}),
            *self._people(turn, kinds),
            *_switched(turn, asked_in),
        )
        # What is private leaves no trace: not even that a place was named.
        reply = Reply(said, restart=any(line.private for line in lines))
        return self._rendered(HandledBy.SAFETY, turn, reply)

    def _unreadable(self, turn: Turn) -> _Decided | None:
        """A question back where there is nothing to read, or too much."""
        if not turn.text:
            return self._gateway(turn, Utterance("text_empty"))
        if not has_words(turn.text):
            return self._gateway(turn, Utterance("utter_ask_rephrase"))
        if len(turn.text) > MAX_LENGTH:
            return self._gateway(
                turn, Utterance("text_too_long", {"length": len(turn.text), "limit": MAX_LENGTH})
            )
        return self._gateway(turn, turn.place_trouble) if turn.place_trouble else None

    def _people(self, turn: Turn, kinds: Sequence[str]) -> tuple[Utterance, ...]:
        if turn.place is None:
            return ()
        found = nearest_of_each(self.knowledge, kinds, turn.place, turn.lang)
        if found:
            return (offers_utterance("person", found, turn.place),)
        return (person_near(self.knowledge, turn.place, turn.lang),)

    def _gateway(self, turn: Turn, utterance: Utterance) -> _Decided:
        return self._rendered(HandledBy.GATEWAY, turn, Reply((utterance,)))

    async def _converse(self, turn: Turn, asked_in: str) -> _Decided:
        for conversation in self.conversations:
            try:
                reply = await conversation.reply(turn)
                if conversation.handled_by is HandledBy.RASA:
                    reply = await run_in_threadpool(self._answered_too, turn, reply)
            except ConversationUnavailable as unavailable:
                UNAVAILABLE.labels(unavailable.reason).inc()
                log.warning("conversation_unavailable", reason=unavailable.reason)
                continue
            said = replace(reply, utterances=(*reply.utterances, *_switched(turn, asked_in)))
            decided = await run_in_threadpool(self._rendered, conversation.handled_by, turn, said)
            if len(decided.rendered.messages) > len(said.utterances) - len(reply.utterances):
                return decided
            UNAVAILABLE.labels("unspeakable").inc()
        return self._gateway(turn, Utterance("utter_ask_rephrase"))

    def _answered_too(self, turn: Turn, reply: Reply) -> Reply:
        try:
            return answer_too(self.knowledge, turn, reply)
        except SearchError:
            return reply

    def _rendered(self, handled_by: HandledBy, turn: Turn, reply: Reply) -> _Decided:
        place = reply.slots.get("where") or turn.place
        return _Decided(handled_by, reply, self.renderer.render(reply.utterances, turn.lang, place))

    def _remember(self, turn: Turn, reply: Reply) -> None:
        if reply.restart:
            self.memory.forget(turn.conversation_id)
            return
        before: dict[str, Any] = {"what": turn.what, "offered": turn.offered, "awaiting": turn.awaiting}
        kept = before | {name: value for name, value in reply.slots.items() if name in before}
        place = reply.slots.get("where") or turn.place
        self.memory.keep(turn.conversation_id, Remembered(place=place, **kept))

    def _observe(self, handled_by: HandledBy, lang: str, seconds: float) -> None:
        TURNS.labels(handled_by, lang).inc()
        SECONDS.labels(handled_by).observe(seconds)
        log.info("chat_turn", handled_by=handled_by.value, lang=lang, ms=round(seconds * 1000))

    def _response(self, turn: Turn, decided: _Decided) -> TurnResponse:
        place = None if decided.reply.restart else decided.reply.slots.get("where") or turn.place
        where = self.knowledge.where(place)
        return TurnResponse(
            conversation_id=turn.conversation_id,
            lang=turn.lang,
            dir=direction(turn.lang),
            messages=decided.rendered.messages,
            buttons=decided.rendered.buttons,
            handled_by=decided.handled_by,
            place=place,
            place_name=where.name if where.found else None,
            keep_text=len(turn.text) > MAX_LENGTH,
        )


def _switched(turn: Turn, asked_in: str) -> tuple[Utterance, ...]:
    """Says that the language was changed, with a button back."""
    if turn.lang == asked_in or (turn.press and turn.press.lang):
        return ()
    return (Utterance("language_switched", {"from": asked_in}),)


def _said_by_place(located: Located) -> Press | None:
    """A message that is nothing but a place says `here`; nobody has to guess what a bare number means."""
    return Press("inform", where=located.postcode) if located.alone and located.postcode else None
