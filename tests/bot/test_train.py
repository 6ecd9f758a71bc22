from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot import inputs, run, train
from bot.errors import ModelFolderError, ReportError, StartError, TrainingError
from bot.report import Judged, accuracy_table, judge, mistakes


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the dialogue model is made from."""
    data = tmp_path / "data"
    shutil.copytree(inputs.TRAINING_DATA, data)
    model = tmp_path / "embeddings"
    model.mkdir()
    (model / "model.safetensors").write_bytes(b"table")
    (model / "tokenizer.json").write_text("{}")
    monkeypatch.setattr(inputs, "TRAINING_DATA", data)
    monkeypatch.setenv(inputs.MODEL_FOLDER_VARIABLE, str(model))
    return tmp_path


@pytest.fixture
def trainings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every training that takes place, without Rasa."""
    done: list[Path] = []

    def pretend(model: Path) -> None:
        done.append(model)
        model.write_bytes(b"trained")

    monkeypatch.setattr(train, "run_rasa", pretend)
    return done


def test_training_is_skipped_while_nothing_changes(files: Path, trainings: list[Path]) -> None:
    model = files / "lotse.tar.gz"
    train.train(model)
    train.train(model)

    assert trainings == [model]


@pytest.mark.parametrize(
    "changed", ["data/nlu/de.yml", "data/rules/answers.yml", "embeddings/tokenizer.json"]
)
def test_training_follows_a_change(files: Path, trainings: list[Path], changed: str) -> None:
    train.train(files / "lotse.tar.gz")
    (files / changed).write_text("changed")
    train.train(files / "lotse.tar.gz")

    assert len(trainings) == 2


def test_a_lost_model_is_trained_again(files: Path, trainings: list[Path]) -> None:
    train.train(files / "lotse.tar.gz")
    (files / "lotse.tar.gz").unlink()
    train.train(files / "lotse.tar.gz")

    assert len(trainings) == 2


def test_a_training_broken_off_leaves_no_stamp(
    files: Path, trainings: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = files / "lotse.tar.gz"
    train.train(model)

    def break_off(_model: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(train, "run_rasa", break_off)
    with pytest.raises(KeyboardInterrupt):
        train.train(model, force=True)

    assert not train.is_current(model, inputs.fingerprint())


def test_training_without_the_embedding_model_names_the_file(files: Path, trainings: list[Path]) -> None:
    (files / "embeddings" / "model.safetensors").unlink()

    with pytest.raises(ModelFolderError, match=r"model\.safetensors"):
        train.train(files / "lotse.tar.gz")


def test_a_model_needs_a_name_rasa_can_write(files: Path) -> None:
    with pytest.raises(TrainingError, match=r"\.tar\.gz"):
        train.train(files / "lotse.model")


def test_the_server_does_not_start_without_a_model(files: Path) -> None:
    with pytest.raises(StartError, match=r"bot\.train"):
        run.serve(files / "lotse.tar.gz", "127.0.0.1", 5005)


def test_the_server_does_not_start_with_an_old_model(files: Path, trainings: list[Path]) -> None:
    train.train(files / "lotse.tar.gz")
    (files / "data" / "nlu" / "de.yml").write_text("changed")

    with pytest.raises(StartError, match="other files"):
        run.serve(files / "lotse.tar.gz", "127.0.0.1", 5005)


def test_a_report_needs_a_model(files: Path) -> None:
    with pytest.raises(ReportError):
        judge(files / "lotse.tar.gz", files)


def test_a_report_is_not_made_on_an_old_model(files: Path, trainings: list[Path]) -> None:
    """Vectors of another embedding model than the one it was trained with would make it look bad."""
    train.train(files / "lotse.tar.gz")
    (files / "embeddings" / "tokenizer.json").write_text("changed")

    with pytest.raises(ReportError, match="other files"):
        judge(files / "lotse.tar.gz", files / "data" / "nlu")


def test_the_table_counts_intents_and_replies_apart() -> None:
    judged = [
        Judged("de", "hallo", "greet", "greet", 0.9),
        Judged("de", "dortmund", "inform", "find_offer", 0.8),
        Judged("uk", "а2", "ask", "nlu_fallback", 0.2),
        Judged("uk", "так", "affirm", "deny", 0.5),
    ]

    lines = list(accuracy_table(judged))

    assert lines[0].split() == ["intent", "de", "uk"]
    assert "intent right        0.500    0.000" in lines
    assert "reply right         1.000    0.500" in lines
    assert list(mistakes(judged)) == ["uk  affirm → deny (0.50)  так"]
