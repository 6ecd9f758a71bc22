"""The shipped embedding model, read with `tokenizers`, `safetensors` and `numpy` alone.

The folder holds `model.safetensors` (`embeddings`: one row of int8 per token; `weights`: one float per
token, the scale of its row) and `tokenizer.json`. A text's vector is the sum of its tokens' scaled
rows, brought to length one. `sentence_transformers` gives the same vectors for the same folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from bot.errors import ModelFolderError

MODEL_FILES = ("model.safetensors", "tokenizer.json")


class StaticEncoder:
    """Text to vectors: a table of token vectors, summed."""

    def __init__(self, folder: Path) -> None:
        """Read the folder. Raises ModelFolderError when a file is missing or not as documented."""
        self._embeddings, self._weights = read_table(folder / "model.safetensors")
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as problem:  # tokenizers raises bare Exception for every fault of the file
            raise ModelFolderError(f"{folder / 'tokenizer.json'} cannot be read: {problem}") from problem
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._embeddings.shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector of length one a text (n × dimensions); zeros where a text has no token."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        for row, encoding in enumerate(encodings):
            tokens = np.asarray(encoding.ids, dtype=np.int64)
            if tokens.size:
                vectors[row] = self._weights[tokens] @ self._embeddings[tokens].astype(np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        lengths[lengths == 0] = 1
        unit: NDArray[np.float32] = (vectors / lengths).astype(np.float32)
        return unit


def read_table(path: Path) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows and row scales of the token table. Raises ModelFolderError."""
    try:
        tensors = load_file(str(path))
    except (OSError, SafetensorError) as problem:
        raise ModelFolderError(f"{path} cannot be read: {problem}") from problem
    missing = {"embeddings", "weights"} - tensors.keys()
    if missing:
        raise ModelFolderError(f"{path} lacks {', '.join(sorted(missing))}.")
    embeddings, weights = tensors["embeddings"], tensors["weights"].astype(np.float32)
    if embeddings.ndim != 2 or weights.shape != embeddings.shape[:1]:
        raise ModelFolderError(
            f"{path}: {weights.shape} weights do not fit {embeddings.shape} embeddings; one each row is due."
        )
    return embeddings, weights


def fingerprint(folder: Path) -> str:
    """SHA-256 over the files of a model folder. Raises ModelFolderError when one is missing."""
    total = hashlib.sha256()
    try:
        for name in MODEL_FILES:
            total.update((folder / name).read_bytes())
    except OSError as problem:
        raise ModelFolderError(f"The embedding model cannot be read: {problem}") from problem
    return total.hexdigest()
