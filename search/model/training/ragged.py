"""Many token sequences in one flat array, and batches gathered out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from search.model.training.tokenizer import SILENT

Ids = NDArray[np.int32]
Offsets = NDArray[np.int64]
_CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Ragged:
    """Sequence i is `flat[starts[i]:starts[i + 1]]`."""

    flat: Ids
    starts: Offsets

    def gather(self, rows: NDArray[np.int64]) -> tuple[Ids, Offsets]:
        """The sequences of some rows, one after the other, and where each begins."""
        begins, lengths = self.starts[rows], self.starts[rows + 1] - self.starts[rows]
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        position = np.arange(offsets[-1]) - np.repeat(offsets[:-1], lengths)
        return self.flat[np.repeat(begins, lengths) + position], offsets


def tokenized(tokenizer: Tokenizer, texts: Sequence[str], longest: int) -> Ragged:
    """Tokenize texts, each cut to its first `longest` pieces that say something."""
    silent = {tokenizer.token_to_id(piece) for piece in SILENT}
    parts: list[Ids] = []
    lengths: list[int] = []
    for begin in range(0, len(texts), _CHUNK):
        chunk = list(texts[begin : begin + _CHUNK])
        for encoding in tokenizer.encode_batch_fast(chunk, add_special_tokens=False):
            ids = [one for one in encoding.ids if one not in silent][:longest]
            parts.append(np.array(ids, dtype=np.int32))
            lengths.append(len(ids))
    flat = np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)
    return Ragged(flat, np.concatenate([[0], np.cumsum(np.array(lengths, dtype=np.int64))]))


def drop_tokens(ids: Ids, offsets: Offsets, share: float, rng: np.random.Generator) -> tuple[Ids, Offsets]:
    """Leave out a share of the tokens at random, but never the first one of a text."""
    if share <= 0 or not len(ids):
        return ids, offsets
    kept = rng.random(len(ids)) >= share
    kept[offsets[:-1][np.diff(offsets) > 0]] = True
    counts = np.concatenate([[0], np.cumsum(kept)])
    return ids[kept], counts[offsets]
