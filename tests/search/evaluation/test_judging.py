from __future__ import annotations

import json
from pathlib import Path

import pytest

from search import ranking
from search.answers import Evidence, fitted_judge
from search.evaluation import fitting
from search.evaluation.answering import Case, cases, rates
from search.evaluation.beir import read_judged
from search.evaluation.fitting import write_fitted
from search.evaluation.judging import fit_judge, held_out
from search.models import AnswerStatus
from search.ranking import Relation, Weights
from tests.search.encoders import LetterEncoder
from tests.search.library import ARTICLES


def case(
    cosine: float, expected: str | None, *, page: str = "a", lang: str = "de", same: bool = True
) -> Case:
    relation = Relation.SAME if same else Relation.SAME_SCRIPT
    return Case(lang, "?", frozenset(expected or ()), page, relation, Evidence(cosine, cosine, cosine))


CASES = [
    case(at / 100 + (0.5 if expected else 0.0), expected, lang=lang, same=same)
    for expected in (None, "a")
    for at in range(10, 40, 2)
    for lang in ("de", "ar")
    for same in (True, False)
]


def test_what_can_be_told_apart_is_told_apart() -> None:
    judge = fit_judge(CASES)
    found = rates(CASES, judge)
    assert (found.outside, found.inside) == (60, 60)
    assert (found.false, found.withheld, found.wrong) == (0, 0, 0)
    assert judge.status(judge.confidence(Evidence(0.2, 0.2, 0.2), Relation.SAME)) is AnswerStatus.NONE
    assert judge.status(judge.confidence(Evidence(0.8, 0.8, 0.8), Relation.SAME)) is AnswerStatus.ANSWERED


def test_false_answers_stay_rare_where_questions_look_alike() -> None:
    mixed = [*CASES, *(case(at / 100, None) for at in range(50, 90, 2))]
    assert rates(mixed, fit_judge(mixed)).false <= 5


def test_an_answer_from_another_article_is_wrong_and_not_false() -> None:
    judge = fit_judge(CASES)
    found = rates([case(0.9, "b", page="a"), case(0.1, "b", page="b")], judge)
    assert (found.inside, found.wrong, found.withheld, found.false) == (2, 50, 50, 0)


def test_each_language_is_judged_by_what_the_others_taught() -> None:
    assert set(held_out(CASES)) == {"ar", "de"}


def write_questions(folder: Path) -> None:
    rows = {
        "de": [("1", "Wo melde ich mein Kind im Kindergarten an?"), ("2", "Wie wird das Wetter?")],
        "uk": [("3", "Як записати дитину в садочок?")],
    }
    for lang, questions in rows.items():
        (folder / lang).mkdir(parents=True)
        lines = [json.dumps({"_id": id_, "text": text, "language": lang}) for id_, text in questions]
        (folder / lang / "queries.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "qrels").mkdir()
    (folder / "qrels" / "dev.tsv").write_text("1\tkita\t1\n3\tkita\t1\n", encoding="utf-8")


def test_the_library_is_asked_with_and_without_its_translations(tmp_path: Path) -> None:
    write_questions(tmp_path)
    judged = read_judged(tmp_path)
    every = cases(judged, ARTICLES, LetterEncoder())
    assert [(one.lang, one.expected, one.right) for one in every] == [
        ("de", {"kita"}, True),
        ("de", set(), False),
        ("uk", {"kita"}, True),
    ]
    german = cases(judged, ARTICLES, LetterEncoder(), only="de")
    assert [(one.lang, one.relation) for one in german] == [("uk", Relation.OTHER_SCRIPT)]


def test_fitted_figures_are_kept_with_what_they_rest_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "fitted.json"
    kept.write_text(ranking.FITTED.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(fitting, "FITTED", kept)
    judge = fitted_judge()
    write_fitted(weights=Weights(0.1, 0.2, 0.3), provenance={"ranking": "here"})
    written = json.loads(kept.read_text(encoding="utf-8"))
    assert written["vector_weight"] == {"same": 0.1, "same_script": 0.2, "other_script": 0.3}
    assert written["answer"]["answered"] == judge.answered
    assert written["provenance"]["ranking"] == "here"
