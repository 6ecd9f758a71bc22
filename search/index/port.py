"""What an engine must do.

It gets terms and vectors ready made and returns raw scores; analysis, fusion and answers are the
same above every engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from search.analysis.terms import Terms
from search.models import Document, DocumentKind

Vectors = NDArray[np.float32]

FORMAT: Final = 1
"""Goes up whenever analysis or fields change, so that an index of another form is not read."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was built from."""

    fingerprint: str
    """Of the embedding model."""
    library: str
    """Hash of the library, as the store gives it."""
    documents: int
    places: frozenset[str] = frozenset()
    """Folded words of place names: in a question they say where, not what."""
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Where:
    """Which documents may be found. Empty tuples and None let everything pass."""

    kind: DocumentKind
    offer_kinds: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    near: tuple[float, float] | None = None
    """(latitude, longitude) in degrees; needed for `within_km`."""
    within_km: float | None = None


class Match(NamedTuple):
    """A page in one language, as one arm of the search found it."""

    page: str
    lang: str
    position: int
    """Of the nearest document, by the vectors; the words are looked up in the text as a whole (-1)."""
    score: float
    """BM25 or cosine as the engine gives it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A document with its vector."""

    document: Document
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of `texts` pages of a language each term occurs."""

    texts: int
    of: Mapping[str, int]


class Index(Protocol):
    """An engine. Reading is safe from many threads; `build` replaces the whole index at once."""

    @property
    def manifest(self) -> Manifest:
        """What the index was built from; IndexMissingError when there is none of this format."""

    def build(self, documents: Sequence[Document], vectors: Vectors, manifest: Manifest) -> None:
        """Replace the index; row n of `vectors` belongs to document n. Readers see old or new, never half."""

    def languages(self, kind: DocumentKind) -> tuple[str, ...]:
        """Languages that documents of this kind are in."""

    def lexical(self, terms: Mapping[str, Terms], where: Where, limit: int) -> list[Match]:
        """Pages in each language by BM25; `terms` holds the question as read in that language."""

    def vector(self, query: Vectors, where: Where, limit: int) -> list[Match]:
        """Best document of each page and language by cosine; `query` is one vector of unit length."""

    def pages(self, where: Where) -> list[str]:
        """Every page that passes, by name."""

    def page_languages(self, kind: DocumentKind, page: str) -> tuple[str, ...]:
        """Languages a page exists in; none for an unknown page."""

    def document(self, kind: DocumentKind, page: str, lang: str, position: int) -> Document | None:
        """One document; the first one where several have this position."""

    def passages(self, kind: DocumentKind, page: str, lang: str) -> list[Passage]:
        """All documents of a page in one language, in reading order."""

    def frequencies(self, kind: DocumentKind, lang: str, stems: Sequence[str]) -> Frequencies:
        """How common these stems are among the pages of a language."""

    def close(self) -> None:
        """Let go of files and connections."""
