"""What the index holds, what a search returns, what is said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from content.articles.models import BlockKind


class DocumentKind(StrEnum):
    """What a document was made of."""

    ARTICLE = "article"
    OFFER = "offer"


@dataclass(frozen=True, slots=True)
class Document:
    """One row of the index: a block of an article with its heading, or an offer in one language."""

    id: str
    """`article:kita-entitlement:ar:3`, `offer:<offer id>:uk`."""
    kind: DocumentKind
    page: str
    """What is ranked: the slug of the article, the id of the offer."""
    lang: str
    title: str
    heading: str
    text: str
    position: int
    """Block position in the article; -1 for the document of title, summary and questions."""
    offer_kind: str | None = None
    district_ags: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    languages: tuple[str, ...] = ()
    """Languages spoken at an offer."""
    block: BlockKind | None = None
    """What an article's block is on the page; None for the summary, a question, an offer."""
    question: bool = False
    """Whether this is one of the questions an article answers."""
    offer_kinds: tuple[str, ...] = ()
    """Kinds of office an article leads to, most fitting first."""


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody asks, and what is known about where and in which language."""

    text: str
    lang: str
    """The language of the interface: a prior for the language of the text, never a filter."""
    kinds: tuple[DocumentKind, ...] = (DocumentKind.ARTICLE, DocumentKind.OFFER)
    offer_kinds: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    """(latitude, longitude) in degrees; offers are then ranked by distance too."""
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A page found: its best block, in the language it was found in."""

    kind: DocumentKind
    page: str
    lang: str
    title: str
    snippet: str
    position: int
    score: float
    """0 to 1; comparable within one search, and against the answer threshold."""
    lexical: float
    vector: float
    distance_km: float | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """All hits of a search, articles and offers apart, best first."""

    query: Query
    detected_lang: str
    """The language the text is written in, as far as can be told; else the interface language."""
    articles: tuple[Hit, ...]
    offers: tuple[Hit, ...]


class AnswerStatus(StrEnum):
    """How far the library answers a question."""

    ANSWERED = "answered"
    PARTLY = "partly"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Quote:
    """Blocks of an article that answer, by reference: the words are in the store."""

    article: str
    lang: str
    positions: tuple[int, ...]
    """Block positions, in reading order; -1 is the summary."""
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What Lotse says to a question: quotations, or an honest nothing."""

    status: AnswerStatus
    detected_lang: str
    quotes: tuple[Quote, ...]
    """At most three; empty when the status is `none`."""
    offer_kinds: tuple[str, ...]
    """Kinds of office that help with this, most fitting first."""
    related: tuple[Hit, ...] = ()
    """Further articles worth offering; for `none`, the nearest ones, never shown as the answer."""
