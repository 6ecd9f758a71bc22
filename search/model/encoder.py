"""Turns texts into vectors with the shipped model, or with any other that sentence-transformers opens."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from search.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

SHIPPED: Final = Path(__file__).parent / "shipped"

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Texts in, vectors of unit length out. A text without any known word gives a vector of zeros."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the vectors may: an index belongs to one fingerprint."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row a question."""

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """One row a passage."""


class SentenceTransformersEncoder:
    """An encoder around a model of sentence-transformers, prompts for questions and passages included."""

    def __init__(self, model: SentenceTransformer, fingerprint: str) -> None:
        self._model = model
        self._fingerprint = fingerprint
        dimensions = model.get_embedding_dimension()
        if dimensions is None:
            raise ModelError("The model does not say how long its vectors are.")
        self._dimensions = dimensions

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._dimensions

    @property
    def fingerprint(self) -> str:
        """Hash of the model's files; for a model of a hub, of its name and revision."""
        return self._fingerprint

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, in order."""
        if not texts:
            return self._nothing()
        return _unit(self._model.encode_query(list(texts), show_progress_bar=False, convert_to_numpy=True))

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, in order."""
        if not texts:
            return self._nothing()
        return _unit(self._model.encode_document(list(texts), show_progress_bar=False, convert_to_numpy=True))

    def _nothing(self) -> Vectors:
        return np.zeros((0, self._dimensions), dtype=np.float32)


def open_encoder(name: str | None = None) -> Encoder:
    """Open the shipped model, the model in a folder, or the model of that name on the hub.

    A folder is read from disk alone, without network. Raises ModelError when the model cannot be
    opened; another one never takes its place.
    """
    folder = SHIPPED if name is None else Path(name).expanduser()
    if name is None or folder.is_dir():
        return _open_folder(folder)
    if folder.is_absolute() or name.startswith((".", "~")):
        raise ModelError(f"There is no model folder {folder}.")
    return _open_from_hub(name)


def _open_folder(folder: Path) -> Encoder:
    if not (folder / "modules.json").is_file():
        raise ModelError(f"{folder} is no model of sentence-transformers: it holds no modules.json.")
    model = _load(str(folder), local_files_only=True)
    return SentenceTransformersEncoder(model, _hash_of_files(folder))


def _open_from_hub(name: str) -> Encoder:
    model = _load(name, local_files_only=False)
    revision = getattr(model, "_model_card_vars", {}).get("revision") or "unknown"
    return SentenceTransformersEncoder(model, hashlib.sha256(f"{name}@{revision}".encode()).hexdigest()[:16])


def _load(name: str, *, local_files_only: bool) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name, device="cpu", local_files_only=local_files_only)
    except Exception as error:  # tokenizers and the client of the hub raise bare ones
        why = (
            "its files are damaged"
            if local_files_only
            else "it is not on the hub, or the hub cannot be reached"
        )
        raise ModelError(f"The embedding model {name!r} cannot be opened: {why}.") from error


def _hash_of_files(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".json", ".safetensors", ".txt", ".model"}:
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _unit(vectors: NDArray[np.float32]) -> Vectors:
    """Unit length, as float32, whatever the model's own last module does; zeros stay zeros."""
    rows = np.array(vectors, dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows /= np.where(lengths > 0, lengths, 1)
    return rows
