"""What must never teach: the sentences that the model is measured on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from search.model.training.corpus import keys


def held_out_sentences(folder: Path | None, teaching_pages: frozenset[str]) -> frozenset[str]:
    """Keys of every sentence below a folder of development sets; none without a folder.

    A BEIR-style folder gives its questions and the lines of its pages, except pages that the questions
    for training were asked of: those lie in the corpus as bystanders and answer no question there.
    Any other `.txt` file gives its lines.
    """
    if folder is None:
        return frozenset()
    found: set[str] = set()
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".txt":
            found.update(keys(path.read_text("utf-8").splitlines()))
        elif path.name in {"corpus.jsonl", "queries.jsonl"}:
            found.update(keys(_lines(path, teaching_pages)))
    return frozenset(found)


def _lines(path: Path, teaching_pages: frozenset[str]) -> Iterator[str]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["_id"] not in teaching_pages:
            yield row.get("title", "")
            yield from row["text"].split("\n")


def judged_pages(folder: Path | None) -> frozenset[str]:
    """Pages that answer a development question, by the `qrels/*.tsv` below the folder."""
    if folder is None:
        return frozenset()
    rows = (
        line.split("\t")
        for path in folder.rglob("qrels/*.tsv")
        for line in path.read_text("utf-8").splitlines()
    )
    return frozenset(row[1] for row in rows if row[1] != "corpus-id")


def aligned_folder(folder: Path | None) -> Path | None:
    """The folder below of `<lang>.txt`, aligned by line, if there is one."""
    german = sorted(folder.rglob("de.txt")) if folder is not None else []
    return german[0].parent if german else None
