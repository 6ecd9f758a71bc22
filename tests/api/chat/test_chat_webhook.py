from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from tests.api.chat.chat_world import SmallSearch, world

ADDRESS = "/internal/rasa/webhook"


def call(action: str, text: str = "", **tracker: Any) -> dict[str, Any]:
    message = {
        "text": text,
        "intent": {"name": tracker.pop("intent", None)},
        "metadata": {
            "lang": tracker.pop("lang", "de"),
            "place": tracker.pop("place", None),
            **tracker.pop("sent", {}),
        },
    }
    loop = {"name": "find_offer_form"} if tracker.pop("in_form", False) else {}
    slots = {"what": None, "where": None, "offered": None, "requested_slot": None} | tracker
    return {
        "next_action": action,
        "sender_id": "1",
        "version": "3.6.21",
        "tracker": {
            "sender_id": "1",
            "slots": slots,
            "latest_message": message,
            "active_loop": loop,
            "events": [],
        },
    }


def run(
    web: TestClient, action: str, text: str = "", **tracker: Any
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Slots set, and keys with arguments said."""
    answer = web.post(ADDRESS, json=call(action, text, **tracker))
    assert answer.status_code == 200
    body = answer.json()
    slots = {event["name"]: event["value"] for event in body["events"] if event["event"] == "slot"}
    return slots, [response["custom"] for response in body["responses"]]


def keys(said: list[dict[str, Any]]) -> list[str]:
    return [each["key"] for each in said]


def test_an_answer_goes_out_as_references(web: TestClient) -> None:
    slots, said = run(web, "action_answer", "Wer hilft mit der Kita?", lang="ar")
    assert keys(said) == ["answer", "utter_offer_nearby"]
    assert said[0]["args"] == {
        "status": "answered",
        "quotes": [{"article": "kita-entitlement", "lang": "de", "positions": [-1, 1, 2, 3]}],
        "offer_kinds": ["jugendamt", "kita"],
        "related": [],
        "lang": "ar",
        "place": None,
    }
    assert slots["offered"] is True
    assert slots["what"] == "jugendamt"


def test_a_known_place_brings_offers(web: TestClient) -> None:
    slots, said = run(web, "action_answer", "Kita?", place="44137")
    assert keys(said) == ["answer", "offers"]
    assert said[1]["args"]["offers"] == ["demo-jugendamt-dortmund", "demo-kita-dortmund"]
    assert said[1]["args"]["distances"] == [0.0, 0.0]
    assert slots == {"where": "44137", "what": "jugendamt", "offered": False}


def test_inside_the_form_an_answer_asks_nothing(web: TestClient) -> None:
    slots, said = run(web, "action_answer", "Was kostet die Kita?", in_form=True, requested_slot="where")
    assert keys(said) == ["answer"]
    assert "offered" not in slots


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ich suche ein Jugendamt", "jugendamt"),
        ("أبحث عن حضانة", "kita"),
        ("шукаю місце в садочку", "kita"),
        ("Kindergärten in der Nähe", "kita"),
        ("irgendetwas", None),
        ("Kindergartenplatz", "kita"),
        ("a nursery please", "kita"),
        ("أريد الحضانة القريبة", "kita"),
    ],
)
def test_the_form_reads_what_in_any_language(web: TestClient, text: str, kind: str | None) -> None:
    slots, _ = run(web, "validate_find_offer_form", text, intent="find_offer")
    assert slots["what"] == kind


@pytest.mark.parametrize(
    ("text", "where"),
    [("44137", "44137"), ("في دورتموند", "44137"), ("у Дортмунді", "44137"), ("Köln bitte", "50667")],
)
def test_the_form_reads_where_in_any_script(web: TestClient, text: str, where: str) -> None:
    slots, said = run(
        web,
        "validate_find_offer_form",
        text,
        intent="inform",
        in_form=True,
        requested_slot="where",
        what="kita",
    )
    assert slots["where"] in {where, "44139"}
    assert said == []


@pytest.mark.parametrize(
    ("text", "key"),
    [("00000", "utter_place_unknown"), ("10115", "utter_place_outside"), ("Timbuktu", "utter_place_unknown")],
)
def test_a_place_that_does_not_do_is_asked_again(web: TestClient, text: str, key: str) -> None:
    slots, said = run(
        web,
        "validate_find_offer_form",
        text,
        intent="inform",
        in_form=True,
        requested_slot="where",
        what="kita",
    )
    assert keys(said) == [key]
    assert slots == {"where": None}


def test_several_places_are_named(web: TestClient) -> None:
    _, said = run(
        web, "validate_find_offer_form", "Köln oder Dortmund", intent="inform", requested_slot="where"
    )
    assert keys(said) == ["utter_place_ambiguous"]
    assert said[0]["args"]["names"] == ["Köln (Köln)", "Dortmund (Dortmund)"]


def test_a_question_in_the_form_fills_nothing(web: TestClient) -> None:
    """Without a slot event Rasa rejects the form, answers the question and comes back to the form."""
    text = "Was kostet die Kita in Dortmund für zwei Kinder?"
    slots, said = run(
        web, "validate_find_offer_form", text, intent="ask", in_form=True, requested_slot="where"
    )
    assert (slots, said) == ({}, [])


def test_what_an_earlier_answer_was_about_is_not_what_is_looked_for(web: TestClient) -> None:
    slots, _ = run(web, "validate_find_offer_form", "Ich suche etwas", intent="find_offer", what="jugendamt")
    assert slots == {"what": None}


def test_a_pressed_button_says_what(web: TestClient) -> None:
    slots, _ = run(
        web,
        "validate_find_offer_form",
        "/find_offer",
        intent="find_offer",
        sent={"what": "kita"},
        place="50667",
    )
    assert slots == {"what": "kita", "where": "50667"}


def test_a_yes_keeps_what_the_answer_was_about(web: TestClient) -> None:
    slots, _ = run(web, "validate_find_offer_form", "ja", intent="affirm", what="jugendamt", place="50667")
    assert slots == {"where": "50667"}


def test_offers_of_the_form(web: TestClient) -> None:
    slots, said = run(web, "action_offers", "44137", what="kita", where="44137")
    assert keys(said) == ["offers"]
    assert said[0]["args"]["kind"] == "kita"
    assert slots == {"what": None, "where": "44137", "offered": False}


def test_no_offers_of_the_form(web: TestClient) -> None:
    _, said = run(web, "action_offers", what="womens-counselling", where="50667")
    assert keys(said) == ["offers_none", "person"]
    assert said[1]["args"]["offers"] == ["demo-beratung-koeln"]


def test_a_person_near_and_anywhere(web: TestClient) -> None:
    _, near = run(web, "action_person", "Ich will mit jemandem in Köln sprechen")
    assert near[0]["args"]["offers"] == ["demo-beratung-koeln"]
    slots, anywhere = run(web, "action_person", "Ich will mit jemandem sprechen")
    assert keys(anywhere) == ["person", "utter_ask_find_offer_form_where"]
    _, there = run(web, "action_offers", "Köln", what=slots["what"], where="50667")
    assert there[0]["key"] == "person"
    assert there[0]["args"]["offers"] == ["demo-beratung-koeln"]


def test_the_talk_itself(web: TestClient) -> None:
    assert keys(run(web, "action_languages")[1]) == ["languages"]
    assert run(web, "action_emergency")[1][0]["args"] == {"lines": ["danger-to-life", "violence-at-home"]}
    body = web.post(ADDRESS, json=call("action_restart_talk")).json()
    assert body["events"] == [{"event": "restart", "timestamp": None}]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"next_action": 5}', b"\xff"])
def test_nonsense_is_refused_in_the_shape_of_the_protocol(web: TestClient, body: bytes) -> None:
    answer = web.post(ADDRESS, content=body)
    assert answer.status_code == 400
    assert set(answer.json()) == {"error", "action_name"}


def test_an_unknown_action_is_named(web: TestClient) -> None:
    answer = web.post(ADDRESS, json=call("action_unheard_of"))
    assert answer.status_code == 404
    assert answer.json()["action_name"] == "action_unheard_of"


def test_a_search_that_fails_fails_the_action(tmp_path: Path) -> None:
    services = world(tmp_path, search=SmallSearch(fails=True))
    with TestClient(create_app(services=services), client=("127.0.0.1", 1)) as web:
        answer = web.post(ADDRESS, json=call("action_answer", "Kita?"))
    assert answer.status_code == 500
    assert answer.json() == {"error": "IndexMissingError", "action_name": "action_answer"}


def test_a_compressed_request_is_read(web: TestClient) -> None:
    body = zlib.compress(json.dumps(call("action_languages")).encode())
    answer = web.post(ADDRESS, content=body, headers={"content-encoding": "deflate"})
    assert answer.json()["responses"] == [{"custom": {"key": "languages", "args": {}}}]


def test_a_bomb_is_not_unpacked(web: TestClient) -> None:
    body = zlib.compress(b" " * 50_000_000)
    assert web.post(ADDRESS, content=body, headers={"content-encoding": "deflate"}).status_code == 400


def test_health_and_names_of_the_actions(web: TestClient) -> None:
    assert web.get("/internal/rasa/health").json() == {"status": "ok"}
    assert {"name": "action_answer"} in web.get("/internal/rasa/actions").json()


class TestWhoMayCall:
    def test_another_machine_may_not(self, tmp_path: Path) -> None:
        app = create_app(services=world(tmp_path))
        with TestClient(app, client=("192.0.2.1", 1)) as web:
            assert web.post(ADDRESS, json=call("action_languages")).status_code == 403
            assert web.get("/internal/rasa/actions").status_code == 403

    def test_this_machine_may_not_for_somebody_else(self, web: TestClient) -> None:
        headers = {"x-forwarded-for": "192.0.2.1"}
        assert web.post(ADDRESS, json=call("action_languages"), headers=headers).status_code == 403

    def test_a_token_opens_from_anywhere_and_nothing_else_does(self, tmp_path: Path) -> None:
        app = create_app(services=world(tmp_path, settings={"rasa_token": "geheim"}))
        with TestClient(app, client=("192.0.2.1", 1)) as web:
            assert web.post(f"{ADDRESS}?token=geheim", json=call("action_languages")).status_code == 200
            bearer = {"authorization": "Bearer geheim"}
            assert web.post(ADDRESS, json=call("action_languages"), headers=bearer).status_code == 200
            assert web.post(f"{ADDRESS}?token=falsch", json=call("action_languages")).status_code == 403
        with TestClient(app, client=("127.0.0.1", 1)) as web:
            assert web.post(ADDRESS, json=call("action_languages")).status_code == 403


@pytest.mark.parametrize("intent", ["find_offer", "inform", "affirm"])
def test_what_leads_into_the_form_is_never_rejected_by_it(web: TestClient, intent: str) -> None:
    """A rejection would predict the form again, and again."""
    for text in (f"/{intent}", "hm, weiß auch nicht so genau, was soll ich sagen"):
        slots, _ = run(
            web,
            "validate_find_offer_form",
            text,
            intent=intent,
            in_form=True,
            requested_slot="where",
            what="kita",
        )
        assert slots == {"where": None}


def test_a_place_told_by_the_gateway_fills_the_form(web: TestClient) -> None:
    asked = {"in_form": True, "requested_slot": "where", "what": "kita"}
    slots, _ = run(web, "validate_find_offer_form", "/inform", intent="inform", place="50667", **asked)
    assert slots == {"where": "50667"}
