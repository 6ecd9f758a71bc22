"""Folding and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.text import fold, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Straße KÖLN", "strasse koln"),
        ("أإآٱا", "ااااا"),
        ("مدرسة مُدَرِّسَة", "مدرسه مدرسه"),
        ("کی یک", "كي يك"),
        ("٤٤١٣٧ ۵۰۶۶۷", "44137 50667"),
        ("КИЇВ Йосип ґанок", "киів иосип ганок"),
        ("İstanbul Iğdır", "istanbul igdir"),
        ("می‌خواهم", "ميخواهم"),
        ("ﬁx ①", "fix 1"),
    ],
)
def test_spellings_become_one(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aÄß éجَأ٤і- ’\n", max_size=30))
def test_words_know_their_place(text: str) -> None:
    for word, start, end in words(text):
        assert fold(text[start:end]) == word
        assert word


def test_vowel_signs_do_not_split_words() -> None:
    assert [word for word, _, _ in words("مَدرسة في Köln-Mülheim")] == ["مدرسه", "في", "koln", "mulheim"]
