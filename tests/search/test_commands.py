from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from search import __main__ as commands
from search import building, service
from search.building import build_index
from search.documents import documents
from search.index.embedded import EmbeddedIndex
from tests.search.encoders import LetterEncoder
from tests.search.evaluation.folders import write_language, write_qrels
from tests.search.library import ARTICLES, KINDS, OFFERS


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> Iterator[CliRunner]:
    for module in (commands, building, service):
        monkeypatch.setattr(module, "open_encoder", lambda _: LetterEncoder())
    monkeypatch.setattr(commands.console, "width", 140)
    return CliRunner()


def test_a_query_shows_hits_and_the_answer(runner: CliRunner, tmp_path: Path) -> None:
    index = EmbeddedIndex(tmp_path / "index")
    build_index(index, LetterEncoder(), documents(ARTICLES, OFFERS, KINDS))
    text = "Wo melde ich mein Kind im Kindergarten an?"
    result = runner.invoke(commands.app, ["query", text, "--data-folder", str(tmp_path)])
    index.close()
    assert result.exit_code == 0
    assert "answer: answered" in result.stdout
    assert "article kita (de)" in result.stdout


def test_evaluate_prints_a_table_for_a_folder(runner: CliRunner, tmp_path: Path) -> None:
    write_language(tmp_path, "de")
    write_qrels(tmp_path)
    result = runner.invoke(commands.app, ["evaluate", str(tmp_path)])
    assert result.exit_code == 0
    assert "de → de" in result.stdout
    assert "same language: hybrid nDCG@10 100.0" in result.stdout


def test_what_goes_wrong_is_said_in_one_sentence(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["search", "evaluate", str(tmp_path)])
    assert commands.main() == 1
    assert "queries.jsonl" in capsys.readouterr().out
