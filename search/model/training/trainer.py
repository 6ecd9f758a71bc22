"""The training: first pairs of sentences, then questions with their passages among them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from search.model.training.batches import QuestionBatches, pair_batches
from search.model.training.corpus import Bitext
from search.model.training.loss import contrastive
from search.model.training.pieces import shared_grams
from search.model.training.questions import Question
from search.model.training.ragged import Ragged, tokenized
from search.model.training.recipe import Recipe
from search.model.training.table import Bag, PieceTable
from search.model.training.tokenizer import SILENT

Report = Callable[[str, int, int, float], None]
"""Told (stage, step, steps, loss)."""
_FEWEST_QUESTIONS: Final = 100
"""Passages of a language with fewer questions are left out: their batches would be too easy."""


@dataclass(slots=True)
class _Running:
    """A loss, smoothed over about fifty steps."""

    value: float = math.nan

    def add(self, loss: float) -> float:
        self.value = loss if math.isnan(self.value) else 0.98 * self.value + 0.02 * loss
        return self.value


class Trainer:
    """Holds the table and the batches. Everything random comes from the seed of the recipe."""

    def __init__(self, recipe: Recipe, tokenizer: Tokenizer, bitext: Bitext, report: Report) -> None:
        self._recipe, self._tokenizer, self._report = recipe, tokenizer, report
        self._rng = np.random.default_rng(recipe.seed)
        torch.manual_seed(recipe.seed)
        texts = bitext.texts()
        tokens = {lang: tokenized(tokenizer, own, recipe.longest_sentence) for lang, own in texts.items()}
        self._pairs = pair_batches(bitext.pairs, texts, tokens, self._rng)
        self._directions = list(self._pairs)
        chances = np.array([recipe.chance(one, len(bitext.pairs[one])) for one in self._directions])
        self._chances = chances / chances.sum()
        grams, gram_count = shared_grams(tokenizer, recipe.rarest_gram)
        frequencies = _frequencies(tokens, tokenizer.get_vocab_size())
        self._table = PieceTable(
            frequencies, grams, gram_count, dimensions=recipe.dimensions, seed=recipe.seed
        )

    def align(self) -> None:
        """Stage 1: sentences of all languages with their English and German translations."""
        recipe, running = self._recipe, _Running()
        for step in range(recipe.bitext_steps):
            loss = self._bitext_step(recipe.rate(step))
            self._report("sentences", step + 1, recipe.bitext_steps, running.add(loss))

    def answer(self, questions: Sequence[Question]) -> None:
        """Stage 2: questions with passages, and sentences in between so that languages stay aligned."""
        recipe, running = self._recipe, _Running()
        batches = self._question_batches(questions)
        if not batches:
            return
        langs = list(batches)
        chances = np.array([recipe.passage_share(lang) for lang in langs])
        for step in range(recipe.question_steps):
            rate = recipe.rate(recipe.bitext_steps + step)
            if step % recipe.question_every:
                self._bitext_step(rate)
                continue
            lang = langs[self._rng.choice(len(langs), p=chances / chances.sum())]
            one, other, pages = batches[lang].draw(recipe.question_batch, recipe.token_dropout)
            loss = self._table.step((one, other), self._loss(pages), rate)
            self._report("questions", step + 1, recipe.question_steps, running.add(loss))

    def table(self) -> NDArray[np.float32]:
        """The rows as learned; those of silent pieces are zeros."""
        table = self._table.folded()
        for piece in SILENT:
            number = self._tokenizer.token_to_id(piece)
            if number is not None:
                table[number] = 0
        return table

    def _bitext_step(self, rate: float) -> float:
        direction = self._directions[self._rng.choice(len(self._directions), p=self._chances)]
        bags: tuple[Bag, Bag] = self._pairs[direction].draw(self._recipe.batch, self._recipe.token_dropout)
        return self._table.step(bags, self._loss(None), rate)

    def _loss(self, pages: NDArray[np.int64] | None) -> Callable[[Sequence[Tensor]], Tensor]:
        recipe = self._recipe
        numbers = None if pages is None else torch.from_numpy(pages)

        def loss_of(vectors: Sequence[Tensor]) -> Tensor:
            return contrastive(*vectors, scale=recipe.scale, prefixes=recipe.matryoshka, pages=numbers)

        return loss_of

    def _question_batches(self, questions: Sequence[Question]) -> dict[str, QuestionBatches]:
        by_passage: dict[str, list[Question]] = defaultdict(list)
        for one in questions:
            by_passage[one.passage_lang].append(one)
        longest = self._recipe.longest_passage
        return {
            lang: QuestionBatches(
                tokenized(self._tokenizer, [one.text for one in own], longest),
                tokenized(self._tokenizer, [one.passage for one in own], longest),
                [one.page for one in own],
                self._rng,
            )
            for lang, own in sorted(by_passage.items())
            if len(own) >= _FEWEST_QUESTIONS
        }


def _frequencies(tokens: Mapping[str, Ragged], vocabulary: int) -> Tensor:
    counts = np.zeros(vocabulary, dtype=np.int64)
    for ragged in tokens.values():
        counts += np.bincount(ragged.flat, minlength=vocabulary)
    return torch.from_numpy((counts / max(int(counts.sum()), 1)).astype(np.float32))
