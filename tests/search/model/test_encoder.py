"""The model folder gives the same vectors to everybody who reads it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from search.errors import ModelError
from search.model.encoder import SHIPPED, Encoder, open_encoder

MEGABYTE = 1_000_000

QUESTIONS = (
    "Ab wann hat mein Kind ein Recht auf einen Kita-Platz?",
    "From when does my child have a right to a place at nursery?",
    "متى يحق لطفلي الحصول على مكان في الروضة؟",
    "З якого віку моя дитина має право на місце в дитячому садку?",
    "ትምህርቲ ቤት ኣበይ ይርከብ፧",
    "چگونه می‌توانم فرزندم را در مدرسه ثبت‌نام کنم؟",
)
WITHOUT_WORDS = ("", "   ", "?!", "🜁")


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return open_encoder()


def plain_vectors(folder: Path, texts: Sequence[str]) -> NDArray[np.float32]:
    """What a reader without torch computes: the scaled rows of a text's tokens, added up, at unit length."""
    tensors = load_file(folder / "model.safetensors")
    embeddings, weights = tensors["embeddings"].astype(np.float32), tensors["weights"]
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    vectors = np.zeros((len(texts), embeddings.shape[1]), dtype=np.float32)
    for row, text in enumerate(texts):
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        vectors[row] = (embeddings[ids] * weights[ids][:, None]).sum(axis=0)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(lengths > 0, lengths, 1)


def test_plain_numpy_reads_the_same_vectors(encoder: Encoder) -> None:
    texts = (*QUESTIONS, *WITHOUT_WORDS)
    np.testing.assert_allclose(encoder.encode_queries(texts), plain_vectors(SHIPPED, texts), atol=1e-5)


def test_vectors_are_float32_of_unit_length(encoder: Encoder) -> None:
    vectors = encoder.encode_documents(QUESTIONS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(QUESTIONS), encoder.dimensions)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("text", WITHOUT_WORDS)
def test_a_text_without_words_has_no_direction(encoder: Encoder, text: str) -> None:
    vectors = encoder.encode_queries([text, QUESTIONS[0]])
    assert np.isfinite(vectors).all()
    assert np.linalg.norm(vectors[1]) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(encoder.encode_queries([text])) == pytest.approx(0, abs=1e-6)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode_queries([]).shape == (0, encoder.dimensions)
    assert encoder.encode_documents([]).shape == (0, encoder.dimensions)


def test_the_same_question_in_another_language_is_nearest(encoder: Encoder) -> None:
    """Each translation of the Kita question lies nearer to the German one than other questions do."""
    german = encoder.encode_documents([QUESTIONS[0]])[0]
    others = encoder.encode_documents(["Wo melde ich mein Auto an?", "Wie kündige ich meine Wohnung?"])
    for question in encoder.encode_queries(QUESTIONS[1:4]):
        assert question @ german > max(others @ question)


def test_spelling_variants_are_one_word(encoder: Encoder) -> None:
    """Case, accents, the Arabic article and letter variants, the Ukrainian apostrophe, Turkish dotless i."""
    pairs = {"SCHULE": "schule", "المدرسة": "مدرسه", "п'ять": "пʼять", "kısa": "kisa", "كتاب": "کتاب"}
    left, right = encoder.encode_queries(list(pairs)), encoder.encode_queries(list(pairs.values()))
    np.testing.assert_allclose((left * right).sum(axis=1), 1, atol=1e-5)


def test_the_shipped_folder_is_small_enough_to_be_shipped() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file()) <= 40 * MEGABYTE


def test_the_fingerprint_is_of_the_files(tmp_path: Path, encoder: Encoder) -> None:
    for path in SHIPPED.rglob("*"):
        if path.is_file() and path.suffix != ".md":
            copy = tmp_path / path.relative_to(SHIPPED)
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(path.read_bytes())
    assert open_encoder(str(tmp_path)).fingerprint == encoder.fingerprint
    with (tmp_path / "config.json").open("a") as config:
        config.write(" ")
    assert open_encoder(str(tmp_path)).fingerprint != encoder.fingerprint


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"modules\.json"):
        open_encoder(str(tmp_path))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model folder"):
        open_encoder(str(tmp_path / "nowhere"))


def test_a_broken_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_bytes((SHIPPED / "modules.json").read_bytes())
    (tmp_path / "tokenizer.json").write_text("{")
    with pytest.raises(ModelError, match="cannot be opened"):
        open_encoder(str(tmp_path))


def test_a_hub_that_cannot_be_reached_gives_no_other_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="hub"):
        open_encoder("lotse-tests/no-such-model")
