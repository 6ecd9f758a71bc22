from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.words import spellings, words


def test_words_keep_the_accents_a_stemmer_needs() -> None:
    assert words("Ausländer-Behörde, Köln!", "de") == ["ausländer", "behörde", "köln"]


def test_an_apostrophe_parts_latin_words_and_joins_cyrillic_ones() -> None:
    assert words("l’école", "fr") == ["école"]
    assert words("п’ять м'яч", "uk") == ["п'ять", "м'яч"]


def test_vowel_signs_and_tatweel_do_not_hide_a_word() -> None:
    assert words("مَدْرَسَة مـــدرسة", "ar") == ["مدرسة", "مدرسة"]


def test_turkish_dotless_i_is_a_letter_of_its_own() -> None:
    assert words("IŞIK İZİN", "tr") == ["ışık", "izin"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Auslaenderbehoerde", "Ausländerbehörde"),
        ("Auslanderbehorde", "Ausländerbehörde"),
        ("STRASSE", "Straße"),
    ],
)
def test_umlauts_are_found_however_they_are_typed(typed: str, written: str) -> None:
    (typed_word,), (written_word,) = words(typed, "de"), words(written, "de")
    assert set(spellings(typed_word)) & set(spellings(written_word))


def test_a_persian_joiner_may_be_typed_as_space_or_left_out() -> None:
    (joined,) = words("می\u200cخواهم", "fa")
    found = set(spellings(joined))
    assert {spellings("میخواهم")[0], spellings("خواهم")[0]} <= found


@given(st.text(), st.sampled_from(["de", "ar", "uk", "tr", "fa", "ti"]))
def test_every_word_of_any_text_has_spellings_without_spaces(text: str, lang: str) -> None:
    for word in words(text, lang):
        assert all(form and not form.isspace() and " " not in form for form in spellings(word))
