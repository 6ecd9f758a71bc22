"""Draws batches: one direction of languages at a time, never the same text twice in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from search.model.training.corpus import Pair
from search.model.training.ragged import Ragged, drop_tokens
from search.model.training.table import Bag

Direction = tuple[str, str]
Rows = NDArray[np.int64]


class PairBatches:
    """Batches out of the pairs of one direction, each pair once before any comes again."""

    def __init__(
        self, left: tuple[Ragged, Rows], right: tuple[Ragged, Rows], rng: np.random.Generator
    ) -> None:
        self._left, self._left_rows = left
        self._right, self._right_rows = right
        self._rng = rng
        self._order = rng.permutation(len(self._left_rows))
        self._next = 0

    def draw(self, size: int, dropout: float) -> tuple[Bag, Bag]:
        """At most `size` pairs in which no text stands twice: a twin would be a false negative."""
        if self._next + size > len(self._order):
            self._order = self._rng.permutation(len(self._left_rows))
            self._next = 0
        chosen = self._order[self._next : self._next + size]
        self._next += size
        for rows in (self._left_rows, self._right_rows):
            chosen = chosen[np.unique(rows[chosen], return_index=True)[1]]
        bags = (self._left.gather(self._left_rows[chosen]), self._right.gather(self._right_rows[chosen]))
        one, other = (drop_tokens(*bag, dropout, self._rng) for bag in bags)
        return one, other


def pair_batches(
    pairs: Mapping[Direction, Sequence[Pair]],
    texts: Mapping[str, Sequence[str]],
    tokens: Mapping[str, Ragged],
    rng: np.random.Generator,
) -> dict[Direction, PairBatches]:
    """Batches of every direction; `texts` and `tokens` hold the same texts in the same order."""
    row_of = {lang: {text: row for row, text in enumerate(all_texts)} for lang, all_texts in texts.items()}
    batches = {}
    for (left, right), both in pairs.items():
        left_rows = np.array([row_of[left][one] for one, _ in both], dtype=np.int64)
        right_rows = np.array([row_of[right][other] for _, other in both], dtype=np.int64)
        batches[left, right] = PairBatches((tokens[left], left_rows), (tokens[right], right_rows), rng)
    return batches


class QuestionBatches:
    """Batches of questions in any language with passages in one language."""

    def __init__(
        self, questions: Ragged, passages: Ragged, pages: Sequence[str], rng: np.random.Generator
    ) -> None:
        number_of = {page: number for number, page in enumerate(dict.fromkeys(pages))}
        self._questions, self._passages, self._rng = questions, passages, rng
        self._pages = np.array([number_of[page] for page in pages], dtype=np.int64)

    def draw(self, size: int, dropout: float) -> tuple[Bag, Bag, Rows]:
        """At most `size` questions, their passages, and a number for the page of each."""
        chosen = self._rng.permutation(len(self._pages))[:size]
        one = drop_tokens(*self._questions.gather(chosen), dropout, self._rng)
        other = drop_tokens(*self._passages.gather(chosen), dropout, self._rng)
        return one, other, self._pages[chosen]
