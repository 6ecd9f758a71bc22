"""Names and fields of the embedded index, shared by writing and reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from content.articles.models import BlockKind
from content.places.models import EARTH_RADIUS_KM
from search.models import Document, DocumentKind

CURRENT: Final = "CURRENT"
DATABASE: Final = "terms.sqlite"
VECTORS: Final = "vectors.npy"
MANIFEST: Final = "manifest.json"

FIELDS: Final = {
    "title_words": 2.0,
    "title_stems": 2.0,
    "heading_words": 1.5,
    "heading_stems": 1.5,
    "body_words": 1.0,
    "body_stems": 1.0,
    "grams": 0.5,
}
"""Fields of an FTS table and their weight in BM25."""
WORD_FIELDS: Final = ("title_words", "heading_words", "body_words")
STEM_FIELDS: Final = ("title_stems", "heading_stems", "body_stems")
GRAM_FIELDS: Final = ("grams",)

COLUMNS: Final = (
    "id, kind, page, lang, title, heading, text, position,"
    " offer_kind, district_ags, latitude, longitude, languages, block, question, offer_kinds"
)

SCHEMA: Final = """
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    page TEXT NOT NULL,
    lang TEXT NOT NULL,
    title TEXT NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    position INTEGER NOT NULL,
    offer_kind TEXT,
    district_ags TEXT,
    latitude REAL,
    longitude REAL,
    languages TEXT NOT NULL,
    block TEXT,
    question INTEGER NOT NULL,
    offer_kinds TEXT NOT NULL
);
CREATE INDEX documents_by_page ON documents (kind, page, lang, position);
CREATE TABLE languages (
    kind TEXT, lang TEXT, texts INTEGER NOT NULL, PRIMARY KEY (kind, lang)
) WITHOUT ROWID;
CREATE TABLE frequencies (
    kind TEXT, lang TEXT, field TEXT, term TEXT, texts INTEGER NOT NULL,
    PRIMARY KEY (kind, lang, field, term)
) WITHOUT ROWID;
"""


def current(folder: Path) -> str | None:
    """Name of the generation in use, None when nothing has been built."""
    try:
        return (folder / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def switched_at(pointer: Path) -> tuple[int, int] | None:
    """Changes of the file CURRENT, with every switch; None when nothing has been built."""
    try:
        found = pointer.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_ino


def table(kind: DocumentKind, lang: str) -> str:
    """Name of the FTS table of a kind and language."""
    return f"terms_{kind.value}_{re.sub('[^a-z0-9]', '_', lang.lower())}"


def insert_document() -> str:
    """Statement that takes a row of `row`."""
    return "INSERT INTO documents VALUES (" + ",".join("?" * (COLUMNS.count(",") + 2)) + ")"  # noqa: S608 - marks only


def fts_schema(kind: DocumentKind, lang: str) -> str:
    """An FTS table that splits at spaces alone: the terms come ready made."""
    return (
        f"CREATE VIRTUAL TABLE {table(kind, lang)} USING fts5({', '.join(FIELDS)}, content='',"
        " tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'\")"
    )


def row(number: int, document: Document) -> tuple[Any, ...]:
    """A document as a row of `documents`."""
    return (
        number,
        document.id,
        document.kind.value,
        document.page,
        document.lang,
        document.title,
        document.heading,
        document.text,
        document.position,
        document.offer_kind,
        document.district_ags,
        document.latitude,
        document.longitude,
        " ".join(document.languages),
        document.block,
        document.question,
        " ".join(document.offer_kinds),
    )


def document(values: Sequence[Any]) -> Document:
    """The document of a row read as COLUMNS."""
    return Document(
        id=values[0],
        kind=DocumentKind(values[1]),
        page=values[2],
        lang=values[3],
        title=values[4],
        heading=values[5],
        text=values[6],
        position=values[7],
        offer_kind=values[8],
        district_ags=values[9],
        latitude=values[10],
        longitude=values[11],
        languages=tuple(values[12].split()),
        block=None if values[13] is None else BlockKind(values[13]),
        question=bool(values[14]),
        offer_kinds=tuple(values[15].split()),
    )


def distances_km(origin: tuple[float, float], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Great-circle distances (haversine) from one (latitude, longitude) in degrees to many; NaN stays NaN."""
    latitude, longitude = np.radians(origin)
    latitudes, longitudes = np.radians(points).T
    half = (
        np.sin((latitudes - latitude) / 2) ** 2
        + np.cos(latitude) * np.cos(latitudes) * np.sin((longitudes - longitude) / 2) ** 2
    )
    distances: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half))
    return distances
