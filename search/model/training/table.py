"""The table being learned: a row for every piece, made of its own vector and those of its letters.

The vector of a text is the sum of its rows, so the length of a row carries the weight of its piece.
Sharing vectors of letters lets the many forms of a word in small and inflected languages learn from
each other; at the end everything is folded into one row a piece.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from search.model.training.ragged import Ids, Offsets, Ragged

Bag = tuple[Ids, Offsets]
_BETA1, _BETA2, _EPSILON = 0.9, 0.999, 1e-8
_CHUNK: Final = 5_000


class RowAdam:
    """Rows with an Adam that touches only those of a batch, and counts the steps of each."""

    def __init__(self, rows: Tensor) -> None:
        self.rows = rows
        self._mean = torch.zeros_like(rows)
        self._square = torch.zeros_like(rows)
        self._steps = torch.zeros(len(rows))

    @property
    def touched(self) -> Tensor:
        """Which rows have been in a batch."""
        return self._steps > 0

    def update(self, index: Tensor, gradient: Tensor, rate: float) -> None:
        """One step against the gradient of the indexed rows."""
        steps = self._steps[index] + 1
        mean = self._mean[index].lerp_(gradient, 1 - _BETA1)
        square = self._square[index].mul_(_BETA2).addcmul_(gradient, gradient, value=1 - _BETA2)
        self._steps[index], self._mean[index], self._square[index] = steps, mean, square
        unbiased = (square / (1 - _BETA2**steps)[:, None]).sqrt_().add_(_EPSILON)
        self.rows[index] -= rate * (mean / (1 - _BETA1**steps)[:, None]).div_(unbiased)


class PieceTable:
    """Vectors of pieces, learned from batches of texts."""

    def __init__(
        self, frequencies: Tensor, grams: Ragged, gram_count: int, *, dimensions: int, seed: int
    ) -> None:
        """Start with small random rows, the shorter the more frequent the piece (SIF with a = 1e-3)."""
        generator = torch.Generator().manual_seed(seed)
        rows = torch.randn(len(frequencies), dimensions, generator=generator) * dimensions**-0.5
        self._own = RowAdam(rows * (1e-3 / (1e-3 + frequencies))[:, None])
        self._letters = RowAdam(torch.randn(gram_count, dimensions, generator=generator) * 1e-4)
        self._grams = grams
        lengths = np.maximum(np.diff(grams.starts), 1).astype(np.float32)
        self._share = torch.from_numpy(lengths**-0.5)

    def step(self, bags: Sequence[Bag], loss_of: Callable[[Sequence[Tensor]], Tensor], rate: float) -> float:
        """One step on `loss_of(vectors of each bag)`; returns the loss."""
        pieces, in_pieces = np.unique(np.concatenate([ids for ids, _ in bags]), return_inverse=True)
        grams, offsets = self._grams.gather(pieces.astype(np.int64))
        letters, in_letters = np.unique(grams, return_inverse=True)
        piece_index = torch.from_numpy(pieces.astype(np.int64))
        letter_index = torch.from_numpy(letters.astype(np.int64))
        own = self._own.rows[piece_index].requires_grad_()
        shared = self._letters.rows[letter_index].requires_grad_()
        rows = self._compose(own, shared, piece_index, (torch.from_numpy(in_letters), offsets))
        loss = loss_of(_sums(rows, in_pieces, bags))
        own_gradient, shared_gradient = torch.autograd.grad(loss, (own, shared))
        self._own.update(piece_index, own_gradient, rate)
        self._letters.update(letter_index, shared_gradient, rate)
        return loss.item()

    def folded(self) -> NDArray[np.float32]:
        """One row a piece, letters folded in; zeros for pieces that no text has shown."""
        parts = []
        for begin in range(0, len(self._own.rows), _CHUNK):
            index = torch.arange(begin, min(begin + _CHUNK, len(self._own.rows)))
            grams, offsets = self._grams.gather(index.numpy())
            bag = (torch.from_numpy(grams.astype(np.int64)), offsets)
            parts.append(self._compose(self._own.rows[index], self._letters.rows, index, bag))
        table: NDArray[np.float32] = torch.cat(parts).numpy()
        table[~self._own.touched.numpy()] = 0
        return table

    def _compose(self, own: Tensor, letters: Tensor, index: Tensor, grams: tuple[Tensor, Offsets]) -> Tensor:
        sums = functional.embedding_bag(grams[0], letters, torch.from_numpy(grams[1][:-1]), mode="sum")
        return own + sums * self._share[index][:, None]


def _sums(rows: Tensor, local: NDArray[np.int64], bags: Sequence[Bag]) -> list[Tensor]:
    sums, begin = [], 0
    for ids, offsets in bags:
        piece = torch.from_numpy(local[begin : begin + len(ids)])
        sums.append(functional.embedding_bag(piece, rows, torch.from_numpy(offsets[:-1]), mode="sum"))
        begin += len(ids)
    return sums
