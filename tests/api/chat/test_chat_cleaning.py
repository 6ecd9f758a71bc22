from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.chat.cleaning import clean, has_words


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  Kita  in\tKöln ", "Kita in Köln"),
        ("/restart", "restart"),
        (" / //restart", "restart"),
        ("\u202e/restart", "restart"),
        ("Kita\x00\x07 Köln", "Kita Köln"),
        ("Ko\u0308ln", "Köln"),
        ("\u200f\u202b\u2066", ""),
        ("\ud800", ""),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("eins\r\n\n\n\n  zwei", "eins\n\nzwei"),
        ("<script>", "<script>"),
    ],
)
def test_what_is_typed_becomes_what_is_read(typed: str, read: str) -> None:
    assert clean(typed) == read


@given(st.text(alphabet=st.characters()))
def test_cleaning_leaves_nothing_invisible_and_never_a_command(typed: str) -> None:
    read = clean(typed)
    assert not read.startswith("/")
    assert all(unicodedata.category(char) not in {"Cc", "Cs", "Cn"} or char == "\n" for char in read)
    assert clean(read) == read


@pytest.mark.parametrize(
    ("text", "readable"), [("😀👍🏽", False), ("?!…", False), ("٤٤١٣٧", True), ("ї", True)]
)
def test_only_letters_and_digits_can_be_read(text: str, readable: bool) -> None:
    assert has_words(text) is readable
