"""Searching and answering, above any engine and any model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from time import perf_counter
from typing import Final, Protocol

import numpy as np

from content.articles.models import Article
from content.languages import SOURCE
from content.offers.models import Offer, OfferKind
from content.places.models import Place, distance_km
from search import answers
from search.analysis.language import Detection, detect
from search.analysis.parts import parts
from search.analysis.terms import Token, analyse, tokens
from search.documents import SUMMARY, documents, embedding_text, place_words
from search.errors import IndexMissingError
from search.index.embedded import EmbeddedIndex
from search.index.port import Index, Manifest, Vectors, Where
from search.model.encoder import Encoder, open_encoder
from search.models import (
    Answer,
    AnswerStatus,
    Document,
    DocumentKind,
    Hit,
    Query,
    Quote,
    SearchResult,
)
from search.ranking import Ranked, Relation, fitted_weights, fuse, relation

_DEPTH: Final = 200
"""Pages (in one language each) that an arm of the search gives."""
_LONGEST_QUESTION: Final = 2000
"""Characters of a question that are searched for; what follows in a pasted letter is left out."""
_SNIPPET: Final = 280
_JUDGED: Final = 3
"""Pages looked at for an answer."""
_SECOND: Final = 0.85
"""Share of the best page's score that a second page needs to be quoted too."""
_FAR_KM: Final = 30.0
"""Distance at which an offer counts for about a third of the same offer next door."""
_FALLBACKS: Final = {"prs": ("fa",), "fa": ("prs",), "de-simple": ("de",)}
_LAST_RESORT: Final = (SOURCE, "en")


class Contents(Protocol):
    """What an index is built from: `content.store.Store`, or anything that gives the same."""

    def articles(self) -> Sequence[Article]:
        """All articles in all their languages."""

    def offers(self) -> Sequence[Offer]:
        """All local offers."""

    def offer_kinds(self) -> Sequence[OfferKind]:
        """Kinds of office with their names in every language."""

    def places(self) -> Sequence[Place]:
        """Places by postcode."""

    def place_names(self) -> Mapping[str, Mapping[str, Sequence[str]]]:
        """Names of places in other scripts, by place and language."""

    def library_hash(self) -> str | None:
        """Changes whenever the library does."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build of the index did."""

    documents: int
    articles: int
    offers: int
    languages: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Finding:
    """The article ranked first, and what speaks for it."""

    page: str
    lang: str
    relation: Relation
    evidence: answers.Evidence


@dataclass(frozen=True, slots=True)
class _Question:
    """A question, read once: its language, its words, its vector."""

    text: str
    detection: Detection
    tokens: tuple[Token, ...]
    parts: tuple[str, ...]
    """The whole text, then its parts."""
    vectors: Vectors
    """One row a part."""
    readers: tuple[str, ...]
    """Languages to show results in, best first."""

    @property
    def lang(self) -> str:
        return self.detection.lang

    @property
    def vector(self) -> Vectors:
        return np.asarray(self.vectors[0])

    def read_as(self, lang: str) -> list[answers.Part]:
        """The parts as somebody reads them who knows `lang`."""
        return [
            answers.Part(tuple(tokens(part, lang)), np.asarray(self.vectors[number]))
            for number, part in enumerate(self.parts)
        ]


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
        """Articles and offers for a question, best first; nothing for a question without words.

        Offers of given kinds near a point are listed even without any words.
        """
        question = self._read(query)
        articles: tuple[Hit, ...] = ()
        offers: tuple[Hit, ...] = ()
        if DocumentKind.ARTICLE in query.kinds and question.tokens:
            ranked = self._rank(question, Where(DocumentKind.ARTICLE))[: query.limit]
            articles = tuple(self._article_hits(question, ranked))
        if DocumentKind.OFFER in query.kinds:
            offers = tuple(self._offer_hits(question, query))
        return SearchResult(query, question.lang, articles, offers)

    def answer(self, query: Query) -> Answer:
        """Quotations that answer the question, or none with the nearest articles beside."""
        question = self._read(query)
        if not question.tokens:
            return Answer(AnswerStatus.NONE, question.lang, (), ())
        ranked = self._rank(question, Where(DocumentKind.ARTICLE))[: query.limit]
        hits = list(self._article_hits(question, ranked))
        if not hits:
            return Answer(AnswerStatus.NONE, question.lang, (), ())
        status = self._judge.status(hits[0].score)
        if status is AnswerStatus.NONE:
            return Answer(status, question.lang, (), (), related=tuple(hits[:_JUDGED]))
        used = [
            hit
            for hit in hits[:2]
            if hit is hits[0] or (hit.score >= _SECOND * hits[0].score and hit.score >= self._judge.answered)
        ]
        said = [quote for hit in used for quote in self._quotes(question, hit)][:_JUDGED]
        related = tuple(hit for hit in hits if hit not in used and hit.score >= self._judge.partly)
        return Answer(status, question.lang, tuple(said), self._offer_kinds(used), related[:_JUDGED])

    def best_article(self, query: Query) -> Finding | None:
        """The article ranked first with the evidence for it, for fitting and measuring the answers."""
        question = self._read(query)
        ranked = self._rank(question, Where(DocumentKind.ARTICLE))[:1]
        if not ranked or not question.tokens:
            return None
        best = ranked[0]
        related = relation(question.lang, best.lang)
        return Finding(best.page, best.lang, related, self._evidence(question, best))

    def _read(self, query: Query) -> _Question:
        text = query.text[:_LONGEST_QUESTION]
        detection = detect(text, query.lang)
        found = tuple(tokens(text, detection.lang))
        asked = parts(text)
        vectors = self._encoder.encode_queries(asked)
        return _Question(text, detection, found, asked, vectors, _readers(detection, query.lang))

    def _rank(self, question: _Question, where: Where) -> list[Ranked]:
        manifest = self._index.manifest
        if manifest.fingerprint != self._encoder.fingerprint:
            raise IndexMissingError("The index belongs to another model; build it with `make reindex`.")
        terms = {lang: analyse(question.text, lang) for lang in self._index.languages(where.kind)}
        lexical = self._index.lexical(terms, where, _DEPTH)
        vector = self._index.vector(question.vector, where, _DEPTH)
        return fuse(lexical, vector, question.lang, self._weights)

    def _article_hits(self, question: _Question, ranked: Sequence[Ranked]) -> list[Hit]:
        """Hits in the reader's language; the best page's confidence scales all scores."""
        hits: list[Hit] = []
        if not ranked:
            return hits
        scale = max(self._confidence(question, page) for page in ranked[:1]) / max(ranked[0].score, 1e-9)
        for page in ranked:
            hit = self._hit(question, DocumentKind.ARTICLE, page, min(page.score * scale, 1.0))
            if hit is not None:
                hits.append(hit)
        return hits

    def _confidence(self, question: _Question, page: Ranked) -> float:
        return self._judge.confidence(self._evidence(question, page), relation(question.lang, page.lang))

    def _evidence(self, question: _Question, page: Ranked) -> answers.Evidence:
        asked = question.read_as(page.lang)
        passages = self._index.passages(DocumentKind.ARTICLE, page.page, page.lang)
        return answers.evidence(asked, passages, self._rarity(asked, page.lang))

    def _rarity(self, asked: Sequence[answers.Part], lang: str) -> answers.Rarity:
        stems = tuple({stem for token in asked[0].tokens for stem in token.stems})
        frequencies = self._index.frequencies(DocumentKind.ARTICLE, lang, stems)
        return answers.Rarity(frequencies, self._index.manifest.places)

    def _hit(
        self,
        question: _Question,
        kind: DocumentKind,
        page: Ranked,
        score: float,
        distance: float | None = None,
    ) -> Hit | None:
        """The page in the best language for the reader; blocks stand at the same place in each."""
        lang = _first(question.readers, self._index.page_languages(kind, page.page)) or page.lang
        shown = self._index.document(kind, page.page, lang, page.position)
        shown = shown or self._index.document(kind, page.page, lang, SUMMARY)
        if shown is None:
            return None
        return Hit(
            kind=kind,
            page=page.page,
            lang=lang,
            title=shown.title,
            snippet=_shortened(shown.text),
            position=shown.position,
            score=round(score, 4),
            lexical=round(page.lexical, 4),
            vector=round(page.vector, 4),
            distance_km=distance,
        )

    def _offer_hits(self, question: _Question, query: Query) -> list[Hit]:
        where = Where(DocumentKind.OFFER, offer_kinds=query.offer_kinds)
        if question.tokens:
            ranked = self._rank(question, where)
        elif query.offer_kinds or query.point:
            ranked = [Ranked(page, SOURCE, SUMMARY, 1.0, 0.0, 0.0, 0.0) for page in self._index.pages(where)]
        else:
            return []
        near = []
        for page in ranked:
            distance = self._distance(page, query.point)
            score = page.score if distance is None else page.score * exp(-distance / _FAR_KM)
            near.append((score, distance, page))
        near.sort(key=lambda found: -found[0])
        hits = [
            self._hit(question, DocumentKind.OFFER, page, min(score, 1.0), distance)
            for score, distance, page in near[: query.limit]
        ]
        return [hit for hit in hits if hit is not None]

    def _distance(self, page: Ranked, point: tuple[float, float] | None) -> float | None:
        if point is None:
            return None
        document = self._index.document(DocumentKind.OFFER, page.page, page.lang, SUMMARY)
        if document is None or document.latitude is None or document.longitude is None:
            return None
        return round(distance_km(point, (document.latitude, document.longitude)), 2)

    def _quotes(self, question: _Question, hit: Hit) -> list[Quote]:
        asked = question.read_as(hit.lang)
        passages = self._index.passages(DocumentKind.ARTICLE, hit.page, hit.lang)
        found = answers.quotes(asked, passages, self._rarity(asked, hit.lang))
        return [Quote(hit.page, hit.lang, positions, hit.score) for positions in found]

    def _offer_kinds(self, hits: Sequence[Hit]) -> tuple[str, ...]:
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


def build(store: Contents, folder: Path, model: str | None) -> BuildReport:
    """Index everything the store has; whoever is searching goes over to the new index by itself."""
    return build_index(
        EmbeddedIndex(folder),
        open_encoder(model),
        documents(store.articles(), store.offers(), store.offer_kinds()),
        library=store.library_hash() or "",
        places=place_words(store.places(), store.place_names()),
    )


def build_index(
    index: Index,
    encoder: Encoder,
    found: Iterable[Document],
    *,
    library: str = "",
    places: frozenset[str] = frozenset(),
) -> BuildReport:
    """Index documents in any engine, with any model.

    `library` is the hash of what they came from, `places` the folded words of place names.
    """
    started = perf_counter()
    rows = list(found)
    vectors = encoder.encode_documents([embedding_text(document) for document in rows])
    index.build(rows, vectors, Manifest(encoder.fingerprint, library, len(rows), places))
    pages = {kind: len({row.page for row in rows if row.kind is kind}) for kind in DocumentKind}
    return BuildReport(
        documents=len(rows),
        articles=pages[DocumentKind.ARTICLE],
        offers=pages[DocumentKind.OFFER],
        languages=tuple(sorted({row.lang for row in rows})),
        seconds=round(perf_counter() - started, 2),
    )


def _readers(detection: Detection, interface: str) -> tuple[str, ...]:
    """Languages a reader is served in: the one written in where the text says so, then the interface."""
    wanted = (detection.lang, interface) if detection.confident else (interface, detection.lang)
    chain = [lang for tag in wanted for lang in (tag, *_FALLBACKS.get(tag, ()))]
    return tuple(dict.fromkeys((*chain, *_LAST_RESORT)))


def _first(wanted: Sequence[str], there: Sequence[str]) -> str | None:
    return next((lang for lang in wanted if lang in there), None)


def _shortened(text: str) -> str:
    """`text`, cut at a word where it is long for a list of results."""
    if len(text) <= _SNIPPET:
        return text
    return text[:_SNIPPET].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
