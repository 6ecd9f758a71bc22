"""A model for tests: texts that share letters lie near each other."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.analysis.terms import analyse


class LetterEncoder:
    """Counts 3-grams and stems in hashed cells; the same on every machine."""

    dimensions = 256

    def __init__(self, fingerprint: str = "letters") -> None:
        self.fingerprint = fingerprint

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode_documents(texts)

    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            terms = analyse(text, "de")
            for term in (*terms.grams.split(), *terms.stems.split()):
                vectors[row, zlib.crc32(term.encode()) % self.dimensions] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.where(lengths > 0, lengths, 1)
