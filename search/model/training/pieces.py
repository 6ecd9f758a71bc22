"""The letters that pieces share: `▁водійське` and `▁водійський` begin as one word."""

from __future__ import annotations

from collections import Counter
from typing import Final

import numpy as np
from tokenizers import Tokenizer

from search.model.training.ragged import Ragged
from search.model.training.tokenizer import SILENT

LENGTHS: Final = (3, 4, 5, 6)


def grams(piece: str) -> list[str]:
    """Every run of 3 to 6 letters of a piece, its word boundary included, each once."""
    return sorted({piece[at : at + n] for n in LENGTHS for at in range(len(piece) - n + 1)})


def shared_grams(tokenizer: Tokenizer, rarest: int) -> tuple[Ragged, int]:
    """The runs of letters of every piece that at least `rarest` pieces have, numbered; and how many there are."""
    pieces = [str(tokenizer.id_to_token(number)) for number in range(tokenizer.get_vocab_size())]
    of_piece = [[] if piece in SILENT else grams(piece) for piece in pieces]
    counts = Counter(gram for found in of_piece for gram in found)
    number_of = {
        gram: number for number, gram in enumerate(sorted(g for g, n in counts.items() if n >= rarest))
    }
    numbered = [[number_of[gram] for gram in found if gram in number_of] for found in of_piece]
    flat = np.array([number for found in numbered for number in found], dtype=np.int32)
    return Ragged(flat, np.concatenate([[0], np.cumsum([len(found) for found in numbered])])), len(number_of)
