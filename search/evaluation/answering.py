"""How often an answer is false, and how often one is withheld, on questions about the library.

A folder in BEIR layout without a corpus: the articles of the library are the pages. A question
that no judgement names is outside the library, and the right answer to it is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from content.articles.models import Article
from content.files.library import read_library
from content.languages import SOURCE
from search.answers import Evidence, Judge, fitted_judge
from search.building import build_index
from search.documents import documents, place_words
from search.evaluation.beir import Judged, read_all_queries, read_judged
from search.index.embedded import EmbeddedIndex
from search.model.encoder import Encoder
from search.models import AnswerStatus, Query
from search.ranking import Relation
from search.service import SearchService


@dataclass(frozen=True, slots=True)
class Case:
    """One question, the page that was found first, and whether that page answers."""

    lang: str
    text: str
    expected: frozenset[str]
    """Articles that answer; none for a question outside the library."""
    page: str
    relation: Relation
    evidence: Evidence

    @property
    def right(self) -> bool:
        """Whether quoting the page found first would be right."""
        return self.page in self.expected


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares in percent; questions outside the library and inside are counted apart."""

    outside: int
    false: float
    """Of the questions outside the library: answered or partly answered."""
    inside: int
    withheld: float
    """Of the questions inside: not answered."""
    wrong: float
    """Of the questions inside: answered or partly answered from another article."""


def ask_library(folder: Path, library: Path, encoder: Encoder) -> dict[str, list[Case]]:
    """All cases of a folder: with every translation there, and with the German or English text alone."""
    judged = read_judged(folder)
    read = read_library(library)
    places = place_words(read.places, read.place_names)
    return {
        "all texts": cases(judged, read.articles, encoder, places),
        "German texts alone": cases(judged, read.articles, encoder, places, SOURCE),
        "English texts alone": cases(judged, read.articles, encoder, places, "en"),
    }


def by_language(asked: Sequence[Case]) -> dict[str, Rates]:
    """Rates of the shipped judge for each language of questions."""
    langs = sorted({case.lang for case in asked})
    return {lang: rates([case for case in asked if case.lang == lang], fitted_judge()) for lang in langs}


def cases(
    judged: Judged,
    articles: Sequence[Article],
    encoder: Encoder,
    places: frozenset[str] = frozenset(),
    only: str | None = None,
) -> list[Case]:
    """Each question asked of the library.

    With `only`, of the texts in that language alone, by questions in all others: as if no
    translation existed yet.
    """
    found = [row for row in documents(articles, (), ()) if only in (None, row.lang)]
    asked = [lang for lang in judged.languages if lang != only]
    with TemporaryDirectory(prefix="lotse-answers-") as folder, closing(EmbeddedIndex(Path(folder))) as index:
        build_index(index, encoder, found, places=places)
        service = SearchService(index, encoder)
        return [case for lang in asked for case in _cases(judged, lang, service)]


def rates(asked: Iterable[Case], judge: Judge) -> Rates:
    """False, withheld and wrong answers at the thresholds of a judge."""
    counted = list(asked)
    said = [judge.status(judge.confidence(c.evidence, c.relation)) is not AnswerStatus.NONE for c in counted]
    outside = [s for case, s in zip(counted, said, strict=True) if not case.expected]
    inside = [(case, s) for case, s in zip(counted, said, strict=True) if case.expected]
    return Rates(
        outside=len(outside),
        false=_percent(sum(outside), len(outside)),
        inside=len(inside),
        withheld=_percent(sum(not s for _, s in inside), len(inside)),
        wrong=_percent(sum(s and not case.right for case, s in inside), len(inside)),
    )


def _cases(judged: Judged, lang: str, service: SearchService) -> Iterator[Case]:
    for number, text in read_all_queries(judged, lang).items():
        expected = frozenset(judged.relevant.get(number, ()))
        found = service.best_article(Query(text, lang))
        if found is not None:
            yield Case(lang, text, expected, found.page.page, found.relation, found.evidence)


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
