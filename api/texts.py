"""The text a reader gets when it does not exist in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from content.articles.models import Article, ArticleText
from content.languages import LANGUAGES, SOURCE

_SUBSTITUTES = (SOURCE, "en")


@dataclass(frozen=True, slots=True)
class Words:
    """A text with the language it is written in."""

    text: str
    lang: str

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return LANGUAGES[self.lang].direction


def order_of(*wanted: str) -> list[str]:
    """Languages to look in: those wanted, relatives of the first, the source, English."""
    first = wanted[0].split("-")[0] if wanted else SOURCE
    return list(dict.fromkeys((*wanted, first, *_SUBSTITUTES)))


def pick(texts: Mapping[str, str], *wanted: str) -> Words | None:
    """The text in the first wanted language that has one, else German, else English, else any."""
    for lang in (*order_of(*wanted), *texts):
        if texts.get(lang) and lang in LANGUAGES:
            return Words(texts[lang], lang)
    return None


def pick_text(article: Article, *wanted: str) -> ArticleText:
    """An article in the first wanted language it has, else German."""
    for lang in order_of(*wanted):
        if lang in article.texts:
            return article.texts[lang]
    return article.source
