"""Searching and answering, above any engine and any model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp
from pathlib import Path
from typing import Final

from content.languages import SOURCE
from content.places.models import distance_km
from search import answers
from search.analysis.terms import analyse
from search.building import BuildReport, build
from search.documents import SUMMARY
from search.errors import IndexMissingError
from search.index.embedded import EmbeddedIndex
from search.index.port import Index, Where
from search.model.encoder import Encoder, open_encoder
from search.models import Answer, AnswerStatus, Document, DocumentKind, Hit, Query, Quote, SearchResult
from search.questions import Question, read_question
from search.ranking import Ranked, Relation, fitted_weights, fuse, relation

__all__ = ["BuildReport", "Finding", "SearchService", "build", "open_search"]

_DEPTH: Final = 60
"""Pages that an arm of the search gives, times the languages they are in."""
_SNIPPET: Final = 280
_MOST_QUOTES: Final = 3
_MOST_RELATED: Final = 3
_JUDGED: Final = 3
"""Pages whose evidence is weighed before one is called the best."""
_SECOND: Final = 0.85
"""Share of the best page's score that a second page needs to be quoted too."""
_FAR_KM: Final = 30.0
"""Distance at which an offer counts for about a third of the same offer next door."""
_NO_LOCATION: Final = 0.5
"""What an offer by telephone or online counts beside one next door."""
_HELPFUL: Final = 0.5
"""Share of an offer's relevance that comes from its kind being one the best article leads to."""
_IRRELEVANT: Final = 0.1
"""Relevance below which an offer is not shown for a question."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A page that was found, and what speaks for it."""

    page: Ranked
    relation: Relation
    evidence: answers.Evidence
    confidence: float

    @property
    def worth(self) -> float:
        """Rank and confidence together; compares pages of one search."""
        return self.page.score * self.confidence


class SearchService:
    """Search over an index with the model it was built with. Safe to share between threads."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        self._index = index
        self._encoder = encoder
        self._weights = fitted_weights()
        self._judge = answers.fitted_judge()

    @property
    def index(self) -> Index:
        """The engine below."""
        return self._index

    def warm(self) -> None:
        """Open word lists and files now, so that the first question waits for nothing."""
        for lang in dict.fromkeys(lang for kind in DocumentKind for lang in self._index.languages(kind)):
            analyse("Lotse", lang)
        self.search(Query("Lotse hilft allen gern", SOURCE))

    def search(self, query: Query) -> SearchResult:
        """Articles and offers for a question, best first.

        Without any words there are no articles; offers of the kinds asked for, or near the point,
        are listed all the same.
        """
        question = self._read(query)
        articles = self._articles(question, query.limit)
        offers: tuple[Hit, ...] = ()
        if DocumentKind.OFFER in query.kinds:
            offers = tuple(self._offers(question, query, articles))
        shown = tuple(articles) if DocumentKind.ARTICLE in query.kinds else ()
        return SearchResult(query, question.lang, shown, offers)

    def answer(self, query: Query) -> Answer:
        """Quotations that answer the question, or none with the nearest articles beside."""
        question = self._read(query)
        hits = self._articles(question, query.limit)
        status = self._judge.status(hits[0].score) if hits else AnswerStatus.NONE
        if status is AnswerStatus.NONE:
            return Answer(status, question.lang, (), (), related=tuple(hits[:_MOST_RELATED]))
        needed = max(_SECOND * hits[0].score, self._judge.answered)
        used = [hits[0], *(hit for hit in hits[1:2] if hit.score >= needed)]
        said = [quote for hit in used for quote in self._quotes(question, hit)]
        related = [hit for hit in hits if hit not in used and hit.score >= self._judge.partly]
        return Answer(
            status,
            question.lang,
            tuple(said[:_MOST_QUOTES]),
            self._offer_kinds(used),
            tuple(related[:_MOST_RELATED]),
        )

    def best_article(self, query: Query) -> Finding | None:
        """The best article with the evidence for it, for fitting and measuring the answers."""
        question = self._read(query)
        judged = self._judged(question, self._rank(question, Where(DocumentKind.ARTICLE)))
        return judged[0] if judged else None

    def _read(self, query: Query) -> Question:
        return read_question(query, self._encoder, self._index.manifest.places)

    def _rank(self, question: Question, where: Where) -> list[Ranked]:
        """Every page for a question with words, best first."""
        if self._index.manifest.fingerprint != self._encoder.fingerprint:
            raise IndexMissingError("The index belongs to another model; build it with `make reindex`.")
        if not question.tokens:
            return []
        langs = self._index.languages(where.kind)
        # an office carries the name of its town, an article holds everywhere
        text = question.text if where.kind is DocumentKind.OFFER else question.matter
        terms = {lang: analyse(text, lang) for lang in langs}
        lexical = self._index.lexical(terms, where, _DEPTH * len(langs))
        vector = self._index.vector(question.vector, where, _DEPTH * len(langs))
        return fuse(lexical, vector, question.lang, self._weights)

    def _articles(self, question: Question, limit: int) -> list[Hit]:
        """Hits in the reader's language; the score of the first is how sure it is to answer."""
        ranked = self._rank(question, Where(DocumentKind.ARTICLE))[:limit]
        judged = self._judged(question, ranked)
        if not judged:
            return []
        worth = [found.worth for found in judged]
        trust = min(found.confidence for found in judged)
        worth += [page.score * trust for page in ranked[len(judged) :]]
        scale = judged[0].confidence / max(worth[0], 1e-9)
        order = [*(found.page for found in judged), *ranked[len(judged) :]]
        hits = []
        for page, score in sorted(zip(order, worth, strict=True), key=lambda pair: -pair[1]):
            shown = self._shown(question, DocumentKind.ARTICLE, page)
            if shown is not None:
                hits.append(_hit(shown, page, score * scale))
        return hits

    def _judged(self, question: Question, ranked: Sequence[Ranked]) -> list[Finding]:
        """The first pages again, by rank and confidence together."""
        found = [self._finding(question, DocumentKind.ARTICLE, page) for page in ranked[:_JUDGED]]
        return sorted(found, key=lambda one: -one.worth)

    def _finding(self, question: Question, kind: DocumentKind, page: Ranked) -> Finding:
        related = relation(question.lang, page.lang)
        evidence = self._evidence(question, kind, page)
        return Finding(page, related, evidence, self._judge.confidence(evidence, related))

    def _offers(self, question: Question, query: Query, articles: Sequence[Hit]) -> list[Hit]:
        """Offers by relevance and distance; what the best article leads to is relevant too."""
        where = Where(DocumentKind.OFFER, offer_kinds=query.offer_kinds)
        ranked = self._rank(question, where)[: _DEPTH + query.limit]
        if not question.tokens and (query.offer_kinds or query.point):
            ranked = [Ranked(page, SOURCE, SUMMARY, 1.0, 0.0, 0.0) for page in self._index.pages(where)]
        scale = 1.0
        if question.tokens and ranked:
            best = self._finding(question, DocumentKind.OFFER, ranked[0])
            scale = best.confidence / max(best.page.score, 1e-9)
        helpful = self._offer_kinds(articles[:1])
        trust = articles[0].score if articles else 0.0
        hits = []
        for page in ranked:
            shown = self._shown(question, DocumentKind.OFFER, page)
            if shown is None:
                continue
            relevance = page.score * scale
            if question.tokens:
                relevance = (1 - _HELPFUL) * relevance + _HELPFUL * trust * _rank_share(shown, helpful)
            if relevance >= _IRRELEVANT or query.offer_kinds:
                hits.append(_near(_hit(shown, page, relevance), shown, query.point))
        hits.sort(key=lambda hit: -hit.score)
        return hits[: query.limit]

    def _evidence(self, question: Question, kind: DocumentKind, page: Ranked) -> answers.Evidence:
        asked = question.read_as(page.lang)
        passages = self._index.passages(kind, page.page, page.lang)
        return answers.evidence(asked, passages, self._rarity(asked, page.lang))

    def _rarity(self, asked: Sequence[answers.Part], lang: str) -> answers.Rarity:
        """Counted among articles, also for offers: running text shows which words are common."""
        stems = tuple({stem for token in asked[0].tokens for stem in token.stems})
        frequencies = self._index.frequencies(DocumentKind.ARTICLE, lang, stems)
        return answers.Rarity(frequencies, self._index.manifest.places)

    def _shown(self, question: Question, kind: DocumentKind, page: Ranked) -> Document | None:
        """What to show of a page, in the reader's language: blocks stand at the same place in each."""
        lang = question.reader_language(self._index.page_languages(kind, page.page))
        if lang is None:
            return None
        found = self._index.document(kind, page.page, lang, page.position)
        return found or self._index.document(kind, page.page, lang, SUMMARY)

    def _quotes(self, question: Question, hit: Hit) -> list[Quote]:
        asked = question.read_as(hit.lang)
        passages = self._index.passages(DocumentKind.ARTICLE, hit.page, hit.lang)
        found = answers.quotes(asked, passages, self._rarity(asked, hit.lang))
        return [Quote(hit.page, hit.lang, positions, hit.score) for positions in found]

    def _offer_kinds(self, hits: Sequence[Hit]) -> tuple[str, ...]:
        """Kinds of office that articles lead to, those of the best article first."""
        kinds: dict[str, None] = {}
        for hit in hits:
            summary = self._index.document(DocumentKind.ARTICLE, hit.page, hit.lang, SUMMARY)
            kinds.update(dict.fromkeys(summary.offer_kinds if summary else ()))
        return tuple(kinds)


def open_search(folder: Path, model: str | None) -> SearchService:
    """Search over the index in `folder`, with the shipped model or the one named.

    Raises IndexMissingError when there is no index or it was built with another model, ModelError
    when the model cannot be opened.
    """
    index = EmbeddedIndex(folder)
    built_with = index.manifest.fingerprint
    encoder = open_encoder(model)
    if built_with != encoder.fingerprint:
        raise IndexMissingError(
            f"The index in {folder} belongs to another model; build it with `make reindex`."
        )
    service = SearchService(index, encoder)
    service.warm()
    return service


def _hit(shown: Document, page: Ranked, score: float) -> Hit:
    return Hit(
        kind=shown.kind,
        page=page.page,
        lang=shown.lang,
        title=shown.title,
        snippet=_shortened(shown.text),
        position=shown.position,
        score=round(min(score, 1.0), 4),
        lexical=round(page.lexical, 4),
        vector=round(page.vector, 4),
    )


def _near(hit: Hit, shown: Document, point: tuple[float, float] | None) -> Hit:
    """The hit with its distance, which lowers its score."""
    if point is None:
        return hit
    if shown.latitude is None or shown.longitude is None:
        return replace(hit, score=round(hit.score * _NO_LOCATION, 4))
    distance = distance_km(point, (shown.latitude, shown.longitude))
    return replace(hit, score=round(hit.score * exp(-distance / _FAR_KM), 4), distance_km=round(distance, 2))


def _rank_share(shown: Document, helpful: Sequence[str]) -> float:
    """1 for an offer of the most fitting kind, less for later ones, 0 for all others."""
    if shown.offer_kind not in helpful:
        return 0.0
    return 1 - helpful.index(shown.offer_kind) / (2 * len(helpful))


def _shortened(text: str) -> str:
    """`text`, cut at a word where it is long for a list of results."""
    if len(text) <= _SNIPPET:
        return text
    return text[:_SNIPPET].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
