from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.articles.models import Article
from content.offers.models import Offer, OfferKind
from content.places.models import Place
from search import building
from search import service as service_module
from search.building import build_index
from search.documents import SUMMARY, documents
from search.errors import IndexMissingError
from search.index.embedded import EmbeddedIndex
from search.models import AnswerStatus, DocumentKind, Query
from search.service import SearchService, build, open_search
from tests.search.encoders import LetterEncoder
from tests.search.library import ARTICLES, COURSE, DORTMUND, KINDS, KITA, KOELN, OFFERS


def first_article(service: SearchService, text: str, lang: str) -> tuple[str, str]:
    hit = service.search(Query(text, lang)).articles[0]
    return hit.page, hit.lang


@pytest.mark.parametrize(
    ("text", "interface", "page", "lang"),
    [
        ("Kindergarten Anmeldung", "de", "kita", "de"),
        ("أين أسجل طفلي؟", "ar", "kita", "ar"),
        ("أين أسجل طفلي؟", "de", "kita", "ar"),
        ("записати дитину", "uk", "kita", "uk"),
        ("Where can I learn German?", "en", "course", "en"),
        ("Krankenpfleger-Diplom", "ar", "nurse", "de"),
        ("Jugendamt", "ar", "kita", "ar"),
    ],
)
def test_the_right_page_in_the_readers_language(
    service: SearchService, text: str, interface: str, page: str, lang: str
) -> None:
    assert first_article(service, text, interface) == (page, lang)


def test_a_page_that_exists_in_many_languages_comes_once(service: SearchService) -> None:
    pages = [hit.page for hit in service.search(Query("Kita Jugendamt Deutsch", "de")).articles]
    assert len(pages) == len(set(pages)) == 3


def test_what_was_found_in_german_is_shown_in_the_readers_language_at_the_same_block(
    service: SearchService,
) -> None:
    hit = service.search(Query("Impfpass", "uk")).articles[0]
    assert (hit.page, hit.lang) == ("kita", "uk")
    assert hit.snippet in {block.text for block in KITA.texts["uk"].blocks}


def test_a_text_that_exists_in_german_alone_is_shown_as_german(service: SearchService) -> None:
    hit = service.search(Query("Pflege Diplom", "en")).articles[0]
    assert (hit.page, hit.lang) == ("nurse", "de")


def test_scores_fall_and_stay_between_0_and_1(service: SearchService) -> None:
    result = service.search(Query("Wo kann ich Deutsch lernen?", "de"))
    scores = [hit.score for hit in result.articles]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= hit.score <= 1 for hit in (*result.articles, *result.offers))


def test_offers_are_ranked_by_distance_among_equals(service: SearchService) -> None:
    near_koeln = service.search(Query("Jugendamt", "de", point=KOELN)).offers
    near_dortmund = service.search(Query("Jugendamt", "de", point=DORTMUND)).offers
    assert near_koeln[0].page == "offer-koeln"
    assert near_dortmund[0].page == "offer-dortmund"
    assert near_dortmund[0].distance_km == 0
    assert 70 < next(hit.distance_km or 0 for hit in near_dortmund if hit.page == "offer-koeln") < 80


def test_an_arabic_question_finds_a_german_office(service: SearchService) -> None:
    offers = service.search(Query("مكتب رعاية الشباب", "ar", kinds=(DocumentKind.OFFER,))).offers
    assert offers[0].page in {"offer-dortmund", "offer-koeln"}


def test_offers_of_a_kind_are_listed_without_any_words(service: SearchService) -> None:
    query = Query("", "de", offer_kinds=("jugendamt",), point=KOELN)
    assert [hit.page for hit in service.search(query).offers] == ["offer-koeln", "offer-dortmund"]


def test_offers_of_other_kinds_are_filtered_out(service: SearchService) -> None:
    found = service.search(Query("Jugendamt Deutsch", "de", offer_kinds=("deutschkurs",))).offers
    assert [hit.page for hit in found] == ["offer-online"]


def test_no_more_than_asked_for(service: SearchService) -> None:
    result = service.search(Query("Jugendamt Kita Deutsch", "de", limit=1))
    assert len(result.articles) == 1
    assert len(result.offers) <= 1


def test_kinds_left_out_stay_out(service: SearchService) -> None:
    assert service.search(Query("Jugendamt", "de", kinds=(DocumentKind.ARTICLE,))).offers == ()
    assert service.search(Query("Jugendamt", "de", kinds=(DocumentKind.OFFER,))).articles == ()


def test_a_question_is_answered_by_quotation(service: SearchService) -> None:
    answer = service.answer(Query("أين أسجل طفلي في الحضانة؟", "ar"))
    assert answer.status is AnswerStatus.ANSWERED
    assert (answer.quotes[0].article, answer.quotes[0].lang) == ("kita", "ar")
    assert answer.quotes[0].positions == (SUMMARY,)
    assert answer.offer_kinds == ("jugendamt", "kita")
    assert all(hit.page != "kita" for hit in answer.related)


def test_quotes_refer_to_blocks_that_exist(service: SearchService) -> None:
    blocks = {(one.slug, lang): text.blocks for one in ARTICLES for lang, text in one.texts.items()}
    for text in (
        "Impfpass und Geburtsurkunde des Kindes",
        "Wo kann ich Deutsch lernen?",
        "Brief vom Jugendamt",
    ):
        answer = service.answer(Query(text, "de"))
        assert 1 <= len(answer.quotes) <= 3
        for quote in answer.quotes:
            assert quote.positions == tuple(sorted(quote.positions))
            known = blocks[quote.article, quote.lang]
            assert all(at == SUMMARY or 0 <= at < len(known) for at in quote.positions)


@pytest.mark.parametrize(
    "text", ["Pizzateig mit Hefe", "xyzzy qwertz", "футбольний матч учора", "погода завтра"]
)
def test_a_question_outside_the_library_is_not_answered(service: SearchService, text: str) -> None:
    answer = service.answer(Query(text, "de"))
    assert (answer.status, answer.quotes, answer.offer_kinds) == (AnswerStatus.NONE, (), ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?!",
        "<script>alert(1)</script>",
        '"',
        "NEAR(a b) AND c* -d ^e:f",
        "a" * 10_000,
        "\x00",
        "🙂",
    ],
)
def test_strange_input_is_searched_like_any_other(service: SearchService, text: str) -> None:
    result = service.search(Query(text, "uk"))
    assert result.detected_lang
    assert service.answer(Query(text, "uk")).detected_lang == result.detected_lang


def test_without_words_nothing_is_found(service: SearchService) -> None:
    result = service.search(Query("  ", "ar"))
    assert (result.articles, result.offers, result.detected_lang) == ((), (), "ar")
    assert service.answer(Query("", "ar")).related == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300), lang=st.sampled_from(["de", "ar", "uk", "ti"]))
def test_any_text_may_be_asked(service: SearchService, text: str, lang: str) -> None:
    answer = service.answer(Query(text, lang))
    assert bool(answer.quotes) == (answer.status is not AnswerStatus.NONE)


def test_many_threads_find_the_same(service: SearchService) -> None:
    query = Query("Wo melde ich mein Kind an?", "de", point=DORTMUND)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: service.search(query), range(80)))
    assert all(one == found[0] for one in found)


def test_a_library_of_one_article_or_none_is_searched(folder: Path) -> None:
    index, encoder = EmbeddedIndex(folder), LetterEncoder()
    build_index(index, encoder, documents((COURSE,), (), ()))
    one = SearchService(index, encoder)
    assert first_article(one, "Deutsch lernen", "de") == ("course", "de")
    build_index(index, encoder, ())
    assert one.search(Query("Deutsch lernen", "de", point=KOELN)).articles == ()
    assert one.answer(Query("Deutsch lernen", "de")).status is AnswerStatus.NONE
    index.close()


class Memory:
    """A store that holds the small library."""

    def articles(self) -> Sequence[Article]:
        return ARTICLES

    def offers(self) -> Sequence[Offer]:
        return OFFERS

    def offer_kinds(self) -> Sequence[OfferKind]:
        return KINDS

    def places(self) -> Sequence[Place]:
        return ()

    def place_names(self) -> Mapping[str, Mapping[str, Sequence[str]]]:
        return {"Dortmund": {"uk": ("Дортмунд",)}}

    def library_hash(self) -> str | None:
        return "abc"


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Models by name are letter models whose fingerprint is the name."""
    for module in (building, service_module):
        monkeypatch.setattr(module, "open_encoder", lambda name: LetterEncoder(name or "shipped"))


@pytest.mark.usefixtures("letters")
def test_what_was_built_from_a_store_can_be_opened(folder: Path) -> None:
    report = build(Memory(), folder, None)
    assert (report.articles, report.offers) == (3, 3)
    assert report.languages == ("ar", "de", "en", "uk")
    opened = open_search(folder, None)
    assert opened.index.manifest.library == "abc"
    assert opened.index.manifest.places == {"дортмунд"}
    assert first_article(opened, "Deutsch lernen", "de") == ("course", "de")
    opened.index.close()


@pytest.mark.usefixtures("letters")
def test_an_index_of_another_model_is_refused(folder: Path) -> None:
    build(Memory(), folder, None)
    with pytest.raises(IndexMissingError, match="another model"):
        open_search(folder, "other")


@pytest.mark.usefixtures("letters")
def test_a_rebuild_with_another_model_is_noticed_while_searching(folder: Path) -> None:
    build(Memory(), folder, None)
    opened = open_search(folder, None)
    build(Memory(), folder, "other")
    with pytest.raises(IndexMissingError, match="another model"):
        opened.search(Query("Kita", "de"))
    opened.index.close()


def test_without_an_index_the_remedy_is_named(folder: Path) -> None:
    with pytest.raises(IndexMissingError, match="make reindex"):
        open_search(folder, None)
