from __future__ import annotations

from search.analysis.parts import parts


def test_sentences_follow_the_whole_text() -> None:
    text = "أين أجد حضانة لطفلي؟ عمره سنتان ونحن في دورتموند"
    assert parts(text) == (text, "أين أجد حضانة لطفلي؟", "عمره سنتان ونحن في دورتموند")


def test_a_greeting_is_no_part() -> None:
    assert parts("Hallo! Wo ist das Jugendamt?") == ("Hallo! Wo ist das Jugendamt?", "Wo ist das Jugendamt?")


def test_runs_of_one_script_are_parts() -> None:
    assert "بخصوص حضانة طفلي" in parts("Ich brauche Hilfe بخصوص حضانة طفلي")


def test_a_long_letter_has_few_parts() -> None:
    assert len(parts("Das ist ein langer Satz. " * 500)) <= 9
    assert len(parts("\n".join(f"Das ist Satz Nummer {n}" for n in range(500)))) == 9


def test_nothing_is_one_part() -> None:
    assert parts("") == ("",)
