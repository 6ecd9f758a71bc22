"""Kinds of offers as a file: `offer-kinds.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from content.files.canonical import Row, by_language, dump
from content.files.entries import load_entries
from content.offers.models import OfferKind

FILE: Final = "offer-kinds.yaml"


def read_offer_kinds(path: Path) -> list[OfferKind]:
    """All kinds, in the order of the file."""
    return list(_read(path))


def _read(path: Path) -> Iterator[OfferKind]:
    for entry in load_entries(path):
        synonyms = entry.optional_entry("synonyms")
        yield OfferKind(
            slug=entry.slug("slug"),
            names=entry.by_language("names"),
            synonyms={lang: synonyms.texts(lang) for lang in synonyms.language_keys()} if synonyms else {},
            what_it_does=entry.by_language("what_it_does"),
        )
        entry.finish()


def offer_kind_files(kinds: Iterable[OfferKind]) -> Iterator[tuple[str, str]]:
    """Path and text of the file of `kinds`."""
    data = [
        {
            "slug": kind.slug,
            "names": by_language(kind.names),
            "synonyms": {lang: Row(words) for lang, words in by_language(kind.synonyms).items()},
            "what_it_does": by_language(kind.what_it_does),
        }
        for kind in kinds
    ]
    if data:
        yield FILE, dump(data)
