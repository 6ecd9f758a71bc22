"""Sentence pairs and questions as they come out of the data folder."""

from __future__ import annotations

import json
import lzma
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from content.files.library import Library
from content.offers.models import OfferKind
from search.errors import ModelError
from search.model.training.heldout import aligned_folder, held_out_sentences, judged_pages
from search.model.training.lessons import read_lessons
from search.model.training.library import library_questions, plain
from search.model.training.origins import ORIGINS
from search.model.training.recipe import Recipe


def write_pairs(data: Path, name: str, *rows: tuple[str, str]) -> None:
    (data / "parallel").mkdir(parents=True, exist_ok=True)
    with lzma.open(data / "parallel" / f"{name}.tsv.xz", "wt", encoding="utf-8") as file:
        file.writelines(f"{one}\t{other}\ttatoeba\n" for one, other in rows)


def write_questions(data: Path, name: str, *rows: dict[str, Any]) -> None:
    (data / "qa").mkdir(parents=True, exist_ok=True)
    with lzma.open(data / "qa" / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def page_row(page: str = "city/1", answer_lines: tuple[int, ...] = (2,)) -> dict[str, Any]:
    return {
        "page": page,
        "question": {"de": "Wo melde ich mein Kind an?", "en": "Where do I register my child?"},
        "answer_lines": list(answer_lines),
        "text": {
            "de": "Kita\nKinder spielen dort.\nSie melden Ihr Kind beim Jugendamt an.",
            "en": "Nursery\nChildren play there.\nYou register your child at the youth office.",
        },
    }


def write_development_set(folder: Path, *, page: str = "city/9") -> None:
    (folder / "omos" / "de").mkdir(parents=True)
    (folder / "omos" / "qrels").mkdir()
    (folder / "ntrex").mkdir()
    question = {"_id": "1", "text": "Wer zahlt die Miete im Monat?"}
    corpus = [{"_id": page, "title": "Miete", "text": "Die Miete zahlt das Amt im Notfall."}]
    (folder / "omos" / "de" / "queries.jsonl").write_text(json.dumps(question) + "\n")
    (folder / "omos" / "de" / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in corpus))
    (folder / "omos" / "qrels" / "dev.tsv").write_text(f"query-id\tcorpus-id\tscore\n1\t{page}\t1\n")
    (folder / "ntrex" / "de.txt").write_text("Der Zug fährt heute leider nicht.\n")
    (folder / "ntrex" / "en.txt").write_text("The train does not run today.\n")


def test_a_third_language_meets_german_through_english(tmp_path: Path) -> None:
    write_pairs(tmp_path, "en-de", ("Good morning", "Guten Morgen"))
    write_pairs(tmp_path, "en-uk", ("Good morning", "Доброго ранку"), ("Good night", "Добраніч"))
    pairs = read_lessons(tmp_path, None, Library()).bitext.pairs
    assert pairs["uk", "de"] == [("Доброго ранку", "Guten Morgen")]
    assert pairs["uk", "en"] == [("Доброго ранку", "Good morning"), ("Добраніч", "Good night")]
    assert pairs["de", "en"] == [("Guten Morgen", "Good morning")]


def test_twins_and_pairs_in_the_wrong_script_are_dropped(tmp_path: Path) -> None:
    rows = [("Cancel", "إلغاء"), ("Cancel", "إلغاء"), ("Browser", "Browser"), ("Save", "Save it")]
    write_pairs(tmp_path, "en-ar", *rows)
    lessons = read_lessons(tmp_path, None, Library())
    assert lessons.bitext.pairs == {("ar", "en"): [("إلغاء", "Cancel")]}
    assert lessons.origins() == {"tatoeba": 1}


def test_no_sentence_of_a_development_set_teaches(tmp_path: Path) -> None:
    data, held_out = tmp_path / "data", tmp_path / "eval"
    write_development_set(held_out)
    write_pairs(
        data,
        "en-de",
        ("The train does not run today!", "Der Zug fällt heute aus."),
        ("Who pays the rent?", "Wer zahlt die Miete im Monat?"),
        ("In need, the office pays.", "Die Miete zahlt das Amt im Notfall."),
        ("Good morning", "Guten Morgen"),
    )
    lessons = read_lessons(data, held_out, Library())
    assert lessons.bitext.pairs == {("de", "en"): [("Guten Morgen", "Good morning")]}


def test_a_page_that_answers_a_development_question_teaches_nothing(tmp_path: Path) -> None:
    data, held_out = tmp_path / "data", tmp_path / "eval"
    write_development_set(held_out, page="city/1")
    write_pairs(data, "en-de", ("Good morning", "Guten Morgen"))
    write_questions(data, "omos-train", page_row("city/1"), page_row("city/2"))
    lessons = read_lessons(data, held_out, Library())
    assert {question.page for question in lessons.questions} == {"city/2"}


def test_a_page_that_is_a_bystander_in_a_development_set_teaches(tmp_path: Path) -> None:
    held_out = tmp_path / "eval"
    write_development_set(held_out)
    bystander = held_out_sentences(held_out, frozenset({"city/9"}))
    assert held_out_sentences(held_out, frozenset()) > bystander
    assert judged_pages(held_out) == {"city/9"}
    assert aligned_folder(held_out) == held_out / "ntrex"


def test_questions_meet_the_answer_in_every_pair_of_languages(tmp_path: Path) -> None:
    write_pairs(tmp_path, "en-de", ("Good morning", "Guten Morgen"))
    write_questions(tmp_path, "omos-train", page_row())
    lessons = read_lessons(tmp_path, None, Library())
    found = {(q.lang, q.passage_lang) for q in lessons.questions if q.text.endswith("?")}
    assert found == {("de", "de"), ("de", "en"), ("en", "de"), ("en", "en")}
    german = [q.passage for q in lessons.questions if q.passage_lang == "de" and q.text.endswith("?")]
    assert "Kita Sie melden Ihr Kind beim Jugendamt an." in german
    assert ("Kinder spielen dort.", "Children play there.") in lessons.bitext.pairs["de", "en"]


def test_a_question_without_an_answer_on_its_page_is_not_asked(tmp_path: Path) -> None:
    write_pairs(tmp_path, "en-de", ("Good morning", "Guten Morgen"))
    write_questions(tmp_path, "omos-train", page_row(answer_lines=()))
    lessons = read_lessons(tmp_path, None, Library())
    assert not [question for question in lessons.questions if question.text.endswith("?")]


def test_other_files_of_questions_keep_to_their_language(tmp_path: Path) -> None:
    write_pairs(tmp_path, "en-de", ("Good morning", "Guten Morgen"))
    write_questions(
        tmp_path, "faq", {"language": "de", "question": "Was tun?", "passage": "Zuhause bleiben."}
    )
    (question,) = read_lessons(tmp_path, None, Library()).questions
    assert (question.lang, question.passage_lang, question.passage, question.origin) == (
        "de",
        "de",
        "Zuhause bleiben.",
        "faq",
    )


def test_words_for_an_office_meet_what_it_does_in_other_languages() -> None:
    kind = OfferKind(
        "jugendamt",
        {"de": "Jugendamt", "en": "Youth office"},
        {"en": ("child services",)},
        {"de": "Hilft Familien.", "en": "Helps families."},
    )
    found = library_questions(Library(offer_kinds=(kind,)))
    assert {(q.text, q.passage) for q in found} == {
        (word, passage)
        for word in ("Jugendamt", "Youth office", "child services")
        for passage in ("Jugendamt Hilft Familien.", "Youth office Helps families.")
    }
    assert {q.page for q in found} == {"kind/jugendamt"}
    assert {q.origin for q in found} <= ORIGINS.keys()


def test_marks_of_markdown_are_not_words() -> None:
    assert plain("**Only** at the [youth office](offer-kind:jugendamt)") == "Only at the youth office"


def test_a_folder_without_parallel_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="No parallel text"):
        read_lessons(tmp_path, None, Library())


def test_the_learning_rate_rises_then_falls_to_its_rest() -> None:
    recipe = Recipe(bitext_steps=700, question_steps=300)
    rates = [recipe.rate(step) for step in range(recipe.steps)]
    assert rates[0] < rates[50] < max(rates) <= recipe.learning_rate
    assert rates[-1] == pytest.approx(recipe.learning_rate * recipe.last_rate, rel=0.01)
    assert all(later < earlier for earlier, later in pairwise(rates[recipe.warm_up :]))


def test_german_and_languages_of_the_library_are_drawn_more_often() -> None:
    recipe = Recipe()
    assert (
        recipe.chance(("ar", "de"), 100) > recipe.chance(("ar", "en"), 100) > recipe.chance(("el", "en"), 100)
    )
    assert recipe.chance(("el", "en"), 400) == 2 * recipe.chance(("el", "en"), 100)
