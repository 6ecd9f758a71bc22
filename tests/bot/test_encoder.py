from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, pre_tokenizers

from bot.encoder import StaticEncoder, fingerprint
from bot.errors import ModelFolderError
from bot.inputs import model_folder

ROWS = np.array([[0, 0], [3, 0], [0, 4], [-3, -4]], dtype=np.int8)
SCALES = np.array([0, 1, 0.5, 2], dtype=np.float32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model of three words in two dimensions."""
    words = Tokenizer(models.WordLevel({"?": 0, "a": 1, "b": 2, "c": 3}, unk_token="?"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    words.save(str(tmp_path / "tokenizer.json"))
    save_file({"embeddings": ROWS, "weights": SCALES}, tmp_path / "model.safetensors")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "vector"),
    [("a", [1, 0]), ("b", [0, 1]), ("a b", [3 / 13**0.5, 2 / 13**0.5]), ("c c", [-0.6, -0.8])],
)
def test_a_vector_is_the_sum_of_scaled_rows_at_length_one(
    folder: Path, text: str, vector: list[float]
) -> None:
    assert StaticEncoder(folder).encode([text])[0] == pytest.approx(vector, abs=1e-6)


@pytest.mark.parametrize("text", ["", "  ", "unknown words"])
def test_a_text_without_known_tokens_has_no_direction(folder: Path, text: str) -> None:
    assert StaticEncoder(folder).encode([text]).tolist() == [[0, 0]]


def test_nothing_gives_an_empty_matrix(folder: Path) -> None:
    assert StaticEncoder(folder).encode([]).shape == (0, 2)


def test_missing_weights_are_named(folder: Path) -> None:
    save_file({"embeddings": ROWS}, folder / "model.safetensors")

    with pytest.raises(ModelFolderError, match="lacks weights"):
        StaticEncoder(folder)


def test_weights_must_fit_the_rows(folder: Path) -> None:
    save_file({"embeddings": ROWS, "weights": SCALES[:2]}, folder / "model.safetensors")

    with pytest.raises(ModelFolderError, match="one each row"):
        StaticEncoder(folder)


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_a_missing_or_broken_file_is_named(folder: Path, name: str) -> None:
    (folder / name).write_text("no")
    with pytest.raises(ModelFolderError, match=name):
        StaticEncoder(folder)

    (folder / name).unlink()
    with pytest.raises(ModelFolderError, match=name):
        fingerprint(folder)


def test_the_fingerprint_tells_every_change(folder: Path) -> None:
    before = fingerprint(folder)
    tokenizer = json.loads((folder / "tokenizer.json").read_text())
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, indent=1))

    assert fingerprint(folder) != before


@pytest.fixture(scope="module")
def shipped() -> StaticEncoder:
    return StaticEncoder(model_folder())


@given(st.text(max_size=300))
def test_any_text_has_length_one_or_none(shipped: StaticEncoder, text: str) -> None:
    length = float(np.linalg.norm(shipped.encode([text])[0]))

    assert length == pytest.approx(1, abs=1e-5) or length == 0


@pytest.mark.slow
def test_the_same_vectors_as_in_search(shipped: StaticEncoder) -> None:
    from search.model.encoder import open_encoder

    texts = [
        "Wo finde ich eine Kita in Dortmund?",
        "kita köln kosten",
        "أين أجد حضانة لطفلي؟ عمره سنتان",
        "Куди звернутися з дитиною, якщо немає місця в садочку?",
        "a",
        "🙂 50667 !!",
        "wort " * 500,
    ]

    assert shipped.encode(texts) == pytest.approx(open_encoder().encode_queries(texts), abs=1e-4)
