from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.i18n import Catalogs
from api.main import create_app
from api.services import Services
from tests.api.library import ScriptedSearch


def get(client: TestClient, address: str, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200, address
    return response.text


def main(html: str) -> str:
    """What stands between the header and the footer."""
    return html.split("<main", 1)[1].split("</main>", 1)[0]


def test_start_offers_every_language_by_its_own_name(client: TestClient, catalogs: Catalogs) -> None:
    html = get(client, "/")
    for language in catalogs.languages:
        assert f'<a href="/{language.tag}/" lang="{language.tag}"' in html
        assert f'<span class="own-name">{language.own_name}</span>' in html


def test_the_browser_s_language_comes_first_and_nobody_is_sent_there(client: TestClient) -> None:
    html = main(get(client, "/", **{"accept-language": "uk-UA,uk;q=0.9,en;q=0.8"}))
    assert re.findall(r'<a href="/(\w+)/"', html)[0] == "uk"
    assert 'class="suggested"' in html
    assert 'class="suggested"' not in get(client, "/", **{"accept-language": "tlh"})


def test_home_shows_topics_with_articles_in_the_language(client: TestClient) -> None:
    html = get(client, "/ar/")
    assert "رعاية الأطفال" in html
    assert '/ar/articles/kita-entitlement"' in html
    assert "Leeres Regal" not in html
    assert 'action="/ar/search"' in html
    assert "/ar/person" in html
    assert "/ar/emergency" in html


@pytest.mark.parametrize("address", ["/xx/", "/tlh/search?q=a", "/fr/articles/kita-entitlement", "/wp-admin"])
def test_a_language_that_is_not_there_is_a_page_with_those_that_are(client: TestClient, address: str) -> None:
    response = client.get(address, headers={"accept-language": "de"})
    assert response.status_code == 404
    assert '<html lang="de" dir="ltr">' in response.text
    assert '<a href="/ar/" lang="ar" dir="rtl">العربية</a>' in response.text


def test_an_unknown_address_is_answered_in_the_reader_s_language(client: TestClient) -> None:
    response = client.get("/ar/articles/no-such-article")
    assert response.status_code == 404
    assert '<html lang="ar" dir="rtl">' in response.text


def test_an_answer_quotes_with_source_and_date(client: TestClient) -> None:
    html = main(get(client, "/de/search?q=Kita"))
    assert "Ab dem ersten Geburtstag" in html
    assert "Ministerium: Kita-Portal" in html
    assert "21. November 2026" in html
    assert "Noch nicht von einem Menschen geprüft" in html
    assert html.count('class="quote"') == 1


def test_a_place_in_the_question_brings_the_offers_near(
    client: TestClient, searching: ScriptedSearch
) -> None:
    html = main(get(client, "/ar/search?q=" + quote("روضة في دورتموند")))
    assert "Beratung 1 (Beispiel)" in html
    assert "1.1 كم" in html
    assert "Beratung 2" not in html
    assert "مثال، وليس مكتبًا حقيقيًا" in html
    assert searching.asked[0].point == pytest.approx((51.514, 7.46))


def test_safety_lines_stand_before_everything(client: TestClient) -> None:
    html = main(get(client, "/de/search?q=Mein+Mann+schl%C3%A4gt+mich&place=50667"))
    assert html.index("Gewalt zu Hause") < html.index("<form")
    assert 'href="tel:116016"' in html
    assert 'id="exit"' in html
    assert "Frauenberatung" in html
    assert 'id="exit"' not in get(client, "/de/search?q=Kita")


def test_safety_lines_are_found_at_the_end_of_a_long_text(client: TestClient) -> None:
    text = "a " * 4900 + ". Mein Mann schlägt mich"
    assert "Gewalt zu Hause" in get(client, "/de/search?q=" + quote(text))


def test_no_answer_is_said_and_names_people(client: TestClient) -> None:
    html = main(get(client, "/de/search?q=blau&place=44137"))
    assert "keine geprüfte Antwort" in html
    assert "Beratung 3 (Beispiel)" in html
    assert "/de/articles/who-helps" in html
    assert 'class="quote"' not in html


def test_a_question_in_another_language_is_answered_in_it_with_a_way_over(client: TestClient) -> None:
    html = main(get(client, "/de/search?q=" + quote("روضة")))
    assert "لطفلك الحق" in html
    assert '<div lang="ar" dir="rtl">' in html
    assert f'href="/ar/search?q={quote("روضة")}"' in html
    assert "Sprache dieses Textes: Arabisch" in html


def test_an_empty_question_asks_for_one(client: TestClient) -> None:
    assert "Es gibt noch keine Frage" in get(client, "/de/search?q=++")
    assert "Es gibt noch keine Frage" not in get(client, "/de/search")


def test_a_very_long_question_is_read_in_part_and_nothing_of_it_is_lost(
    client: TestClient, searching: ScriptedSearch
) -> None:
    question = "Kita " * 2000
    html = get(client, "/de/search?q=" + quote(question))
    assert "10.000 Zeichen" in html
    assert question.strip() in html
    assert len(searching.asked[0].text) == 1000


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("00000", "Bitte prüfen Sie die Postleitzahl"),
        ("10115", "liegt nicht in Nordrhein-Westfalen"),
        ("Atlantis", "<bdi>Atlantis</bdi>"),
        ("<script>alert(1)</script>", "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>"),
        ("Dortmund oder Köln", "Welchen meinen Sie?"),
    ],
)
def test_a_place_that_cannot_be_made_out_is_explained(client: TestClient, place: str, said: str) -> None:
    for page in ("search?q=Kita", "articles/kita-entitlement?", "offers?", "person?"):
        html = main(get(client, f"/de/{page}&place={quote(place)}"))
        assert said in html
        assert "<script>alert" not in html


@pytest.mark.parametrize(
    "question",
    ["<script>alert(1)</script>", "' OR 1=1 --", '"*(NEAR', "/restart", "\x00", "😀", "%", "\ud7ff"],
)
def test_odd_questions_are_questions(client: TestClient, question: str) -> None:
    html = get(client, "/de/search?q=" + quote(question))
    assert "<script>alert" not in html


def test_without_a_search_the_page_says_so_and_still_helps(
    services: Services, searching: ScriptedSearch
) -> None:
    searching.broken = True
    for broken in (services, replace(services, search=None)):
        with TestClient(create_app(services=broken)) as client:
            html = main(get(client, "/de/search?q=Mein+Mann+schl%C3%A4gt+mich"))
            assert "Gewalt zu Hause" in html
            assert "Die Suche ist im Moment nicht verfügbar" in html
            assert "/de/person" in html
            assert "keine geprüfte Antwort" not in html


def test_an_article_begins_with_its_answer_and_ends_with_its_sources(client: TestClient) -> None:
    html = main(get(client, "/de/articles/kita-entitlement"))
    order = [
        "<h1>Recht auf einen Kita-Platz",
        "Ab dem ersten Geburtstag",
        "Geburtsurkunde",
        "Wer in Ihrer Nähe hilft",
    ]
    assert [html.index(part) for part in order] == sorted(html.index(part) for part in order)
    assert html.index("Wer in Ihrer Nähe hilft") < html.index("§ 24 SGB VIII")
    assert '<a href="/de/offers?kind=jugendamt"' in html
    assert '<a href="/de/articles/who-helps"' in html
    assert "<li>Geburtsurkunde</li>" in html
    assert "<script>alert" not in html


def test_offers_near_an_article_s_reader(client: TestClient) -> None:
    html = main(get(client, "/ar/articles/kita-entitlement?place=44137"))
    assert "Beratung 1 (Beispiel)" in html
    assert "Beratung 2 (Beispiel)" not in html
    assert "/ar/offers/demo-1?place=44137" in html
    assert "/ar/offers?kind=jugendamt&amp;place=44137" in html


def test_an_article_without_offers_near_names_a_person(client: TestClient) -> None:
    html = main(get(client, "/de/articles/kita-entitlement?place=33034"))
    assert "noch keine solche Stelle" in html
    assert "/de/person?place=33034" in html


def test_a_missing_translation_is_german_and_says_so(client: TestClient) -> None:
    html = main(get(client, "/uk/articles/kita-entitlement"))
    assert '<div class="text" lang="de" dir="ltr">' in html
    assert "німецька" in html


def test_a_part_whose_source_has_changed_is_marked(client: TestClient) -> None:
    html = main(get(client, "/ar/articles/kita-entitlement"))
    assert html.count("badge stale") == 1
    assert re.search(r"شهادة الميلاد <span class=\"badge stale\"", html)


def test_the_switcher_stays_on_the_page(client: TestClient) -> None:
    html = get(client, "/ar/articles/kita-entitlement?place=44137")
    assert 'href="/uk/articles/kita-entitlement?place=44137"' in html
    html = get(client, "/de/search?q=" + quote("Kita & Köln"))
    assert "/ar/search?q=Kita%20%26%20K%C3%B6ln" in html


def test_offers_are_filtered_by_kind_language_and_place(client: TestClient) -> None:
    def shown(query: str) -> list[str]:
        return re.findall(r'href="/de/offers/(demo-\d)', main(get(client, f"/de/offers?{query}")))

    assert sorted(shown("")) == ["demo-1", "demo-2", "demo-3", "demo-4"]
    assert shown("kind=jugendamt") == ["demo-1", "demo-2"]
    assert shown("language=kmr") == ["demo-4"]
    assert shown("kind=jugendamt&place=50667") == ["demo-2"]
    assert shown("place=44137") == ["demo-1", "demo-3"]


@pytest.mark.parametrize("query", ["kind=nothing", "language=xx", "kind=frauenberatung&place=44137"])
def test_filters_that_fit_nothing_say_so(client: TestClient, query: str) -> None:
    html = main(get(client, f"/de/offers?{query}"))
    assert "keine Stelle, die zu all dem passt" in html
    assert "/de/person" in html


def test_an_offer_shows_all_that_is_known(client: TestClient) -> None:
    html = main(get(client, "/en/offers/demo-1?place=44137"))
    for part in (
        "not real",
        "Open now, until 12:00.",
        "German and Arabic",
        "Free of charge.",
        "Your children are looked after meanwhile.",
        "families and people with a Duldung (from 27 years on)",
        "Beispielstraße 1, 44137 Dortmund",
        'href="tel:+492214710101"',
        "https://www.openstreetmap.org/?mlat=51.52300",
        "1.1 km",
        "21 November 2026",
        "Not known: please ask.",
    ):
        assert part in html, part
    assert 'aria-current="date"' in html


def test_an_offer_without_hours_is_not_called_closed(client: TestClient) -> None:
    html = main(get(client, "/de/offers/demo-3"))
    assert "Öffnungszeiten sind nicht bekannt" in html
    assert "<table" not in html


def test_a_person_near(client: TestClient) -> None:
    html = main(get(client, "/uk/person?place=Дортмунд"))
    assert "Beratung 3 (Beispiel)" in html
    assert "Beratung 1 (Beispiel)" not in html


def test_emergency_lists_all_safety_lines_with_a_way_out(client: TestClient) -> None:
    html = main(get(client, "/ar/emergency"))
    assert 'href="tel:116016"' in html
    assert 'id="exit"' in html
    assert 'lang="de" dir="ltr">Gewalt zu Hause' in html


def test_about_names_geonames_and_its_licence(client: TestClient) -> None:
    html = main(get(client, "/de/about"))
    assert "https://www.geonames.org" in html
    assert "CC BY 4.0" in html


def test_every_page_leads_to_the_chat_without_script(client: TestClient) -> None:
    for address in ("/de/", "/de/offers", "/de/articles/kita-entitlement"):
        assert '<a class="chat-link" href="/de/chat">' in get(client, address)


def test_no_answer_guesses_no_offer(client: TestClient) -> None:
    html = main(get(client, "/de/search?q=blau"))
    assert "demo-" not in html
    assert 'name="place"' in html


def test_a_kind_of_office_named_is_shown_though_no_article_answers(client: TestClient) -> None:
    html = main(get(client, "/de/search?q=Jugendamt+Dortmund"))
    assert "/de/offers/demo-1" in html
    assert "/de/offers/demo-2" not in html


def test_a_place_outside_shows_no_offer_from_elsewhere(client: TestClient) -> None:
    assert "/de/offers/demo-" not in main(get(client, "/de/search?q=Kita&place=10115"))


def test_an_emergency_names_the_offices_for_it_near(client: TestClient) -> None:
    html = main(get(client, "/de/search?q=Mein+Mann+schl%C3%A4gt+mich&place=50667"))
    assert "/de/offers/demo-4" in html
