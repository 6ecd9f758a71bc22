from __future__ import annotations

from dataclasses import replace

from content.articles.models import BlockKind
from content.offers.models import ServiceStatus
from content.places.models import Place
from search.documents import SUMMARY, documents, embedding_text, place_words, plain
from search.models import DocumentKind
from tests.search.library import ARTICLES, KINDS, KITA, OFFERS

ALL = list(documents(ARTICLES, OFFERS, KINDS))


def test_an_article_is_its_summary_its_title_its_questions_and_every_block_but_headings() -> None:
    found = [row for row in ALL if row.page == "kita" and row.lang == "de"]
    assert [(row.position, row.question) for row in found] == [
        (SUMMARY, False),
        (SUMMARY, False),
        (SUMMARY, True),
        (SUMMARY, True),
        (1, False),
        (2, False),
        (3, False),
        (5, False),
    ]
    assert found[5].heading == "Unterlagen"
    assert found[5].block is BlockKind.ITEM
    assert (found[1].title, found[1].text) == ("Einen Kita-Platz anmelden", "")
    assert all(row.offer_kinds == KITA.offer_kinds for row in found)


def test_ids_are_unique() -> None:
    assert len({row.id for row in ALL}) == len(ALL)


def test_texts_are_indexed_without_markup() -> None:
    assert (
        plain("**Kosten**: siehe [Jugendamt](offer-kind:jugendamt), *bald*")
        == "Kosten: siehe Jugendamt, bald"
    )
    assert "Sie bekommen einen Brief vom Jugendamt." in {row.text for row in ALL}
    assert plain("snake_case 2*3") == "snake_case 2*3"


def test_an_offer_is_found_by_the_names_of_its_kind_in_every_language() -> None:
    arabic = next(row for row in ALL if row.id == "offer:offer-dortmund:ar")
    assert arabic.kind is DocumentKind.OFFER
    assert arabic.heading == "مكتب رعاية الشباب"
    assert "دائرة الشباب" in arabic.text
    assert arabic.title == "Jugendamt Dortmund"
    assert (arabic.offer_kind, arabic.district_ags) == ("jugendamt", "05913")


def test_an_offer_of_an_unknown_kind_is_indexed_in_german() -> None:
    found = list(documents((), OFFERS[:1], ()))
    assert [row.lang for row in found] == ["de"]


def test_services_that_have_ended_are_left_out() -> None:
    ended = replace(OFFERS[0], service=replace(OFFERS[0].service, status=ServiceStatus.DEFUNCT))
    assert list(documents((), (ended,), KINDS)) == []


def test_a_block_is_embedded_below_its_title_and_a_question_as_it_is_asked() -> None:
    block = next(row for row in ALL if row.id == "article:kita:de:2")
    question = next(row for row in ALL if row.question)
    assert embedding_text(block) == "Einen Kita-Platz anmelden. Unterlagen. Geburtsurkunde des Kindes"
    assert embedding_text(question) == question.text


def test_place_words_are_folded_and_short_ones_left_out() -> None:
    places = [Place("50667", "Köln", "05315", "Köln", 50.9, 6.9), Place("1", "Au", "1", "Au", 50.0, 7.0)]
    assert place_words(places, {"Köln": {"uk": ("Кельн", "Кельні")}}) == {"koln", "koeln", "кельн", "кельні"}
