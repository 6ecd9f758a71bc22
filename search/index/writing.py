"""Writes the embedded index: a whole generation in a folder of its own, then one switch."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Final

import numpy as np

from search.analysis.terms import analyse
from search.index import layout
from search.index.port import Manifest, Vectors
from search.models import Document, DocumentKind

_PREFIX: Final = "generation-"
_FILLER: Final = "·"
"""No text holds this term. Rows of average length, a few more than there are texts, keep the rarity of a
word above zero: FTS5 counts a word that stands in half of all rows as worth nothing, which in a
small library is every word that matters (Elasticsearch adds 1 inside the logarithm instead)."""

_MORE_FILLERS: Final = 2


def write_generation(
    folder: Path, documents: Sequence[Document], vectors: Vectors, manifest: Manifest
) -> None:
    """Write documents and vectors, then make them the index of `folder`.

    The generation before stays for those who are reading it; older ones go. A build that is broken
    off leaves the index as it was, and the next one clears its remains.
    """
    if len(documents) != len(vectors):
        raise ValueError(f"{len(documents)} documents, but {len(vectors)} vectors")
    folder.mkdir(parents=True, exist_ok=True)
    order = sorted(range(len(documents)), key=lambda n: _place(documents[n]))
    generation = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
    _write_terms(generation / layout.DATABASE, [documents[n] for n in order])
    np.save(generation / layout.VECTORS, np.ascontiguousarray(vectors[order], dtype=np.float32))
    (generation / layout.MANIFEST).write_text(
        json.dumps(asdict(manifest), ensure_ascii=False, default=sorted), encoding="utf-8"
    )
    _switch(folder, generation)


def _place(document: Document) -> tuple[str, str, str, int]:
    return (document.kind.value, document.page, document.lang, document.position)


def _switch(folder: Path, generation: Path) -> None:
    generation.chmod(0o755)
    pointer = generation / layout.CURRENT
    pointer.write_text(generation.name + "\n", encoding="utf-8")
    previous = layout.current(folder)
    pointer.replace(folder / layout.CURRENT)
    for old in folder.glob(f"{_PREFIX}*"):
        if old.name not in {generation.name, previous}:
            shutil.rmtree(old, ignore_errors=True)


def _write_terms(path: Path, documents: Sequence[Document]) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(layout.SCHEMA)
        rows = (layout.row(number, document) for number, document in enumerate(documents))
        connection.executemany(layout.insert_document(), rows)
        texts = [list(group) for _, group in groupby(documents, key=lambda d: (d.kind, d.page, d.lang))]
        numbered = sorted(enumerate(texts), key=lambda pair: (pair[1][0].kind.value, pair[1][0].lang))
        for (kind, lang), group in groupby(numbered, key=lambda pair: (pair[1][0].kind, pair[1][0].lang)):
            _write_language(connection, kind, lang, group)


def _write_language(
    connection: sqlite3.Connection,
    kind: DocumentKind,
    lang: str,
    numbered: Iterable[tuple[int, list[Document]]],
) -> None:
    """One FTS table of all texts of a language, and in how many of them each stem and 3-gram stands."""
    connection.execute(layout.fts_schema(kind, lang))
    insert = (
        f"INSERT INTO {layout.table(kind, lang)} (rowid, {', '.join(layout.FIELDS)})"  # noqa: S608
        f" VALUES ({','.join('?' * (len(layout.FIELDS) + 1))})"
    )
    counts: dict[str, Counter[str]] = {"stems": Counter(), "grams": Counter()}
    texts = tokens = 0
    for number, text in numbered:
        fields = _fields(text)
        connection.execute(insert, (number, *fields.values()))
        tokens += sum(len(field.split()) for field in fields.values())
        counts["stems"].update({stem for name in layout.STEM_FIELDS for stem in fields[name].split()})
        counts["grams"].update(set(fields["grams"].split()))
        texts += 1
    filler = (" ".join([_FILLER] * (tokens // texts)), *[""] * (len(layout.FIELDS) - 1))
    connection.executemany(insert, ((-number, *filler) for number in range(1, texts + _MORE_FILLERS + 1)))
    connection.execute("INSERT INTO languages VALUES (?, ?, ?)", (kind.value, lang, texts))
    for field, counter in counts.items():
        rows = ((kind.value, lang, field, term, count) for term, count in counter.items())
        connection.executemany("INSERT INTO frequencies VALUES (?, ?, ?, ?, ?)", rows)


def _fields(text: Sequence[Document]) -> dict[str, str]:
    """A whole text as one row: words of a question may stand in several of its blocks."""
    lang = text[0].lang
    headings = dict.fromkeys(document.heading for document in text)
    title = analyse(text[0].title, lang)
    heading = analyse("\n".join(headings), lang)
    body = analyse("\n".join(document.text for document in text), lang)
    return {
        "title_words": title.words,
        "title_stems": title.stems,
        "heading_words": heading.words,
        "heading_stems": heading.stems,
        "body_words": body.words,
        "body_stems": body.stems,
        "grams": f"{title.grams} {heading.grams} {body.grams}",
    }
