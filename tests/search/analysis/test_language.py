from __future__ import annotations

import pytest

from content.languages import LANGUAGES
from search.analysis.language import detect

SENTENCES = [
    ("de", "Wer erkennt mein Krankenpfleger-Diplom aus Syrien an?"),
    ("en", "I have a Duldung, can I join a German course? 50667"),
    ("ar", "أين أجد حضانة لطفلي؟ عمره سنتان ونحن في دورتموند"),
    ("ar", "اريد ان اتكلم مع شخص"),
    ("uk", "Куди звернутися з дитиною, якщо немає місця в садочку?"),
    ("ru", "Где мне найти детский сад для ребёнка?"),
    ("fa", "چگونه می‌توانم فرزندم را در مهدکودک ثبت نام کنم؟"),
    ("tr", "çocuğum için kreş nerede bulabilirim"),
    ("fr", "où puis-je inscrire mon enfant à la crèche"),
    ("sq", "ku mund të regjistroj fëmijën në kopsht"),
    ("ps", "زه څنګه کولی شم خپل ماشوم وړکتون ته داخل کړم؟"),
    ("ckb", "چۆن دەتوانم منداڵەکەم لە باخچەی ساوایان تۆمار بکەم؟"),
    ("ur", "میں اپنے بچے کو کنڈرگارٹن میں کیسے داخل کراؤں؟"),
    ("ti", "ንውላደይ ኣብ መዋእለ ህጻናት ብኸመይ ክምዝግቦ እኽእል?"),
]


@pytest.mark.parametrize("interface", ["de", "en", "ar", "uk"])
@pytest.mark.parametrize(("lang", "text"), SENTENCES)
def test_a_sentence_is_recognised_whatever_the_interface(lang: str, text: str, interface: str) -> None:
    assert detect(text, interface).lang == lang


@pytest.mark.parametrize(
    ("text", "interface"),
    [("kita köln", "en"), ("Kita", "fr"), ("мама", "ru"), ("سلام", "fa"), ("مرحبا", "ur")],
)
def test_a_short_text_is_in_the_language_of_the_interface(text: str, interface: str) -> None:
    assert detect(text, interface).lang == interface


@pytest.mark.parametrize(("text", "lang"), [("حضانة", "ar"), ("садочок", "uk"), ("ሓገዝ", "ti")])
def test_another_script_contradicts_the_interface_even_in_one_word(text: str, lang: str) -> None:
    found = detect(text, "de")
    assert (found.lang, found.confident) == (lang, True)


def test_german_words_in_another_interface_are_taken_for_german() -> None:
    assert detect("kita köln kosten", "de").lang == "de"
    assert detect("kita köln kosten", "ar").lang == "de"


def test_in_a_mixed_message_the_other_script_wins() -> None:
    assert detect("Ich brauche Hilfe بخصوص حضانة طفلي", "de").lang == "ar"
    assert detect("كيف أسجل في Jobcenter Dortmund", "de").lang == "ar"


def test_a_latin_message_that_quotes_one_foreign_word_stays_latin() -> None:
    assert detect("Mein Mann heißt محمد und er sucht Arbeit", "de").lang == "de"
    assert detect("Mein Mann heißt محمد und er sucht Arbeit", "ar").lang == "ar"


@pytest.mark.parametrize("interface", sorted(LANGUAGES))
@pytest.mark.parametrize("text", ["", "   ", "44137", "?!", "🙂"])
def test_without_letters_the_interface_decides(text: str, interface: str) -> None:
    found = detect(text, interface)
    assert (found.lang, found.confident) == (interface, False)


def test_dari_and_easy_german_follow_the_interface() -> None:
    assert detect("چگونه می‌توانم فرزندم را ثبت نام کنم؟", "prs").lang == "prs"
    assert detect("Wo kann ich mein Kind in der Kita anmelden?", "de-simple").lang == "de-simple"
