"""Building the index from what the store has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Protocol

from content.articles.models import Article
from content.offers.models import Offer, OfferKind
from content.places.models import Place
from search.documents import documents, embedding_text, place_words
from search.index.embedded import EmbeddedIndex
from search.index.port import Index, Manifest
from search.model.encoder import Encoder, open_encoder
from search.models import Document, DocumentKind


class Contents(Protocol):
    """What an index is built from: `content.store.Store`, or anything that gives the same."""

    def articles(self) -> Sequence[Article]:
        """All articles in all their languages."""

    def offers(self) -> Sequence[Offer]:
        """All local offers."""

    def offer_kinds(self) -> Sequence[OfferKind]:
        """Kinds of office with their names in every language."""

    def places(self) -> Sequence[Place]:
        """Places by postcode."""

    def place_names(self) -> Mapping[str, Mapping[str, Sequence[str]]]:
        """Names of places in other scripts, by place and language."""

    def library_hash(self) -> str | None:
        """Changes whenever the library does."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build of the index did."""

    documents: int
    articles: int
    offers: int
    languages: tuple[str, ...]
    seconds: float


def build(store: Contents, folder: Path, model: str | None) -> BuildReport:
    """Index everything the store has; whoever is searching goes over to the new index by itself."""
    return build_index(
        EmbeddedIndex(folder),
        open_encoder(model),
        documents(store.articles(), store.offers(), store.offer_kinds()),
        library=store.library_hash() or "",
        places=place_words(store.places(), store.place_names()),
    )


def build_index(
    index: Index,
    encoder: Encoder,
    found: Iterable[Document],
    *,
    library: str = "",
    places: frozenset[str] = frozenset(),
) -> BuildReport:
    """Index documents in any engine, with any model.

    `library` is the hash of what they came from, `places` the folded words of place names.
    """
    started = perf_counter()
    rows = list(found)
    vectors = encoder.encode_documents([embedding_text(document) for document in rows])
    index.build(rows, vectors, Manifest(encoder.fingerprint, library, len(rows), places))
    pages = {kind: len({row.page for row in rows if row.kind is kind}) for kind in DocumentKind}
    return BuildReport(
        documents=len(rows),
        articles=pages[DocumentKind.ARTICLE],
        offers=pages[DocumentKind.OFFER],
        languages=tuple(sorted({row.lang for row in rows})),
        seconds=round(perf_counter() - started, 2),
    )
