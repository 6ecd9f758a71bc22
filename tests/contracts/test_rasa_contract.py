"""What Rasa 3.6.21 sends and says, recorded from the real server, against the API that talks to it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from api.chat.models import Turn
from api.chat.rasa import RasaConversation
from api.main import create_app
from tests.api.chat.chat_world import world

FOLDER = Path(__file__).resolve().parent / "rasa"
RECORDINGS = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))
}
CALLS = [
    pytest.param(call, id=f"{name}-{number}-{call['request']['next_action']}")
    for name, recording in RECORDINGS.items()
    for number, call in enumerate(recording["calls"])
]


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    app = create_app(services=world(tmp_path_factory.mktemp("data")))
    with TestClient(app, client=("127.0.0.1", 50_000)) as client:
        yield client


def slots(events: list[dict[str, Any]]) -> dict[str, Any]:
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}


def keys(answer: dict[str, Any]) -> list[str]:
    """What is said; a place outside the Land and one that does not exist lead on alike."""
    said = [response["custom"]["key"] for response in answer["responses"]]
    return ["utter_place_unknown" if key == "utter_place_outside" else key for key in said]


def test_recordings_are_there() -> None:
    assert {"question", "question_in_form", "yes", "place", "unknown_place", "restart"} <= set(RECORDINGS)


@pytest.mark.parametrize("call", CALLS)
def test_the_webhook_answers_as_the_dialogue_expects(web: TestClient, call: dict[str, Any]) -> None:
    """The recorded answers are those the rules of the dialogue were tested with."""
    answer = web.post("/internal/rasa/webhook", json=call["request"])
    assert answer.status_code == 200
    given, expected = answer.json(), call["answer"]
    assert keys(given) == keys(expected)
    assert {event["event"] for event in given["events"]} >= {event["event"] for event in expected["events"]}
    assert set(slots(given["events"])) >= set(slots(expected["events"]))
    for name in ("offered", "where"):
        if name in slots(expected["events"]):
            assert slots(given["events"])[name] == slots(expected["events"])[name]


@pytest.mark.parametrize("call", CALLS)
def test_an_answer_holds_what_rasa_accepts_and_no_more(web: TestClient, call: dict[str, Any]) -> None:
    given = web.post("/internal/rasa/webhook", json=call["request"]).json()
    assert set(given) == {"events", "responses"}
    for event in given["events"]:
        shape = (
            {"event", "timestamp", "name", "value"} if event["event"] == "slot" else {"event", "timestamp"}
        )
        assert set(event) == shape
    for response in given["responses"]:
        assert set(response) == {"custom"}
        assert set(response["custom"]) == {"key", "args"}


@pytest.mark.parametrize("name", RECORDINGS)
def test_what_rasa_says_is_understood(name: str) -> None:
    said = RECORDINGS[name]["said"]
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, json=said))
    conversation = RasaConversation(httpx.AsyncClient(transport=transport), "http://rasa", 2.0)
    reply = asyncio.run(conversation.reply(Turn("recorded", "Hallo", "de", None)))
    assert [each.key for each in reply.utterances] == [message["custom"]["key"] for message in said]
