"""Reads questions with the passage that answers them, in every pair of languages that the data offers."""

from __future__ import annotations

import json
import lzma
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any, Final

from search.model.training.cleaning import clean, held_out_key, in_its_script, teaches
from search.model.training.corpus import Pair, taught

WINDOW: Final = 60
"""Words of a passage beside its title: about a block of an article, and what an index holds as one document."""
_ORIGIN: Final = "omos-train"
_NEWCOMER_PAGES: Final = f"{_ORIGIN}.jsonl.xz"


@dataclass(frozen=True, slots=True)
class Question:
    """A question and a passage that answers it; questions of one page share its name."""

    lang: str
    text: str
    passage_lang: str
    passage: str
    page: str
    origin: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page in several languages, aligned by line; the first line is its title."""

    name: str
    lines: Mapping[str, Sequence[str]]


def read_pages(folder: Path) -> dict[str, Page]:
    """Pages of municipalities' portals for newcomers, by name."""
    pages = {}
    for row in _rows(folder / _NEWCOMER_PAGES):
        lines = {lang: text.split("\n") for lang, text in row["text"].items()}
        if len({len(one) for one in lines.values()}) == 1:
            pages[row["page"]] = Page(row["page"], lines)
    return pages


def read_questions(folder: Path, pages: Mapping[str, Page], held_out: frozenset[str]) -> list[Question]:
    """Questions on the given pages, their titles, and questions of the other files; none that is held out."""
    found = [*_newcomer_questions(folder, pages), *_titles(pages)]
    for path in sorted(folder.glob("*.jsonl.xz")):
        if path.name != _NEWCOMER_PAGES:
            found.extend(_single_language(path))
    return [one for one in found if held_out_key(one.text) not in held_out]


def page_bitext(pages: Mapping[str, Page]) -> dict[tuple[str, str], list[Pair]]:
    """Lines of the pages with their translations into German and English."""
    pairs: dict[tuple[str, str], dict[Pair, None]] = defaultdict(dict)
    for page in pages.values():
        for left, right in permutations(page.lines, 2):
            if taught(left, right):
                for one, other in zip(
                    map(clean, page.lines[left]), map(clean, page.lines[right]), strict=True
                ):
                    if in_its_script(one, left) and in_its_script(other, right) and teaches(one, other):
                        pairs[left, right][one, other] = None
    return {direction: list(both) for direction, both in pairs.items()}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_file():
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def _newcomer_questions(folder: Path, pages: Mapping[str, Page]) -> Iterator[Question]:
    for row in _rows(folder / _NEWCOMER_PAGES):
        page = pages.get(row["page"])
        if page is None or not row["answer_lines"]:
            continue
        for passage_lang, lines in page.lines.items():
            passages = {
                _window(lines, min(row["answer_lines"])),
                _window(lines, min(row["answer_lines"]) - 2),
            }
            for lang, text in row["question"].items():
                for passage in sorted(passages):
                    yield Question(lang, clean(text), passage_lang, passage, page.name, _ORIGIN)


def _titles(pages: Mapping[str, Page]) -> Iterator[Question]:
    for page in pages.values():
        for passage_lang, lines in page.lines.items():
            for passage in _windows(lines):
                for lang in page.lines:
                    yield Question(lang, page.lines[lang][0], passage_lang, passage, page.name, _ORIGIN)


def _single_language(path: Path) -> Iterator[Question]:
    for number, row in enumerate(_rows(path)):
        lang, passage = row["language"], " ".join(row["passage"].split())
        origin = path.name.split(".")[0]
        page = f"{origin}/{_page_name(passage, number)}"
        yield Question(lang, clean(row["question"]), lang, passage, page, origin)


def _page_name(passage: str, number: int) -> str:
    """The beginning of the passage, so that windows on one text are one page; the number where it is short."""
    return passage[:80] if len(passage) >= 80 else str(number)


def _window(lines: Sequence[str], begin: int) -> str:
    """The title and the lines from `begin` on until there are `WINDOW` words."""
    taken: list[str] = []
    for line in lines[max(begin, 1) :]:
        taken.append(line)
        if sum(len(one.split()) for one in taken) >= WINDOW:
            break
    return " ".join([lines[0], *taken])


def _windows(lines: Sequence[str]) -> Iterator[str]:
    """The page in consecutive passages, without the title."""
    words = [0]
    begins = [1]
    for number, line in enumerate(lines[1:], start=1):
        words.append(words[-1] + len(line.split()))
        if words[-1] >= WINDOW * len(begins):
            begins.append(number + 1)
    begins.append(len(lines))
    for begin, end in pairwise(begins):
        if begin < end:
            yield " ".join(lines[begin:end])
