from __future__ import annotations

import pytest

from search.models import Query
from search.questions import read_question
from tests.search.encoders import LetterEncoder

ENCODER = LetterEncoder()


def readers(text: str, lang: str) -> tuple[str, ...]:
    return read_question(Query(text, lang), ENCODER).readers


@pytest.mark.parametrize(
    ("text", "interface", "expected"),
    [
        ("Kita", "uk", ("uk", "de", "en")),
        ("أين أجد حضانة لطفلي؟", "de", ("ar", "de", "en")),
        ("Wo finde ich eine Kita für mein Kind?", "ar", ("de", "ar", "en")),
        ("کودکستان برای پسرم", "prs", ("prs", "fa", "de", "en")),
        ("", "de-simple", ("de-simple", "de", "en")),
    ],
)
def test_readers_are_served_in_the_language_they_write(
    text: str, interface: str, expected: tuple[str, ...]
) -> None:
    assert readers(text, interface) == expected


def test_a_long_text_is_cut() -> None:
    question = read_question(Query("Kita " * 2000, "de"), ENCODER)
    assert len(question.text) <= 2000
    assert len(question.parts) == len(question.vectors) == 1


def test_the_best_language_there_is_or_the_first() -> None:
    question = read_question(Query("حضانة", "uk"), ENCODER)
    assert question.reader_language(("de", "uk")) == "uk"
    assert question.reader_language(("fr", "tr")) == "fr"
    assert question.reader_language(()) is None


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("kita köln kosten", "kita kosten"),
        ("Deutschkurs in 50667 Köln?", "Deutschkurs in"),
        ("садок (Кельн)", "садок"),
        ("Köln", "Köln"),
        ("50667", "50667"),
        ("", ""),
    ],
)
def test_what_is_asked_is_told_from_where(text: str, matter: str) -> None:
    places = frozenset({"koln", "koeln", "кельн"})
    assert read_question(Query(text, "de"), ENCODER, places).matter == matter
