"""What the project's own library teaches: questions of its articles, and everyday words for offices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Final

from content.articles.models import Article, ArticleText
from content.files.library import Library
from content.offers.models import OfferKind
from search.model.training.corpus import Pair, taught
from search.model.training.questions import Question

ORIGIN: Final = "library"
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_EMPHASIS: Final = re.compile(r"[*_`]+")


def plain(markdown: str) -> str:
    """Inline Markdown without its marks."""
    return _EMPHASIS.sub("", _LINK.sub(r"\1", markdown))


def library_questions(library: Library) -> list[Question]:
    """Titles and questions of articles with what answers them, and words for offices with what those do.

    Every language asks of every language. Texts of one article or one kind of office share a page.
    """
    found = [question for article in library.articles for question in _of_article(article)]
    found.extend(question for kind in library.offer_kinds for question in _of_kind(kind))
    return found


def library_bitext(library: Library) -> dict[tuple[str, str], list[Pair]]:
    """Titles, summaries and blocks of articles with their translations into German and English."""
    pairs: dict[tuple[str, str], list[Pair]] = {}
    for article in library.articles:
        for one, other in permutations(article.texts.values(), 2):
            if taught(one.lang, other.lang) and len(one.blocks) == len(other.blocks):
                pairs.setdefault((one.lang, other.lang), []).extend(
                    zip(_texts(one), _texts(other), strict=True)
                )
    return pairs


def _texts(text: ArticleText) -> list[str]:
    return [text.title, text.summary, *(plain(block.text) for block in text.blocks)]


def _of_article(article: Article) -> Iterator[Question]:
    for asked in article.texts.values():
        for answering in article.texts.values():
            summary, *sections = _passages(answering)
            for text in (asked.title, *asked.questions):
                yield Question(asked.lang, text, answering.lang, summary, article.slug, ORIGIN)
            for section in sections:
                yield Question(asked.lang, asked.title, answering.lang, section, article.slug, ORIGIN)


def _passages(text: ArticleText) -> Sequence[str]:
    """Title and summary, and every section with the title before it."""
    sections = (
        " ".join([text.title, heading.text if heading else "", *(plain(block.text) for _, block in body)])
        for heading, body in text.sections()
    )
    return [f"{text.title} {text.summary}", *sections]


def _of_kind(kind: OfferKind) -> Iterator[Question]:
    for asked_lang, name in kind.names.items():
        for lang, doing in kind.what_it_does.items():
            for text in (name, *kind.synonyms.get(asked_lang, ())):
                passage = f"{kind.names.get(lang, '')} {doing}"
                yield Question(asked_lang, text, lang, passage, f"kind/{kind.slug}", ORIGIN)
