"""A question and all that is said to it, before it becomes a page or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import structlog

from api.chat.kinds import KindFinder
from api.directory import Listing, Wanted, by_id, find_offers
from api.services import Services
from api.texts import pick_text
from api.whereabouts import Whereabouts, from_field, from_question
from content.articles.models import Article, ArticleText
from content.errors import ArticleNotFound
from content.safety.models import SafetyLine
from content.store import Store
from search.errors import SearchError
from search.models import Answer, AnswerStatus, Query, Quote, SearchResult

log = structlog.get_logger(__name__)

MAX_QUESTION = 1000
"""Characters Lotse reads of a question."""
WHO_HELPS = "who-helps"
"""The article that says which counselling is for whom; its offer kinds are those where a person listens."""

_OFFERS_SHOWN = 6
_KINDS_SHOWN = 3
_FURTHER = 0.3
"""Share of the best article's score under which another one has nothing to do with the question."""
SUMMARY = -1


@dataclass(frozen=True, slots=True)
class Quotation:
    """Blocks of an article, in the language that suits the person who asked."""

    article: Article
    text: ArticleText
    positions: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article, and the language search chose for the reader."""

    article: Article
    lang: str


@dataclass(frozen=True, slots=True)
class Finds:
    """What search gives to a question."""

    answer: Answer
    quotations: tuple[Quotation, ...]
    articles: tuple[FoundArticle, ...]
    """Further articles, without those quoted."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with everything said to it; `finds` None when search is not available."""

    question: str
    where: Whereabouts
    safety: tuple[SafetyLine, ...]
    finds: Finds | None
    kinds: tuple[str, ...]
    """Kinds of office that help, most urgent and most fitting first."""
    offers: tuple[Listing, ...]
    counselling: tuple[Listing, ...]
    """Where a person listens near the place; filled when the library has no answer."""

    @property
    def is_cut(self) -> bool:
        """Whether only the beginning was read."""
        return len(self.question) > MAX_QUESTION

    @property
    def is_known(self) -> bool:
        """Whether the library answers at least in part."""
        return self.finds is not None and self.finds.answer.status is not AnswerStatus.NONE


def ask(services: Services, question: str, lang: str, place: str) -> Asked:
    """Answer a question that is not empty. Safety lines are looked for in the whole text, before all else."""
    safety = services.safety.match(question, lang)
    where = locate(services, question, place)
    read = question[:MAX_QUESTION]
    searched = _search(services, read, lang, where)
    answer, result = searched or (None, None)
    kinds = _kinds(services, read, safety, answer)
    finds = _finds(services, answer, result, lang) if answer and result else None
    known = answer is not None and answer.status is not AnswerStatus.NONE
    return Asked(
        question=question,
        where=where,
        safety=safety,
        finds=finds,
        kinds=kinds,
        offers=_offers(services, kinds, result, where),
        counselling=() if known or not where.found else counselling(services, lang, where, limit=4),
    )


def locate(services: Services, question: str, place: str) -> Whereabouts:
    """The place typed; where the field is empty, the one the question names."""
    if place.strip():
        return from_field(services.gazetteer, place)
    return from_question(services.gazetteer, question[:MAX_QUESTION])


def counselling(services: Services, lang: str, where: Whereabouts, limit: int) -> tuple[Listing, ...]:
    """Offers where a person listens, those speaking `lang` first, then nearest first."""
    guide = who_helps(services)
    kinds = guide.offer_kinds if guide else ()
    found = find_offers(services.store, Wanted(kinds, where=where), services.clock())
    speaking_first = sorted(found, key=lambda listing: lang not in listing.offer.service.languages)
    return tuple(speaking_first[:limit])


def who_helps(services: Services) -> Article | None:
    """The article on counselling; a library need not have it."""
    return article_of(services.store, WHO_HELPS)


def article_of(store: Store, slug: str) -> Article | None:
    """The article; None when the library has lost it since the index was built."""
    try:
        return store.article(slug)
    except ArticleNotFound:
        return None


def _search(
    services: Services, question: str, lang: str, where: Whereabouts
) -> tuple[Answer, SearchResult] | None:
    """None when there is no search at the moment."""
    if services.search is None:
        return None
    query = Query(question, lang, point=where.point)
    try:
        return services.search.answer(query), services.search.search(query)
    except SearchError as error:
        log.warning("search_unavailable", reason=type(error).__name__)
        return None


def _finds(services: Services, answer: Answer, result: SearchResult, lang: str) -> Finds:
    quotations = _quotations(services, answer.quotes, lang)
    quoted = {quotation.article.slug for quotation in quotations}
    best = max((hit.score for hit in result.articles), default=0.0) if quoted else 0.0
    hits = (*answer.related, *(hit for hit in result.articles if hit.score >= _FURTHER * best))
    further = {hit.page: hit for hit in hits if hit.page not in quoted}
    found = [(article_of(services.store, hit.page), hit.lang) for hit in further.values()]
    articles = tuple(FoundArticle(article, lang) for article, lang in found if article)
    return Finds(answer, quotations, articles)


def _quotations(services: Services, quotes: Sequence[Quote], lang: str) -> tuple[Quotation, ...]:
    """One quotation an article, its blocks in reading order."""
    merged: dict[tuple[str, str], set[int]] = {}
    scores: dict[tuple[str, str], float] = {}
    for quote in quotes:
        key = (quote.article, quote.lang)
        merged.setdefault(key, set()).update(quote.positions)
        scores[key] = max(quote.score, scores.get(key, 0.0))
    found = []
    for (slug, found_in), positions in merged.items():
        article = article_of(services.store, slug)
        if article is None:
            continue
        text = pick_text(article, found_in, lang)
        there = tuple(position for position in sorted(positions) if position < len(text.blocks))
        found.append(Quotation(article, text, there or (SUMMARY,), scores[slug, found_in]))
    return tuple(found)


def _kinds(
    services: Services, question: str, safety: Sequence[SafetyLine], answer: Answer | None
) -> tuple[str, ...]:
    """Kinds of office for this: those of an emergency, one the question names, those of the answer."""
    named = _kind_finder(services.store, services.store.library_hash()).find(question)
    urgent = [kind for line in safety for kind in line.offer_kinds]
    return tuple(
        dict.fromkeys((*urgent, *((named,) if named else ()), *(answer.offer_kinds if answer else ())))
    )


@lru_cache(maxsize=4)
def _kind_finder(store: Store, _library_hash: str | None) -> KindFinder:
    """Made again when the library has changed."""
    return KindFinder(store.offer_kinds())


def _offers(
    services: Services, kinds: tuple[str, ...], result: SearchResult | None, where: Whereabouts
) -> tuple[Listing, ...]:
    """Near the place, the offices that help with this; then whatever else the words found.

    Where no kind of office fits, or no place is known, an offer would be a guess: the page asks for the place.
    """
    if not where.found or not kinds:
        return ()
    moment = services.clock()
    chosen: dict[str, Listing] = {}
    for kind in kinds[:_KINDS_SHOWN]:
        for listing in find_offers(services.store, Wanted((kind,), where=where), moment, limit=2):
            chosen[listing.offer.id] = listing
    ids = [hit.page for hit in result.offers if hit.page not in chosen] if result else []
    for listing in by_id(services.store, ids, where, moment):
        if listing.serves_place:
            chosen[listing.offer.id] = listing
    return tuple(chosen.values())[:_OFFERS_SHOWN]
