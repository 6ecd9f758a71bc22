from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.chat.desk import ChatDesk, open_desk
from api.chat.errors import ConversationUnavailable, NotForgotten
from api.chat.memory import Remembered
from api.chat.models import HandledBy, Press, Turn, TurnRequest, Utterance
from api.chat.rasa import RasaConversation
from api.chat.schemas import TurnResponse
from tests.api.chat.chat_world import world

Handler = Callable[[httpx.Request], httpx.Response]


def rasa(handler: Handler, now: Callable[[], float] = lambda: 0.0) -> RasaConversation:
    client = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    return RasaConversation(client, "http://rasa:5005/", 0.2, now)


def says(*messages: Any) -> Handler:
    return lambda _request: httpx.Response(200, json=list(messages))


def turn(text: str = "Hallo", press: Press | None = None) -> Turn:
    return Turn("00000000-0000-8000-8000-000000000000", text, "ar", "44137", press=press)


def test_rasa_gets_text_language_and_place() -> None:
    seen: list[dict[str, Any]] = []

    def handler(request: httpx.Request) -> httpx.Response:
        assert str(request.url) == "http://rasa:5005/webhooks/rest/webhook"
        seen.append(json.loads(request.content))
        return httpx.Response(200, json=[{"recipient_id": "x", "custom": {"key": "utter_greet", "args": {}}}])

    reply = asyncio.run(rasa(handler).reply(turn()))
    assert reply.utterances == (Utterance("utter_greet"),)
    assert seen == [
        {
            "sender": "00000000-0000-8000-8000-000000000000",
            "message": "Hallo",
            "metadata": {"lang": "ar", "place": "44137", "what": None},
        }
    ]


def test_only_a_button_sends_a_command() -> None:
    seen: list[dict[str, Any]] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(json.loads(request.content))
        return httpx.Response(200, json=[{"custom": {"key": "utter_greet", "args": {}}}])

    asyncio.run(rasa(handler).reply(turn("", Press("find_offer", what="kita"))))
    assert seen[0]["message"] == "/find_offer"
    assert seen[0]["metadata"]["what"] == "kita"


def broken(_request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused")


def late(_request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("late")


NO_REPLY = [
    (says(), "empty"),
    (says({"recipient_id": "x", "text": "Hi"}), "malformed"),
    (says({"custom": {"key": "Not A Key", "args": {}}}), "malformed"),
    (says({"custom": {"key": "utter_greet", "args": []}}), "malformed"),
    (lambda _request: httpx.Response(200, text="<html>"), "malformed"),
    (lambda _request: httpx.Response(500), "status"),
    (broken, "unreachable"),
    (late, "timeout"),
]


@pytest.mark.parametrize(("handler", "reason"), NO_REPLY)
def test_anything_but_messages_in_time_is_no_reply(handler: Handler, reason: str) -> None:
    with pytest.raises(ConversationUnavailable) as caught:
        asyncio.run(rasa(handler).reply(turn()))
    assert caught.value.reason == reason


def test_the_budget_of_time_is_kept() -> None:
    async def handler(_request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(5)
        return httpx.Response(200, json=[])

    client = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    conversation = RasaConversation(client, "http://rasa", 0.05)
    with pytest.raises(ConversationUnavailable, match="timeout"):
        asyncio.run(conversation.reply(turn()))


def test_a_rasa_that_keeps_failing_is_left_alone_for_a_while() -> None:
    now = 0.0
    conversation = rasa(broken, lambda: now)
    reasons = []
    for _ in range(4):
        with pytest.raises(ConversationUnavailable) as caught:
            asyncio.run(conversation.reply(turn()))
        reasons.append(caught.value.reason)
    assert reasons == ["unreachable"] * 3 + ["resting"]
    now = 11.0
    with pytest.raises(ConversationUnavailable, match="unreachable"):
        asyncio.run(conversation.reply(turn()))


def desk_with(handler: Handler, folder: Path) -> ChatDesk:
    services = world(folder, settings={"rasa_url": "http://rasa:5005", "rasa_budget_s": 0.2})
    return open_desk(services, httpx.AsyncClient(transport=httpx.MockTransport(handler)))


def say(desk: ChatDesk, text: str, conversation_id: str | None = None) -> TurnResponse:
    return asyncio.run(desk.turns.handle(TurnRequest(conversation_id, text, None, "de")))


def test_a_turn_by_rasa_is_put_into_words(tmp_path: Path) -> None:
    args = {"kind": "kita", "place": "44137", "offers": ["demo-kita-dortmund"], "distances": [0.4]}
    said = say(desk_with(says({"custom": {"key": "offers", "args": args}}), tmp_path), "44137")
    assert said.handled_by is HandledBy.RASA
    assert [message.kind for message in said.messages] == ["text", "offer"]
    assert said.place == "44137"


@pytest.mark.parametrize(("handler", "_reason"), NO_REPLY)
def test_without_a_reply_search_answers(handler: Handler, _reason: str, tmp_path: Path) -> None:
    said = say(desk_with(handler, tmp_path), "Was kostet die Kita?")
    assert said.handled_by is HandledBy.SEARCH
    assert said.messages[0].kind == "quote"


@pytest.mark.parametrize(
    "custom",
    [
        {"key": "utter_unheard_of", "args": {}},
        {"key": "answer", "args": {}},
        {"key": "answer", "args": {"status": "answered", "quotes": [{"article": "gone"}], "related": []}},
        {"key": "offers", "args": {"place": "44137", "offers": ["gone"], "distances": [1]}},
        {"key": "offers", "args": {"place": "44137", "offers": "x", "distances": 5}},
        {"key": "safety", "args": {"lines": ["gone"]}},
    ],
)
def test_a_reply_that_cannot_be_put_into_words_is_no_reply(custom: dict[str, Any], tmp_path: Path) -> None:
    said = say(desk_with(says({"custom": custom}), tmp_path), "Kita?")
    assert said.handled_by is HandledBy.SEARCH
    assert said.messages[0].kind == "quote"


def test_search_goes_on_where_rasa_stopped(tmp_path: Path) -> None:
    replies = [
        httpx.Response(200, json=[{"custom": {"key": "utter_offer_nearby", "args": {"kind": "kita"}}}])
    ]

    def handler(_request: httpx.Request) -> httpx.Response:
        return replies.pop() if replies else httpx.Response(200, json=[])

    desk = desk_with(handler, tmp_path)
    first = say(desk, "Was kostet die Kita?")
    second = say(desk, "ja", first.conversation_id)
    assert second.handled_by is HandledBy.SEARCH
    assert second.messages[0].kind == "text"
    third = say(desk, "Köln", first.conversation_id)
    assert [message.kind for message in third.messages] == ["text", "offer"]


def test_forgetting_reaches_rasa(tmp_path: Path) -> None:
    seen: list[dict[str, Any]] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(json.loads(request.content))
        return httpx.Response(200, json=[])

    desk = desk_with(handler, tmp_path)
    conversation_id = desk.turns.signer.new_conversation_id()
    asyncio.run(desk.turns.forget(conversation_id))
    assert seen == [{"sender": conversation_id, "message": "/restart", "metadata": {}}]


def test_a_rasa_that_does_not_run_keeps_nothing(tmp_path: Path) -> None:
    desk = desk_with(broken, tmp_path)
    conversation_id = desk.turns.signer.new_conversation_id()
    desk.turns.memory.keep(conversation_id, Remembered(place="44137"))
    asyncio.run(desk.turns.forget(conversation_id))
    assert desk.turns.memory.recall(conversation_id) == Remembered()


def test_a_rasa_that_does_not_hear_has_not_forgotten(tmp_path: Path) -> None:
    desk = desk_with(late, tmp_path)
    with pytest.raises(NotForgotten):
        asyncio.run(desk.turns.forget(desk.turns.signer.new_conversation_id()))


def test_a_question_taken_for_a_search_is_answered_too(tmp_path: Path) -> None:
    args = {"kind": "kita", "place": "44137", "offers": ["demo-kita-dortmund"], "distances": [0.4]}
    desk = desk_with(says({"custom": {"key": "offers", "args": args}}), tmp_path)
    said = say(desk, "Wo finde ich in Dortmund eine Kita?")
    assert [message.kind for message in said.messages] == ["quote", "text", "offer"]


@pytest.mark.parametrize(("mark", "kinds"), [("?", ["text", "quote", "text"]), ("", ["text"])])
def test_an_uncertain_answer_is_added_to_what_is_surely_a_question(
    tmp_path: Path, mark: str, kinds: list[str]
) -> None:
    desk = desk_with(says({"custom": {"key": "utter_ask_find_offer_form_where", "args": {}}}), tmp_path)
    said = say(desk, f"Wohin gehe ich mit meinem Diplom{mark}")
    assert [
        message.kind for message in said.messages if getattr(message, "key", "") != "answer_related"
    ] == kinds


def test_a_question_taken_for_nonsense_is_answered_if_search_is_sure(tmp_path: Path) -> None:
    desk = desk_with(says({"custom": {"key": "utter_out_of_scope", "args": {}}}), tmp_path)
    assert say(desk, "Wo finde ich denn eine Kita?").messages[0].kind == "quote"
    poem = say(desk, "Schreib mir ein Gedicht über Katzen")
    assert [getattr(message, "key", "") for message in poem.messages] == ["utter_out_of_scope"]


def test_a_place_alone_is_told_as_a_place(tmp_path: Path) -> None:
    seen: list[dict[str, Any]] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(json.loads(request.content))
        return httpx.Response(200, json=[{"custom": {"key": "utter_ask_find_offer_form_what", "args": {}}}])

    desk = desk_with(handler, tmp_path)
    say(desk, "50667 Köln")
    assert (seen[0]["message"], seen[0]["metadata"]["place"]) == ("/inform", "50667")
    assert say(desk, "00000").handled_by is HandledBy.GATEWAY


def test_after_private_danger_rasa_forgets_what_was_said_before(tmp_path: Path) -> None:
    seen: list[dict[str, Any]] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(json.loads(request.content))
        return httpx.Response(200, json=[])

    async def turn_and_after(desk: ChatDesk) -> None:
        await desk.turns.handle(TurnRequest(None, "Mein Mann schlägt mich", None, "de"))
        await asyncio.sleep(0.05)

    asyncio.run(turn_and_after(desk_with(handler, tmp_path)))
    assert [each["message"] for each in seen] == ["/restart"]


def test_the_same_thing_is_not_said_twice_in_a_row(tmp_path: Path) -> None:
    twice = says(*[{"custom": {"key": "utter_greet", "args": {}}}] * 2)
    assert len(say(desk_with(twice, tmp_path), "Hallo").messages) == 1
