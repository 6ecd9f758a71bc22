from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.chat.limits import MAX_BODY
from api.main import create_app
from api.pages.render import STATIC_FOLDER
from tests.api.chat.chat_world import world

TURNS = "/api/v1/chat/turns"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found is not None
    return found[1]


def test_the_page_is_a_plain_form(web: TestClient) -> None:
    page = web.get("/ar/chat")
    assert page.status_code == 200
    assert '<html lang="ar" dir="rtl">' in page.text
    assert '<form class="chat-form" action="/ar/chat" method="post">' in page.text
    assert page.text.count("<h1") == 1


def test_a_talk_without_script(web: TestClient) -> None:
    first = web.post("/de/chat", data={"text": "Was kostet die Kita?"})
    assert "Recht auf einen Kita-Platz" in first.text
    assert "Was kostet die Kita?" in first.text
    payload = re.search(r'name="payload" value="([^"]*)"[^>]*>Ja, bitte<', first.text)
    assert payload is not None
    conversation_id = hidden(first.text, "conversation_id")
    second = web.post(
        "/de/chat", data={"payload": payload[1], "conversation_id": conversation_id, "text": ""}
    )
    third = web.post("/de/chat", data={"text": "Dortmund", "conversation_id": conversation_id})
    assert "Wo wohnen Sie?" in second.text
    assert "jugendamt-dortmund (Beispiel)" in third.text
    assert hidden(third.text, "place") in {"44137", "44139"}


def test_the_page_follows_the_language_of_the_question(web: TestClient) -> None:
    page = web.post("/de/chat", data={"text": "أين أجد حضانة لطفلي الصغير؟"})
    assert '<html lang="ar" dir="rtl">' in page.text
    assert 'action="/ar/chat"' in page.text


def test_what_was_typed_is_never_markup_and_never_lost(web: TestClient) -> None:
    page = web.post("/de/chat", data={"text": "<script>alert(1)</script>"})
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text
    long = web.post("/de/chat", data={"text": "ab" * 5000})
    assert re.search(r"<textarea[^>]*>(ab){5000}</textarea>", long.text)


def test_an_empty_form_is_met_with_a_question(web: TestClient) -> None:
    assert "Was möchten Sie wissen?" in web.post("/de/chat", data={}).text


def test_the_widget_gets_parts_alone(web: TestClient) -> None:
    panel = web.get("/uk/chat?part=panel").text
    assert "<html" not in panel
    assert 'class="chat-close"' in panel
    turn = web.post("/uk/chat?part=turn", data={"text": "садочок"}).text
    assert "<html" not in turn
    assert 'data-page="/uk/chat"' in turn


def test_forgetting_without_script_leads_back(web: TestClient) -> None:
    conversation_id = hidden(web.post("/de/chat", data={"text": "Kita in Köln"}).text, "conversation_id")
    answer = web.post("/de/chat/forget", data={"conversation_id": conversation_id}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/de/chat")
    assert web.post("/de/chat/forget", data={}, follow_redirects=False).status_code == 303


def test_a_language_that_is_not_switched_on(web: TestClient) -> None:
    assert web.get("/xx/chat").status_code == 404
    answer = web.post(TURNS, json={"text": "Hallo", "lang": "xx"})
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "language_unknown"


def test_a_turn_as_json(web: TestClient) -> None:
    body = web.post(TURNS, json={"text": "Kita in Köln", "lang": "de"}).json()
    assert [message["kind"] for message in body["messages"]] == ["quote", "text", "offer"]
    quote, _, offer = body["messages"]
    assert quote["paragraphs"][1] == (
        '<p>Fragen Sie das <a href="/de/offers?kind=jugendamt&amp;place=50667" rel="noreferrer noopener">Jugendamt</a>'
        " &amp; <strong>sofort</strong>.</p>"
    )
    assert quote["paragraphs"][2] == "<ul><li>Ausweis</li><li>Geburtsurkunde</li></ul>"
    assert quote["url"] == "/de/articles/kita-entitlement?place=50667"
    assert "21. November 2026" in quote["sources"][0]
    assert quote["notes"] == ["Maschinell geschrieben, noch nicht von einem Menschen geprüft"]
    assert offer["open_now"] is True
    assert offer["distance"] == "0 km"
    assert offer["phone_url"] == "tel:+492214710101"
    assert offer["demonstration"]
    assert body["handled_by"] == "search"
    assert body["place"] == "50667"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"text": "\x00", "lang": "de"}, 200),
        ({"text": None, "lang": "de"}, 200),
        ({"payload": "forged", "lang": "de"}, 400),
        ({"text": 5, "lang": "de"}, 422),
        ({"text": "a", "lang": "de", "place": "x" * 101}, 422),
        ({"text": "a", "lang": "de", "conversation_id": "x" * 65}, 422),
    ],
)
def test_bad_input_has_a_clear_status(web: TestClient, body: dict[str, object], status: int) -> None:
    answer = web.post(TURNS, json=body)
    assert answer.status_code == status
    if status >= 400:
        assert set(answer.json()["error"]) >= {"code", "message", "remedy"}


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 50_000])
def test_broken_json_is_the_fault_of_the_caller(web: TestClient, content: bytes) -> None:
    answer = web.post(TURNS, content=content, headers={"content-type": "application/json"})
    assert 400 <= answer.status_code < 500
    assert "error" in answer.json()


def test_half_a_character_is_left_out(web: TestClient) -> None:
    body = rb'{"text": "\ud800 Kita", "lang": "de"}'
    answer = web.post(TURNS, content=body, headers={"content-type": "application/json"})
    assert answer.json()["messages"][0]["kind"] == "quote"


def test_an_old_button_says_so(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    body = web.post(TURNS, json={"text": "Kita", "lang": "de"}).json()
    monkeypatch.setattr(web.app.state.chat.turns.signer, "_now", lambda: 1e12)
    answer = web.post(TURNS, json={"payload": body["buttons"][0]["payload"], "lang": "de"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (410, "payload_expired")
    assert answer.json()["error"]["message"] != "problem_payload_expired"


@pytest.mark.parametrize("address", [TURNS, "/de/chat", "/de/chat/forget"])
def test_bodies_far_beyond_any_message_are_not_read(web: TestClient, address: str) -> None:
    headers = {"content-type": "application/json"} if address == TURNS else FORM
    announced = web.post(address, content=b"a" * (MAX_BODY + 1), headers=headers)
    streamed = web.post(address, content=(b"a" * 65_536 for _ in range(8)), headers=headers)
    assert (announced.status_code, streamed.status_code) == (413, 413)


def test_a_conversation_is_deleted_at_once(web: TestClient) -> None:
    conversation_id = web.post(TURNS, json={"text": "Kita in Köln", "lang": "de"}).json()["conversation_id"]
    assert web.delete(f"/api/v1/chat/conversations/{conversation_id}").status_code == 204
    again = {"text": "Kita", "lang": "de", "conversation_id": conversation_id}
    assert web.post(TURNS, json=again).json()["place"] is None
    unknown = web.delete("/api/v1/chat/conversations/550e8400-e29b-41d4-a716-446655440000")
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (404, "conversation_unknown")


def test_the_schema_names_every_kind_of_message(web: TestClient) -> None:
    schema = web.get("/api/v1/openapi.json").json()
    assert {"/api/v1/chat/turns", "/api/v1/chat/conversations/{conversation_id}"} <= set(schema["paths"])
    assert {"TextMessage", "QuoteMessage", "OfferMessage", "SafetyMessage"} <= set(
        schema["components"]["schemas"]
    )
    assert not [path for path in schema["paths"] if path.startswith(("/internal", "/{lang}"))]


def test_nothing_said_is_logged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with TestClient(create_app(services=world(tmp_path))) as web:
        web.post(TURNS, json={"text": "Geheimnisvolle Kita in Dortmund", "lang": "de"})
    written = "".join(capsys.readouterr())
    assert "chat_turn" in written
    assert "Geheimnis" not in written
    assert "Dortmund" not in written


def test_the_script_of_the_widget_stays_small() -> None:
    assert (STATIC_FOLDER / "chat" / "widget.js").stat().st_size < 15_000
