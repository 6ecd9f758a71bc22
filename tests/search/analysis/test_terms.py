from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.compounds import compound_parts
from search.analysis.terms import analyse


def share_a_stem(one: str, other: str, lang: str) -> bool:
    return bool(set(analyse(one, lang).stems.split()) & set(analyse(other, lang).stems.split()))


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("de", "Anmeldungen", "Anmeldung"),
        ("de", "Häuser", "Haus"),
        ("de", "Kinderbetreuungskosten", "Betreuung"),
        ("de", "Sprachkurse", "Kurs"),
        ("de-simple", "Jugendämter", "Jugendamt"),
        ("en", "registering", "registered"),
        ("ar", "والحضانة", "حضانة"),
        ("ar", "أطفال", "طفل"),
        ("ar", "بالشهادة", "شهادات"),
        ("uk", "садочку", "садочок"),
        ("uk", "дітей", "дитина"),
        ("ru", "курсов", "курсы"),
        ("tr", "kurslar", "kurs"),
        ("fr", "écoles", "ecole"),
        ("sq", "kurset", "kurs"),
        ("ti", "ሐኪም", "ሀኪም"),
    ],
)
def test_inflected_forms_meet(lang: str, one: str, other: str) -> None:
    assert share_a_stem(one, other, lang)


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [("de", "Anmeldung", "Anerkennung"), ("uk", "садочок", "людина"), ("ar", "حضانة", "دورة")],
)
def test_other_words_do_not_meet(lang: str, one: str, other: str) -> None:
    assert not share_a_stem(one, other, lang)


@pytest.mark.parametrize(
    ("lang", "message"),
    [
        ("ar", "عندي موعد في Ausländerbehörden غدا"),
        ("uk", "лист від Ausländerbehörden"),
        ("en", "a letter from the Ausländerbehörden"),
    ],
)
def test_german_office_words_are_read_as_german_in_every_language(lang: str, message: str) -> None:
    assert set(analyse("Ausländerbehörde", "de").stems.split()) <= set(analyse(message, lang).stems.split())


def test_compounds_are_cut_at_the_words_they_are_made_of() -> None:
    assert set(compound_parts("wohngeldantrag")) >= {"wohngeld", "antrag"}
    assert set(compound_parts("kindertagespflege")) >= {"kinder", "pflege"}
    assert "amt" in compound_parts("jugendamt")
    assert compound_parts("beratung") == ()
    assert compound_parts("kita") == ()


def test_grams_mark_the_edges_of_a_word() -> None:
    assert analyse("Kita", "de").grams == "_ki kit ita ta_"


def test_analysis_is_the_same_in_every_thread() -> None:
    text = "Die Ausländerbehörden verlängern Aufenthaltserlaubnisse der Kinder und Eltern"
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: analyse(text, "de"), range(64)))
    assert found == {analyse(text, "de")}


@given(st.text(max_size=200), st.sampled_from(["de", "en", "ar", "uk", "ti", "sq", "prs", "ckb"]))
def test_any_text_gives_terms_that_spaces_alone_separate(text: str, lang: str) -> None:
    terms = analyse(text, lang)
    for field in (terms.words, terms.stems, terms.grams):
        assert field == " ".join(field.split())
        assert '"' not in field
