"""The table, the loss, the file they end in, and a very small training from end to end."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional

from search.model.encoder import open_encoder
from search.model.training.batches import PairBatches
from search.model.training.card import write_card
from search.model.training.corpus import Bitext
from search.model.training.export import quantized, write_model
from search.model.training.lessons import Lessons
from search.model.training.loss import contrastive
from search.model.training.pieces import grams
from search.model.training.questions import Question
from search.model.training.ragged import Ragged, drop_tokens, tokenized
from search.model.training.recipe import Recipe
from search.model.training.tokenizer import train_tokenizer
from search.model.training.trainer import Trainer

COLOURS = {"rot": "red", "blau": "blue", "gelb": "yellow", "weiß": "white"}
THINGS = {"Haus": "house", "Hund": "dog", "Baum": "tree", "Schiff": "ship", "Buch": "book", "Tisch": "table"}
PLACES = {"Wald": "forest", "Hafen": "harbour", "Schule": "school", "Garten": "garden"}
SENTENCES = [
    (f"{thing} {colour} {place}", f"{THINGS[thing]} {COLOURS[colour]} {PLACES[place]}")
    for thing in THINGS
    for colour in COLOURS
    for place in PLACES
]
TINY = Recipe(
    vocabulary=200,
    dimensions=16,
    matryoshka=(16, 8),
    batch=32,
    question_batch=16,
    bitext_steps=120,
    question_steps=30,
    warm_up=5,
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return train_tokenizer((text for pair in SENTENCES for text in pair), TINY.vocabulary)


def sequences(*rows: list[int]) -> Ragged:
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    return Ragged(np.array([one for row in rows for one in row], dtype=np.int32), starts)


def test_gathered_rows_stand_one_after_the_other() -> None:
    ids, offsets = sequences([1, 2], [], [3], [4, 5, 6]).gather(np.array([3, 1, 0]))
    assert ids.tolist() == [4, 5, 6, 1, 2]
    assert offsets.tolist() == [0, 3, 3, 5]


@given(st.lists(st.lists(st.integers(0, 50), max_size=8), min_size=1, max_size=8), st.floats(0, 0.99))
def test_leaving_out_tokens_never_empties_a_text(rows: list[list[int]], share: float) -> None:
    ids, offsets = sequences(*rows).gather(np.arange(len(rows)))
    kept, at = drop_tokens(ids, offsets, share, np.random.default_rng(0))
    assert len(at) == len(rows) + 1
    for row, begin, end in zip(rows, at[:-1], at[1:], strict=True):
        left = kept[begin:end].tolist()
        assert bool(left) is bool(row)
        assert left[:1] == row[:1]


def test_no_text_stands_twice_in_a_batch() -> None:
    texts = sequences([0], [1], [2])
    left, right = np.array([0, 0, 1, 2]), np.array([0, 1, 1, 2])
    batches = PairBatches((texts, left), (texts, right), np.random.default_rng(0))
    for _ in range(20):
        (one, _), (other, _) = batches.draw(4, 0.0)
        assert len(set(one.tolist())) == len(one)
        assert len(set(other.tolist())) == len(other)


def plain_loss(
    left: torch.Tensor, right: torch.Tensor, scale: float, pages: torch.Tensor | None
) -> torch.Tensor:
    scores = scale * functional.normalize(left, dim=1) @ functional.normalize(right, dim=1).T
    if pages is not None:
        twins = (pages[:, None] == pages[None, :]) & ~torch.eye(len(pages), dtype=torch.bool)
        scores = scores.masked_fill(twins, -torch.inf)
    target = torch.arange(len(left))
    return (functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)) / 2


@pytest.mark.parametrize("pages", [None, torch.tensor([0, 1, 1, 2, 0, 3])])
def test_the_loss_and_its_gradient_are_those_of_cross_entropy(pages: torch.Tensor | None) -> None:
    generator = torch.Generator().manual_seed(1)
    left, right = (torch.randn(6, 5, generator=generator, requires_grad=True) for _ in range(2))
    ours = contrastive(left, right, scale=20, prefixes=(5,), pages=pages)
    plain = plain_loss(left, right, 20, pages)
    torch.testing.assert_close(ours, plain)
    for mine, expected in zip(
        torch.autograd.grad(ours, (left, right)), torch.autograd.grad(plain, (left, right)), strict=True
    ):
        torch.testing.assert_close(mine, expected, atol=1e-5, rtol=1e-4)


@given(arrays.arrays(np.float32, (5, 8), elements=st.floats(-100, 100, width=32)))
def test_int8_rows_are_off_by_half_a_step_at_most(table: NDArray[np.float32]) -> None:
    whole, scale = quantized(table)
    step = np.abs(table).max(axis=1, keepdims=True) / 127
    assert (np.abs(whole * scale[:, None] - table) <= step * 0.51 + 1e-6).all()


def test_pieces_share_the_letters_they_begin_with() -> None:
    assert set(grams("▁schule")) & set(grams("▁schulen")) >= {"▁sc", "▁schul", "chule"}
    assert grams("ab") == []


@pytest.mark.parametrize(
    ("written", "like"),
    [
        ("ÄRZTE", "arzte"),
        ("Straße", "strasse"),
        ("والمدرسة", "مدرسه"),
        ("كِتَاب", "کتاب"),
        ("مى‌روم", "می روم"),
        ("п’ять", "пять"),
        ("ISTANBUL", "ıstanbul"),
    ],
)
def test_spellings_of_a_word_are_folded(tokenizer: Tokenizer, written: str, like: str) -> None:
    assert tokenizer.normalizer.normalize_str(written) == tokenizer.normalizer.normalize_str(like)


def test_punctuation_leaves_no_piece(tokenizer: Tokenizer) -> None:
    assert tokenized(tokenizer, ["?! …", "", "☃"], 10).flat.tolist() == []
    assert np.diff(tokenized(tokenizer, ["Haus! Hund?", "Haus"], 1).starts).tolist() == [1, 1]


def trained(tokenizer: Tokenizer, folder: Path) -> Path:
    pairs = SENTENCES[:]
    random.Random(0).shuffle(pairs)
    questions = [
        Question("de", german, "en", english, f"page {number % 60}", "library")
        for number, (german, english) in enumerate(pairs * 2)
    ]
    lessons = Lessons(Bitext({("de", "en"): pairs[:80]}), questions, len(questions))
    trainer = Trainer(TINY, tokenizer, lessons.bitext, lambda *_: None)
    trainer.align()
    trainer.answer(questions)
    write_model(folder, trainer.table(), tokenizer)
    write_card(folder, TINY, lessons, seconds=60, aligned=None)
    return folder


@pytest.mark.slow
def test_a_training_teaches_translation_and_repeats_itself(tokenizer: Tokenizer, tmp_path: Path) -> None:
    folder = trained(tokenizer, tmp_path / "one")
    encoder = open_encoder(str(folder))
    german = encoder.encode_queries([one for one, _ in SENTENCES])
    english = encoder.encode_documents([other for _, other in SENTENCES])
    assert ((german @ english.T).argmax(axis=1) == np.arange(len(SENTENCES))).mean() > 0.9
    again = trained(tokenizer, tmp_path / "two")
    assert (again / "model.safetensors").read_bytes() == (folder / "model.safetensors").read_bytes()
    assert "CC BY-SA 4.0" in (folder / "README.md").read_text()
