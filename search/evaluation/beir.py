"""Reading BEIR-style folders: corpus.jsonl, queries.jsonl, qrels/*.tsv.

Two layouts are read: the plain one, and one folder a language with shared qrels, whose ids are the
same in every language, so that questions in one language can be asked of pages in another.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from search.documents import SUMMARY
from search.errors import EvaluationError
from search.models import Document, DocumentKind

CORPUS: Final = "corpus.jsonl"
QUERIES: Final = "queries.jsonl"
_PIECE: Final = 60
_DEFAULT_LANGUAGE: Final = "de"


@dataclass(frozen=True, slots=True)
class Judged:
    """A BEIR folder: where its languages lie, and which pages answer which question."""

    folder: Path
    folders: dict[str, Path]
    """By language."""
    relevant: dict[str, dict[str, int]]
    """Question id to page id to grade, for grades above 0."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages the folder has."""
        return tuple(sorted(self.folders))


def read_judged(folder: Path) -> Judged:
    """Read the layout and the judgements of a folder; EvaluationError says what is missing."""
    if (folder / QUERIES).is_file():
        first = next(_lines(folder / QUERIES), {})
        folders = {str(first.get("language") or _DEFAULT_LANGUAGE): folder}
    else:
        folders = {path.parent.name: path.parent for path in sorted(folder.glob(f"*/{QUERIES}"))}
    if not folders:
        raise EvaluationError(f"{folder} has no {QUERIES}, neither in itself nor in a folder a language.")
    qrels = sorted((folder / "qrels").glob("*.tsv"))
    if not qrels:
        raise EvaluationError(f"{folder} has no qrels/*.tsv, the file that says which page answers what.")
    relevant: dict[str, dict[str, int]] = {}
    for path in qrels:
        for query, page, grade in _judgements(path):
            if grade > 0:
                relevant.setdefault(query, {})[page] = grade
    return Judged(folder, folders, relevant)


def read_queries(judged: Judged, lang: str) -> dict[str, str]:
    """Questions of a language that have a right answer, by id."""
    return {n: text for n, text in read_all_queries(judged, lang).items() if n in judged.relevant}


def read_all_queries(judged: Judged, lang: str) -> dict[str, str]:
    """All questions of a language by id, those without a right answer too."""
    return {str(line["_id"]): line["text"] for line in _lines(judged.folders[lang] / QUERIES)}


def read_documents(judged: Judged, lang: str) -> Iterator[Document]:
    """Pages as their title alone and as pieces of 60 words below the title."""
    for line in _lines(judged.folders[lang] / CORPUS):
        words = line.get("text", "").split()
        page = Document(
            id=f"{line['_id']}:{lang}:title",
            kind=DocumentKind.ARTICLE,
            page=str(line["_id"]),
            lang=lang,
            title=line.get("title", ""),
            heading="",
            text="",
            position=SUMMARY,
        )
        yield page
        for number, start in enumerate(range(0, len(words), _PIECE)):
            piece = " ".join(words[start : start + _PIECE])
            yield replace(page, id=f"{line['_id']}:{lang}:{number}", text=piece, position=number)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _parsed(path, number, line)
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read: {error.strerror}.") from error


def _parsed(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise EvaluationError(f"{path}, line {number}: this is no JSON.") from error
    if not isinstance(value, dict) or "_id" not in value:
        raise EvaluationError(f"{path}, line {number}: there is no _id.")
    return value


def _judgements(path: Path) -> Iterator[tuple[str, str, int]]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file, delimiter="\t"), 1):
            if number == 1 and row and not row[-1].strip().lstrip("-").isdigit():
                continue
            try:
                query, page, grade = row
                yield query, page, int(grade)
            except ValueError as error:
                raise EvaluationError(f"{path}, line {number}: query, page and grade expected.") from error
