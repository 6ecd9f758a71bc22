"""What may teach, and what is taken out of it first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.model.training.cleaning import LONGEST, clean, held_out_key, in_its_script, teaches


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("Hello %s, you have %1$d new <b>messages</b>", "Hello , you have new messages"),
        ("Delete {name}?", "Delete ?"),
        ("%(count)s files", "files"),
        ("_File", "File"),
        ("&Datei öffnen", "Datei öffnen"),
        ("Datei (&D)", "Datei"),
        ("see https://example.org/x?y=1 for more", "see for more"),
        ("[[Special:Log|log]] of $1", "log of"),
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("AT&T und R&B", "AT&T und R&B"),
        ("100 % sicher", "100 % sicher"),
        ("a\\nb", "a b"),
    ],
)
def test_placeholders_markup_and_access_keys_go(raw: str, kept: str) -> None:
    assert clean(raw) == kept


@given(st.text(max_size=2_000))
def test_a_clean_text_is_one_line_of_bounded_length(raw: str) -> None:
    cleaned = clean(raw)
    assert len(cleaned) <= LONGEST
    assert cleaned == " ".join(cleaned.split())


def test_the_same_sentence_has_the_same_key_however_it_is_set() -> None:
    assert held_out_key("Wo  ist das »Amt«?") == held_out_key("wo ist das Amt")
    assert held_out_key("Wo ist das Amt?") != held_out_key("Wo ist die Amt?")


@pytest.mark.parametrize(
    ("text", "lang", "own"),
    [
        ("مرحبا بكم", "ar", True),
        ("Welcome", "ar", False),
        ("Ласкаво просимо", "uk", True),
        ("Вітаємо в Python 3 API documentation project", "uk", False),
        ("እንቋዕ ብደሓን መጻእካ", "ti", True),
        ("Bi xêr hatî", "kmr", True),
        ("بەخێربێیت", "kmr", False),
        ("Dobar dan", "sr", True),
        ("Добар дан", "sr", True),
        ("12 %", "de", False),
    ],
)
def test_a_text_stands_in_the_script_of_its_language(text: str, lang: str, own: bool) -> None:
    assert in_its_script(text, lang) is own


def test_equal_or_wildly_unequal_sides_are_no_translation() -> None:
    assert not teaches("OK", "ok")
    assert not teaches("Yes", "x" * 300)
    assert teaches("Yes", "Ja, natürlich, sehr gerne")
