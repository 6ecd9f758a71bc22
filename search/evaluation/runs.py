"""Asking the questions of one language of the pages of another, with each arm and with both."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from search.analysis.terms import analyse
from search.building import build_index
from search.evaluation.beir import Judged, read_documents, read_queries
from search.evaluation.measures import MEASURES, measure
from search.index.embedded import EmbeddedIndex
from search.index.port import Index, Match, Where
from search.model.encoder import Encoder
from search.models import DocumentKind
from search.ranking import Weights, fuse

_DEPTH: Final = 200
ARMS: Final = ("lexical", "vector", "hybrid")

Direction = tuple[str, str]
"""Language of the questions, language of the pages."""
Figures = dict[str, dict[str, list[float]]]
"""Arm to measure to one value a question."""


@dataclass(frozen=True, slots=True)
class Found:
    """What both arms found for one question."""

    query: str
    lexical: Sequence[Match]
    vector: Sequence[Match]


def directions(judged: Judged, queries: str | None, corpus: str | None) -> list[Direction]:
    """Every direction asked for; None stands for all languages."""
    return [
        (query, page)
        for page in judged.languages
        for query in judged.languages
        if queries in (None, query) and corpus in (None, page)
    ]


@contextmanager
def corpus_index(judged: Judged, lang: str, encoder: Encoder) -> Iterator[Index]:
    """The pages of one language in an index of their own, gone afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="lotse-evaluation-") as folder,
        closing(EmbeddedIndex(Path(folder))) as index,
    ):
        build_index(index, encoder, read_documents(judged, lang))
        yield index


def ask(
    judged: Judged, asked: Iterable[Direction], encoder: Encoder, progress: Callable[[str], None]
) -> dict[Direction, list[Found]]:
    """What both arms find in every direction; each corpus is indexed once."""
    found: dict[Direction, list[Found]] = {}
    wanted = list(asked)
    for corpus in dict.fromkeys(page for _, page in wanted):
        progress(f"indexing the pages in {corpus}")
        with corpus_index(judged, corpus, encoder) as index:
            for queries in (query for query, page in wanted if page == corpus):
                progress(f"asking in {queries} of pages in {corpus}")
                found[queries, corpus] = _ask(index, read_queries(judged, queries), corpus, encoder)
    return found


def _ask(index: Index, queries: Mapping[str, str], corpus: str, encoder: Encoder) -> list[Found]:
    vectors = encoder.encode_queries(list(queries.values()))
    where = Where(DocumentKind.ARTICLE)
    return [
        Found(
            query,
            index.lexical({corpus: analyse(text, corpus)}, where, _DEPTH),
            index.vector(vectors[number], where, _DEPTH),
        )
        for number, (query, text) in enumerate(queries.items())
    ]


def figures(judged: Judged, direction: Direction, found: Sequence[Found], weights: Weights) -> Figures:
    """One value a question for each arm and measure."""
    values: Figures = {arm: {name: [] for name in MEASURES} for arm in ARMS}
    for one in found:
        rankings = {
            "lexical": [match.page for match in one.lexical],
            "vector": [match.page for match in one.vector],
            "hybrid": [ranked.page for ranked in fuse(one.lexical, one.vector, direction[0], weights)],
        }
        for arm, ranking in rankings.items():
            for name, value in measure(ranking, judged.relevant[one.query]).items():
                values[arm][name].append(value)
    return values
