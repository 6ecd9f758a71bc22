"""What `search.index.port.Index` promises, for every engine."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from search.analysis.terms import Terms, analyse
from search.errors import IndexMissingError
from search.index.port import Index, Manifest, Vectors, Where
from search.models import Document, DocumentKind

ARTICLE, OFFER = DocumentKind.ARTICLE, DocumentKind.OFFER
AXES = np.eye(8, dtype=np.float32)


def document(page: str, lang: str, text: str, position: int = 0, **more: object) -> Document:
    row = Document(
        id=f"{page}:{lang}:{position}",
        kind=ARTICLE,
        page=page,
        lang=lang,
        title=f"{page} {lang}",
        heading="",
        text=text,
        position=position,
    )
    return replace(row, **more)  # type: ignore[arg-type]


ROWS = [
    document("kita", "de", "Kinder brauchen einen Platz in der Kita", -1),
    document("kita", "de", "Der Impfpass muss dabei sein", 3),
    document("kita", "ar", "يحتاج الطفل إلى مكان في الحضانة"),
    document("kurs", "de", "Deutsch lernen im Integrationskurs"),
    document("kurs", "en", "Learn German in the integration course"),
    document(
        "amt-dortmund",
        "de",
        "Jugendamt in Dortmund",
        -1,
        kind=OFFER,
        offer_kind="jugendamt",
        district_ags="05913",
        latitude=51.51,
        longitude=7.46,
        languages=("de", "uk"),
    ),
    document(
        "amt-koeln",
        "de",
        "Jugendamt in Köln",
        -1,
        kind=OFFER,
        offer_kind="jugendamt",
        district_ags="05315",
        latitude=50.94,
        longitude=6.96,
    ),
    document("vhs", "de", "Volkshochschule, Kurse online", -1, kind=OFFER, offer_kind="kurs"),
]
MANIFEST = Manifest("model", "library", len(ROWS), frozenset({"dortmund"}))


@pytest.fixture
def index(empty_index: Index) -> Index:
    empty_index.build(ROWS, AXES, MANIFEST)
    return empty_index


def ask(index: Index, text: str, where: Where, limit: int = 10) -> list[str]:
    terms = {lang: analyse(text, lang) for lang in index.languages(where.kind)}
    return [match.page for match in index.lexical(terms, where, limit)]


def test_without_a_build_the_index_is_missing(empty_index: Index) -> None:
    with pytest.raises(IndexMissingError):
        assert empty_index.manifest


def test_the_manifest_is_kept(index: Index) -> None:
    assert index.manifest == MANIFEST


def test_languages_are_those_of_the_kind(index: Index) -> None:
    assert index.languages(ARTICLE) == ("ar", "de", "en")
    assert index.languages(OFFER) == ("de",)


@pytest.mark.parametrize(
    ("text", "page"),
    [("Impfpässe", "kita"), ("Integrationskurse", "kurs"), ("حضانة", "kita"), ("lerning german", "kurs")],
)
def test_words_stems_and_letters_find_a_page(index: Index, text: str, page: str) -> None:
    assert ask(index, text, Where(ARTICLE))[0] == page


def test_words_of_one_question_may_stand_in_different_blocks(index: Index) -> None:
    terms = {"de": analyse("Kinder Impfpass", "de")}
    both = index.lexical(terms, Where(ARTICLE), 10)
    one = index.lexical({"de": analyse("Kinder", "de")}, Where(ARTICLE), 10)
    assert both[0].page == one[0].page == "kita"
    assert both[0].score > one[0].score > 0


def test_a_word_on_every_page_still_finds(index: Index) -> None:
    assert set(ask(index, "de", Where(OFFER))) == {"amt-dortmund", "amt-koeln", "vhs"}


def test_terms_of_a_language_search_texts_of_that_language(index: Index) -> None:
    matches = index.lexical({"en": analyse("German", "en")}, Where(ARTICLE), 10)
    assert [(match.page, match.lang) for match in matches] == [("kurs", "en")]


@pytest.mark.parametrize(
    "terms",
    [
        Terms("", "", ""),
        Terms('a"b', "NEAR(", "*"),
        Terms("AND OR NOT", "kita^2", "-x"),
        Terms("title_words:kita", "{a}", "c'd"),
        Terms("x " * 5000, "y " * 5000, "z " * 5000),
    ],
)
def test_terms_are_never_read_as_a_query_language(index: Index, terms: Terms) -> None:
    assert index.lexical({"de": terms}, Where(ARTICLE), 10) == []


def test_the_nearest_vector_comes_first_with_its_position(index: Index) -> None:
    query = 0.6 * AXES[1] + 0.8 * AXES[3]
    found = index.vector(query, Where(ARTICLE), 2)
    assert [(match.page, match.lang, match.position) for match in found] == [
        ("kurs", "de", 0),
        ("kita", "de", 3),
    ]
    assert [match.score for match in found] == pytest.approx([0.8, 0.6])


def test_limits_hold(index: Index) -> None:
    assert len(index.vector(AXES[0], Where(ARTICLE), 1)) == 1
    assert len(index.vector(AXES[0], Where(ARTICLE), 99)) == 4
    assert len(ask(index, "Jugendamt", Where(OFFER), 1)) == 1


@pytest.mark.parametrize(
    ("where", "pages"),
    [
        (Where(OFFER), ["amt-dortmund", "amt-koeln", "vhs"]),
        (Where(ARTICLE), ["kita", "kurs"]),
        (Where(OFFER, offer_kinds=("kurs",)), ["vhs"]),
        (Where(OFFER, offer_kinds=("kurs", "jugendamt"), districts=("05315",)), ["amt-koeln"]),
        (Where(OFFER, near=(51.5, 7.4), within_km=20), ["amt-dortmund"]),
        (Where(OFFER, near=(51.5, 7.4), within_km=200), ["amt-dortmund", "amt-koeln"]),
        (Where(OFFER, offer_kinds=("unknown",)), []),
    ],
)
def test_filters_hold_for_every_way_of_searching(index: Index, where: Where, pages: list[str]) -> None:
    assert index.pages(where) == pages
    assert sorted({match.page for match in index.vector(AXES[0], where, 99)}) == pages
    assert set(ask(index, "Jugendamt Kurse Kita Kinder", where, 99)) <= set(pages)


def test_a_page_is_given_back_as_it_was(index: Index) -> None:
    assert index.page_languages(ARTICLE, "kita") == ("ar", "de")
    assert index.page_languages(ARTICLE, "unknown") == ()
    assert index.document(ARTICLE, "kita", "de", 3) == ROWS[1]
    assert index.document(OFFER, "amt-dortmund", "de", -1) == ROWS[5]
    assert index.document(ARTICLE, "kita", "de", 7) is None
    assert index.document(OFFER, "kita", "de", 3) is None


def test_passages_come_in_reading_order_with_their_vectors(index: Index) -> None:
    found = index.passages(ARTICLE, "kita", "de")
    assert [passage.document for passage in found] == ROWS[:2]
    assert np.array_equal(np.stack([passage.vector for passage in found]), AXES[:2])
    assert index.passages(ARTICLE, "kita", "fr") == []


def test_frequencies_count_pages(index: Index) -> None:
    found = index.frequencies(ARTICLE, "de", ["kita", "deutsch", "nirgends"])
    assert found.texts == 2
    assert found.of == {"kita": 1, "deutsch": 1}
    assert index.frequencies(ARTICLE, "fr", ["kita"]).texts == 0
    assert index.frequencies(ARTICLE, "de", []).of == {}


def test_a_new_build_replaces_the_old_one_for_whoever_is_reading(index: Index) -> None:
    assert "kurs" in ask(index, "Integrationskurs", Where(ARTICLE))
    index.build(ROWS[:2], AXES[:2], replace(MANIFEST, library="later"))
    assert "kurs" not in ask(index, "Integrationskurs", Where(ARTICLE))
    assert index.manifest.library == "later"
    assert index.languages(OFFER) == ()
    assert index.vector(AXES[0], Where(OFFER), 5) == []


def test_an_empty_library_is_an_index(empty_index: Index) -> None:
    nothing: Vectors = np.zeros((0, 8), dtype=np.float32)
    empty_index.build([], nothing, replace(MANIFEST, documents=0))
    assert empty_index.vector(AXES[0], Where(ARTICLE), 5) == []
    assert empty_index.lexical({"de": analyse("Kita", "de")}, Where(ARTICLE), 5) == []
    assert empty_index.pages(Where(OFFER)) == []


def test_rows_without_vectors_are_refused_and_leave_the_index_alone(index: Index) -> None:
    with pytest.raises(ValueError, match="vectors"):
        index.build(ROWS, AXES[:3], MANIFEST)
    assert index.manifest == MANIFEST


def test_many_threads_read_while_it_is_rebuilt(index: Index) -> None:
    def read(_: int) -> bool:
        pages = ask(index, "Integrationskurs Kita", Where(ARTICLE))
        return "kita" in pages and bool(index.passages(ARTICLE, "kita", "de"))

    with ThreadPoolExecutor(8) as pool:
        reading = pool.map(read, range(200))
        for _ in range(3):
            index.build(ROWS, AXES, MANIFEST)
        assert all(reading)
