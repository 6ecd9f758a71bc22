"""The embedded engine: SQLite FTS5 and a table of vectors, in one folder, read by many threads.

    <folder>/CURRENT               name of the generation in use; replaced in one step
    <folder>/<generation>/terms.sqlite
    <folder>/<generation>/vectors.npy

Every pair of kind and language has an FTS table of its own, so that the rarity of a word is
counted among texts of its language: in one table for all, `und` would be rare.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.analysis.terms import Terms
from search.documents import SUMMARY
from search.errors import IndexMissingError
from search.index import layout
from search.index.port import FORMAT, Frequencies, Manifest, Match, Passage, Vectors, Where
from search.index.writing import write_generation
from search.models import Document, DocumentKind

Row = tuple[Any, ...]

_DEEP: Final = 1000
"""Texts an FTS table gives at most, before filters."""
_MANY_TERMS: Final = 64
"""Distinct words or stems of a question that are looked up; a pasted letter has more."""
_MANY_GRAMS: Final = 256
_KEPT_TEXTS: Final = 2048
"""Texts kept in memory after they were read: some 20 kB each."""
_RAREST_GRAMS: Final = 16
"""All 3-grams of a question cost four times the time and find hardly more than its rarest."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A page in one language: the rows from `start` up to `end`."""

    kind: DocumentKind
    page: str
    lang: str
    start: int
    end: int


class _Generation:
    """One built index, opened. Nothing of it changes, so threads share it."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self.database = folder / layout.DATABASE
        self.vectors: Vectors = np.load(folder / layout.VECTORS, mmap_mode="r")
        self.manifest = _manifest(folder)
        with closing(_connect(self.database)) as connection:
            rows = connection.execute(
                "SELECT kind, page, lang, position, offer_kind, district_ags, latitude, longitude"
                " FROM documents ORDER BY number"
            ).fetchall()
        self.positions = [row[3] for row in rows]
        self.texts = list(_texts(rows))
        first = [rows[text.start] for text in self.texts]
        self.starts = np.array([text.start for text in self.texts], dtype=np.intp)
        self.kinds = np.array([text.kind.value for text in self.texts], dtype=object)
        self.offer_kinds = np.array([row[4] for row in first], dtype=object)
        self.districts = np.array([row[5] for row in first], dtype=object)
        self.points = np.array(
            [[np.nan if value is None else value for value in row[6:8]] for row in first], dtype=np.float64
        ).reshape(-1, 2)
        self.langs_of: dict[tuple[DocumentKind, str], tuple[str, ...]] = {}
        self.languages: dict[DocumentKind, tuple[str, ...]] = {}
        for text in self.texts:
            key = (text.kind, text.page)
            self.langs_of[key] = (*self.langs_of.get(key, ()), text.lang)
        for kind in DocumentKind:
            found = sorted({text.lang for text in self.texts if text.kind is kind})
            self.languages[kind] = tuple(found)

    def allowed(self, where: Where) -> NDArray[np.bool_]:
        """Which texts pass the filter."""
        mask = np.asarray(self.kinds == where.kind.value, dtype=np.bool_)
        if where.offer_kinds:
            mask &= np.isin(self.offer_kinds.astype(str), where.offer_kinds)
        if where.districts:
            mask &= np.isin(self.districts.astype(str), where.districts)
        if where.near is not None and where.within_km is not None:
            mask &= layout.distances_km(where.near, self.points) <= where.within_km
        return mask


class EmbeddedIndex:
    """The index in a folder. Opening is lazy; `manifest` raises IndexMissingError when there is none."""

    def __init__(self, path: Path) -> None:
        self._folder = path
        self._pointer = path / layout.CURRENT
        self._lock = threading.Lock()
        self._generation: _Generation | None = None
        self._switched: tuple[int, int] | None = None
        self._per_thread = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._kept_passages = lru_cache(maxsize=_KEPT_TEXTS)(self._passages)

    @property
    def manifest(self) -> Manifest:
        """What the index was built from."""
        return self._open().manifest

    def build(self, documents: Sequence[Document], vectors: Vectors, manifest: Manifest) -> None:
        """Write a new generation beside the old one, then switch to it in one step."""
        write_generation(self._folder, documents, vectors, manifest)

    def languages(self, kind: DocumentKind) -> tuple[str, ...]:
        """Languages that documents of this kind are in."""
        return self._open().languages[kind]

    def lexical(self, terms: Mapping[str, Terms], where: Where, limit: int) -> list[Match]:
        """Texts by BM25 over words, stems and the rarest of the 3-grams."""
        generation = self._open()
        allowed = generation.allowed(where)
        found: list[tuple[float, int]] = []
        for lang in generation.languages[where.kind]:
            if lang in terms:
                rows = self._ranked(generation, where.kind, lang, terms[lang])
                found.extend((score, number) for number, score in rows if allowed[number])
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        texts = [(generation.texts[number], score) for score, number in found[:limit]]
        return [Match(text.page, text.lang, SUMMARY, score) for text, score in texts]

    def vector(self, query: Vectors, where: Where, limit: int) -> list[Match]:
        """Best document of each page and language by cosine, over every vector there is."""
        generation = self._open()
        allowed = generation.allowed(where)
        if not allowed.any():
            return []
        # einsum stays in this thread: threads of BLAS would fight with those that serve others
        scores = np.einsum("ij,j->i", generation.vectors, query.reshape(-1))
        by_text = np.where(allowed, np.maximum.reduceat(scores, generation.starts), -np.inf)
        count = min(limit, int(allowed.sum()))
        order = np.argpartition(-by_text, count - 1)[:count]
        matches = []
        for number in order[np.argsort(-by_text[order], kind="stable")]:
            text = generation.texts[number]
            row = text.start + int(np.argmax(scores[text.start : text.end]))
            matches.append(Match(text.page, text.lang, generation.positions[row], float(by_text[number])))
        return matches

    def pages(self, where: Where) -> list[str]:
        """Every page that passes, by name."""
        generation = self._open()
        return sorted({generation.texts[number].page for number in np.flatnonzero(generation.allowed(where))})

    def page_languages(self, kind: DocumentKind, page: str) -> tuple[str, ...]:
        """Languages a page exists in."""
        return self._open().langs_of.get((kind, page), ())

    def document(self, kind: DocumentKind, page: str, lang: str, position: int) -> Document | None:
        """One document; the first one where several have this position."""
        found = self._kept_passages(self._open(), kind, page, lang)
        return next((one.document for one in found if one.document.position == position), None)

    def passages(self, kind: DocumentKind, page: str, lang: str) -> list[Passage]:
        """All documents of a page in one language, in reading order."""
        return list(self._kept_passages(self._open(), kind, page, lang))

    def frequencies(self, kind: DocumentKind, lang: str, stems: Sequence[str]) -> Frequencies:
        """How common these stems are among the texts of a language."""
        generation = self._open()
        texts = self._read(
            generation, "SELECT texts FROM languages WHERE kind = ? AND lang = ?", (kind.value, lang)
        )
        of = self._counts(generation, kind, lang, "stems", stems)
        return Frequencies(texts[0][0] if texts else 0, of)

    def close(self) -> None:
        """Let go of files and connections; the next call opens the index anew."""
        with self._lock:
            self._generation = None
            self._per_thread = threading.local()
            self._kept_passages.cache_clear()
            for connection in self._connections:
                connection.close()
            self._connections.clear()

    def _open(self) -> _Generation:
        """The generation in use; a new one is opened as soon as it has been switched to."""
        switched = layout.switched_at(self._pointer)
        generation = self._generation
        if generation is None or self._switched != switched:
            with self._lock:
                name = layout.current(self._folder)
                generation = self._generation = _opened(_generation_folder(self._folder, name))
                self._switched = switched
        return generation

    def _connection(self, generation: _Generation) -> sqlite3.Connection:
        held: tuple[str, sqlite3.Connection] | None = getattr(self._per_thread, "held", None)
        if held is not None and held[0] == generation.name:
            return held[1]
        connection = _connect(generation.database)
        with self._lock:
            if held is not None:
                held[1].close()
                self._connections.remove(held[1])
            self._connections.append(connection)
        self._per_thread.held = (generation.name, connection)
        return connection

    def _passages(
        self, generation: _Generation, kind: DocumentKind, page: str, lang: str
    ) -> tuple[Passage, ...]:
        rows = self._read(
            generation,
            f"SELECT {layout.COLUMNS}, number FROM documents"  # noqa: S608 - column names are constants
            " WHERE kind = ? AND page = ? AND lang = ? ORDER BY number",
            (kind.value, page, lang),
        )
        return tuple(Passage(layout.document(row), np.asarray(generation.vectors[row[-1]])) for row in rows)

    def _read(self, generation: _Generation, statement: str, values: Sequence[str | int]) -> list[Row]:
        return self._connection(generation).execute(statement, values).fetchall()

    def _counts(
        self, generation: _Generation, kind: DocumentKind, lang: str, field: str, terms: Sequence[str]
    ) -> dict[str, int]:
        marks = ",".join("?" * len(terms))
        statement = (
            "SELECT term, texts FROM frequencies"  # noqa: S608 - marks only
            f" WHERE kind = ? AND lang = ? AND field = ? AND term IN ({marks})"
        )
        return dict(self._read(generation, statement, (kind.value, lang, field, *terms)))

    def _ranked(
        self, generation: _Generation, kind: DocumentKind, lang: str, terms: Terms
    ) -> Iterator[tuple[int, float]]:
        """Numbers of texts with their BM25 score."""
        grams = _distinct(terms.grams, _MANY_GRAMS)
        known = self._counts(generation, kind, lang, "grams", grams)
        if not known:
            return  # a word of the table has its 3-grams there too: the question is in another script
        rarest = sorted(known, key=lambda gram: (known[gram], gram))[:_RAREST_GRAMS]
        expression = _expression(
            (layout.WORD_FIELDS, _distinct(terms.words, _MANY_TERMS)),
            (layout.STEM_FIELDS, _distinct(terms.stems, _MANY_TERMS)),
            (layout.GRAM_FIELDS, rarest),
        )
        if not expression:
            return
        table = layout.table(kind, lang)
        weights = ", ".join(str(weight) for weight in layout.FIELDS.values())
        statement = (
            f"SELECT rowid, bm25({table}, {weights}) AS score FROM {table}"  # noqa: S608 - names are constants
            f" WHERE {table} MATCH ? ORDER BY score LIMIT {_DEEP}"
        )
        for number, score in self._read(generation, statement, (expression,)):
            yield number, -score


def _distinct(terms: str, count: int) -> list[str]:
    return list(dict.fromkeys(terms.split()))[:count]


def _expression(*groups: tuple[Sequence[str], Sequence[str]]) -> str:
    """An FTS5 query: any of the terms, each in its fields. Quoting makes every term a plain string."""
    parts = []
    for fields, terms in groups:
        if terms:
            quoted = " OR ".join('"' + term.replace('"', '""') + '"' for term in terms)
            parts.append(f"{{{' '.join(fields)}}} : ({quoted})")
    return " OR ".join(parts)


def _texts(rows: Sequence[Row]) -> Iterator[_Text]:
    start = 0
    for number in range(1, len(rows) + 1):
        if number == len(rows) or rows[number][:3] != rows[start][:3]:
            kind, page, lang = rows[start][:3]
            yield _Text(DocumentKind(kind), page, lang, start, number)
            start = number


def _opened(folder: Path) -> _Generation:
    try:
        return _Generation(folder)
    except (OSError, ValueError, sqlite3.Error) as error:
        raise IndexMissingError(f"The index {folder} is damaged; build it with `make reindex`.") from error


def _generation_folder(folder: Path, name: str | None) -> Path:
    if name is None:
        raise IndexMissingError(f"There is no index in {folder}; build it with `make reindex`.")
    generation = (folder / name).resolve()
    if _manifest(generation).format != FORMAT:
        raise IndexMissingError(f"The index in {folder} has another form; build it with `make reindex`.")
    return generation


def _manifest(generation: Path) -> Manifest:
    try:
        written = json.loads((generation / layout.MANIFEST).read_text(encoding="utf-8"))
        return Manifest(**{**written, "places": frozenset(written["places"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IndexMissingError(
            f"The index {generation} is damaged; build it with `make reindex`."
        ) from error


def _connect(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
