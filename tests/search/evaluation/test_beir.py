from __future__ import annotations

from pathlib import Path

import pytest

from search.errors import EvaluationError
from search.evaluation.beir import read_all_queries, read_documents, read_judged, read_queries
from tests.search.evaluation.folders import QUESTIONS, write_language, write_qrels


@pytest.fixture(params=["plain", "by language"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    write_language(tmp_path if request.param == "plain" else tmp_path / "de", "de")
    write_qrels(tmp_path)
    return tmp_path


def test_both_layouts_are_read(folder: Path) -> None:
    judged = read_judged(folder)
    assert judged.languages == ("de",)
    assert judged.relevant == {"1": {"kita": 1}, "2": {"kurs": 1}}
    assert list(read_queries(judged, "de")) == ["1", "2"]
    assert read_all_queries(judged, "de") == QUESTIONS


def test_pages_are_their_title_and_pieces_of_sixty_words(folder: Path) -> None:
    rows = list(read_documents(read_judged(folder), "de"))
    assert [(row.page, row.position) for row in rows] == [
        ("kita", -1), ("kita", 0), ("kurs", -1), ("kurs", 0), ("kurs", 1), ("kurs", 2), ("kurs", 3), ("leer", -1),
    ]  # fmt: skip
    assert [len(row.text.split()) for row in rows if row.page == "kurs"] == [0, 60, 60, 60, 20]
    assert all(row.title for row in rows)


def test_a_judgement_file_without_a_heading_is_read(folder: Path) -> None:
    write_qrels(folder, "1\tkita\t2\n")
    assert read_judged(folder).relevant == {"1": {"kita": 2}}


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"no queries\.jsonl"):
        read_judged(tmp_path)
    write_language(tmp_path, "de")
    with pytest.raises(EvaluationError, match="qrels"):
        read_judged(tmp_path)


@pytest.mark.parametrize(
    ("line", "problem"), [("{", "no JSON"), ("[]", "no _id"), ('{"text": "a"}', "no _id")]
)
def test_a_broken_line_is_named(folder: Path, line: str, problem: str) -> None:
    judged = read_judged(folder)
    (judged.folders["de"] / "corpus.jsonl").write_text('{"_id": "a"}\n' + line, encoding="utf-8")
    with pytest.raises(EvaluationError, match=f"line 2: .*{problem}"):
        list(read_documents(judged, "de"))


def test_a_broken_judgement_is_named(folder: Path) -> None:
    write_qrels(folder, "query-id\tcorpus-id\tscore\n1\tkita\n")
    with pytest.raises(EvaluationError, match="line 2"):
        read_judged(folder)
    write_qrels(folder, "1\tkita\t1\n2\tkita\tmuch\n")
    with pytest.raises(EvaluationError, match="line 2"):
        read_judged(folder)
