from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.services import Services
from tests.api.library import ScriptedSearch


def get(client: TestClient, address: str) -> Any:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 200, response.text
    return response.json()


def test_an_answer_with_its_sources(client: TestClient) -> None:
    answer = get(client, "answer?q=Kita&place=44137&lang=en")
    assert answer["status"] == "answered"
    (quote,) = answer["quotes"]
    assert quote["positions"] == [-1, 2, 3]
    assert quote["article"]["lang"] == "de"
    assert quote["text"].splitlines()[1] == "Geburtsurkunde"
    assert quote["provenance"]["checked_by_person"] is False
    assert quote["provenance"]["sources"][0]["as_of"] == "2026-11-21"
    assert answer["where"]["finding"] == "found"
    assert answer["offer_kinds"] == ["jugendamt"]


def test_no_answer_names_people(client: TestClient) -> None:
    answer = get(client, "answer?q=blau&place=44137")
    assert answer["status"] == "none"
    assert answer["quotes"] == []
    assert [offer["id"] for offer in answer["ask_here"]] == ["demo-3"]


def test_safety_comes_with_the_answer(client: TestClient) -> None:
    (line,) = get(client, "answer?q=Mein+Mann+schl%C3%A4gt+mich&lang=en")["safety"]
    assert line["title"] == "Violence at home"
    assert line["private"] is True
    assert line["numbers"] == [{"number": "116 016", "label": "Hilfetelefon"}]


def test_search_lists_articles_and_offers_near(client: TestClient) -> None:
    found = get(client, "search?q=Kita+in+Dortmund&lang=ar")
    assert [article["slug"] for article in found["articles"]] == ["kita-entitlement", "who-helps"]
    assert found["offers"][0]["id"] == "demo-1"
    assert found["offers"][0]["demonstration"] is True
    assert found["offers"][0]["distance_km"] == pytest.approx(1.1, abs=0.1)
    assert found["where"]["from_question"] is True


def test_articles(client: TestClient) -> None:
    listed = get(client, "articles?lang=ar&topic=childcare")
    assert listed["count"] == 1
    assert listed["articles"][0]["title"] == "الحق في مكان في الروضة"
    assert get(client, "articles?topic=nothing")["count"] == 0
    assert get(client, "articles?limit=1&offset=1")["articles"][0]["slug"] == "who-helps"
    one = get(client, "articles/kita-entitlement?lang=ar")
    assert [block["stale"] for block in one["blocks"]] == [False, False, True, False]
    assert 'href="/ar/offers?kind=jugendamt"' in one["blocks"][1]["html"]
    assert get(client, "articles/kita-entitlement?lang=uk")["lang"] == "de"


def test_offers(client: TestClient) -> None:
    listed = get(client, "offers?kind=jugendamt&kind=frauenberatung&place=50667")
    assert [offer["id"] for offer in listed["offers"]] == ["demo-4", "demo-2"] or [
        offer["id"] for offer in listed["offers"]
    ] == ["demo-2", "demo-4"]
    assert get(client, "offers?language=kmr")["count"] == 1
    one = get(client, "offers/demo-1?lang=en&place=44137")
    assert one["opening"]["open_now"] is True
    assert one["week"][0] == {
        "date": "2026-11-23",
        "hours": [{"opens": "08:00", "closes": "12:00", "kind": "open"}],
        "holiday": None,
    }
    assert one["interpreter"] is None
    assert one["description_lang"] == "de"


def test_places_by_postcode_and_by_name_in_other_scripts(client: TestClient) -> None:
    assert get(client, "places?q=50667")["places"][0]["name"] == "Köln"
    assert {place["postcode"] for place in get(client, "places?q=دورتموند")["places"]} == {"44135", "44137"}
    assert get(client, "places?q=Dortmund+oder+K%C3%B6ln")["finding"] == "ambiguous"


@pytest.mark.parametrize(
    ("address", "status", "code", "field"),
    [
        ("answer", 422, "question_empty", "q"),
        ("answer?q=%20", 422, "question_empty", "q"),
        ("search?q=" + "a" * 10_000, 422, "question_too_long", "q"),
        ("search?q=a&lang=xx", 404, "language_unknown", "lang"),
        ("search?q=a&place=00000", 422, "place_unknown", "place"),
        ("answer?q=a&place=10115", 422, "place_outside", "place"),
        ("offers?place=Dortmund+oder+K%C3%B6ln", 422, "place_ambiguous", "place"),
        ("offers?place=" + "9" * 5000, 422, "place_unknown", "place"),
        ("offers?kind=nothing", 422, "parameter_invalid", "kind"),
        ("offers?limit=0", 422, "parameter_invalid", "limit"),
        ("offers?limit=many", 422, "parameter_invalid", "limit"),
        ("offers?offset=-1", 422, "parameter_invalid", "offset"),
        ("articles?limit=101", 422, "parameter_invalid", "limit"),
        ("articles/nothing", 404, "not_found", None),
        ("offers/nothing", 404, "not_found", None),
        ("places", 422, "place_unknown", "q"),
        ("places?q=Atlantis", 422, "place_unknown", "place"),
        ("nothing", 404, "not_found", None),
    ],
)
def test_errors_have_one_shape(
    client: TestClient, address: str, status: int, code: str, field: str | None
) -> None:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == status
    error = response.json()["error"]
    assert error["code"] == code
    assert error.get("field") == field
    assert error["message"]
    assert error["remedy"]
    assert set(error) <= {"code", "message", "remedy", "field"}


def test_a_wrong_method_has_the_shape_too(client: TestClient) -> None:
    response = client.post("/api/v1/articles")
    assert response.status_code == 405
    assert response.json()["error"]["code"] == "method_not_allowed"
    assert response.headers["allow"] == "GET"


def test_errors_speak_the_language_of_the_request(client: TestClient) -> None:
    assert "سؤال" in client.get("/api/v1/answer?lang=ar").json()["error"]["message"]
    german = client.get("/api/v1/nothing", headers={"accept-language": "de-AT"}).json()["error"]
    assert german["message"] == "Unter dieser Adresse gibt es nichts."


def test_without_a_search_questions_are_503_and_the_rest_goes_on(
    services: Services, searching: ScriptedSearch
) -> None:
    searching.broken = True
    for broken in (services, replace(services, search=None)):
        with TestClient(create_app(services=broken)) as client:
            response = client.get("/api/v1/answer?q=Kita")
            assert (response.status_code, response.json()["error"]["code"]) == (503, "unavailable")
            assert client.get("/api/v1/articles").status_code == 200


def test_openapi_describes_every_endpoint_and_the_error_shape(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    wanted = {"search", "answer", "articles", "articles/{slug}", "offers", "offers/{offer_id}", "places"}
    assert {f"/api/v1/{each}" for each in wanted} <= set(described["paths"])
    for address, methods in described["paths"].items():
        for method in methods.values():
            assert method["summary"], address
            schema = method["responses"]["422"]["content"]["application/json"]["schema"]
            assert schema["$ref"] == "#/components/schemas/ErrorBody", address
    assert not any(path.startswith(("/internal", "/{lang}")) for path in described["paths"])
