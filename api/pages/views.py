"""What templates show: texts of the library made ready for one reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from api.asking import SUMMARY, Quotation
from api.markup import Resolver, inline_html, plain
from api.pages import links
from api.texts import Words, pick, pick_text
from content.articles.models import Article, ArticleText, Block, BlockKind
from content.articles.topics import Topic
from content.languages import LANGUAGES
from content.safety.models import SafetyLine

_LIST_TAGS = {BlockKind.ITEM: "ul", BlockKind.STEP: "ol"}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a heading or an item of a list."""

    html: Markup
    stale: bool
    """Whether its German block has changed since it was translated."""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that belong into one element: `p`, `h2`, `h3`, `ul` or `ol`."""

    tag: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article in a list."""

    url: str
    title: str
    summary: str
    lang: str
    direction: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A topic with its articles."""

    slug: str
    name: Words
    cards: tuple[ArticleCard, ...]


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Blocks of an article that answer, with where they come from."""

    card: ArticleCard
    article: Article
    text: ArticleText
    summary: str | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class NumberView:
    """A telephone number to tap."""

    number: str
    url: str
    label: Words | None


@dataclass(frozen=True, slots=True)
class SafetyView:
    """A safety line in one language."""

    line: SafetyLine
    title: Words
    text: Words
    numbers: tuple[NumberView, ...]


def card(article: Article, lang: str, *wanted: str, place: str | None = None) -> ArticleCard:
    """An article for the list of a page in `lang`; `wanted` languages go before it."""
    text = pick_text(article, *wanted, lang)
    url = links.article(lang, article.slug, place=place)
    return ArticleCard(url, text.title, plain(text.summary), text.lang, direction(text.lang))


def shelves(topics: Sequence[Topic], articles: Sequence[Article], lang: str) -> list[Shelf]:
    """Topics in the order of the library; a topic without an article has no shelf."""
    found = []
    for topic in topics:
        cards = tuple(card(article, lang) for article in articles if article.topic == topic.slug)
        name = pick(topic.names, lang)
        if cards and name:
            found.append(Shelf(topic.slug, name, cards))
    return found


def quote_view(quotation: Quotation, lang: str, place: str | None) -> QuoteView:
    """A quotation for a page in `lang`."""
    article, text = quotation.article, quotation.text
    positions = [position for position in quotation.positions if position != SUMMARY]
    stale = _stale(article, text)
    numbered = [(position, text.blocks[position]) for position in positions]
    shown = text.summary if SUMMARY in quotation.positions else None
    parts = tuple(_parts(numbered, stale, resolver(lang, place), raise_headings=True))
    return QuoteView(card(article, lang, text.lang, place=place), article, text, shown, parts)


def article_parts(article: Article, text: ArticleText, lang: str, place: str | None) -> tuple[Part, ...]:
    """All blocks of a text."""
    return tuple(_parts(enumerate(text.blocks), _stale(article, text), resolver(lang, place)))


def safety_views(lines: Sequence[SafetyLine], lang: str) -> list[SafetyView]:
    """Safety lines in `lang`; a line without any text is left out."""
    views = []
    for line in lines:
        title, text = pick(line.title, lang), pick(line.text, lang)
        if title and text:
            numbers = tuple(
                NumberView(number.number, links.telephone(number.number), pick(number.label, lang))
                for number in line.numbers
            )
            views.append(SafetyView(line, title, text, numbers))
    return views


def resolver(lang: str, place: str | None) -> Resolver:
    """Addresses in `lang` for links between articles and to kinds of offices."""

    def resolve(what: str, slug: str) -> str:
        if what == "article":
            return str(escape(links.article(lang, slug, place=place)))
        return str(escape(links.offers(lang, kind=slug, place=place)))

    return resolve


def direction(lang: str) -> str:
    """`ltr` or `rtl`."""
    return LANGUAGES[lang].direction


def _stale(article: Article, text: ArticleText) -> frozenset[int]:
    return frozenset(article.stale_blocks(text.lang))


def _parts(
    numbered: Iterable[tuple[int, Block]],
    stale: frozenset[int],
    resolve: Resolver,
    *,
    raise_headings: bool = False,
) -> Iterable[Part]:
    for (kind, level), group in groupby(numbered, key=lambda each: (each[1].kind, each[1].level)):
        lines = tuple(Line(inline_html(block.text, resolve), position in stale) for position, block in group)
        if kind in _LIST_TAGS:
            yield Part(_LIST_TAGS[kind], lines)
            continue
        tag = "p" if kind is BlockKind.PARAGRAPH else f"h{level + (1 if raise_headings else 0)}"
        yield from (Part(tag, (line,)) for line in lines)
