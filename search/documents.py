"""What is indexed: every block of an article in every language, and every offer in every language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from content.articles.models import Article, ArticleText, BlockKind
from content.languages import SOURCE
from content.offers.models import Offer, OfferKind, ServiceStatus
from content.places.models import Place
from search.analysis.words import spellings, words
from search.models import Document, DocumentKind

SUMMARY: Final = -1
"""Position of title, summary and questions."""

_SHORTEST_PLACE: Final = 4
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_EMPHASIS: Final = re.compile(r"\*\*|__|`|(?<!\w)\*|\*(?!\w)")


def documents(
    articles: Iterable[Article], offers: Iterable[Offer], offer_kinds: Iterable[OfferKind]
) -> Iterator[Document]:
    """Documents of a library. Services that have ended are left out."""
    for article in articles:
        for text in article.texts.values():
            yield from _of_text(article, text)
    kinds = {kind.slug: kind for kind in offer_kinds}
    for offer in offers:
        if offer.service.status in {ServiceStatus.ACTIVE, ServiceStatus.TEMPORARILY_CLOSED}:
            yield from _of_offer(offer, kinds.get(offer.service.kind))


def plain(markdown: str) -> str:
    """Inline Markdown as a reader hears it: link texts without addresses, no emphasis."""
    return _EMPHASIS.sub("", _LINK.sub(r"\1", markdown))


def embedding_text(document: Document) -> str:
    """What the vector of a document is made of.

    A block is understood below its title and heading; a question stands for itself, as people ask.
    """
    if document.question:
        return document.text
    parts = (document.title, document.heading, document.text)
    return ". ".join(part for part in parts if part)


def place_words(places: Iterable[Place], names: Mapping[str, Mapping[str, Sequence[str]]]) -> frozenset[str]:
    """Folded words of place names in all scripts; short ones are left out, they are words as well."""
    written = [place.name for place in places]
    written.extend(form for forms in names.values() for several in forms.values() for form in several)
    found = (spelling for name in written for word in words(name, SOURCE) for spelling in spellings(word))
    return frozenset(spelling for spelling in found if len(spelling) >= _SHORTEST_PLACE)


def _of_text(article: Article, text: ArticleText) -> Iterator[Document]:
    """The summary, the title alone, each question, then the blocks with their heading.

    A page is as near as the nearest of these. The title counts by itself because few words make a
    sharp vector, the questions because people ask in these words.
    """
    id_ = f"{DocumentKind.ARTICLE}:{article.slug}:{text.lang}"
    summary = Document(
        id=f"{id_}:{SUMMARY}",
        kind=DocumentKind.ARTICLE,
        page=article.slug,
        lang=text.lang,
        title=text.title,
        heading="",
        text=plain(text.summary),
        position=SUMMARY,
        offer_kinds=article.offer_kinds,
    )
    yield summary
    yield replace(summary, id=f"{id_}:title", text="")
    for number, question in enumerate(text.questions):
        yield replace(summary, id=f"{id_}:question-{number}", text=question, question=True)
    heading = ""
    for position, block in enumerate(text.blocks):
        said = plain(block.text)
        if block.kind is BlockKind.HEADING:
            heading = said
        else:
            yield replace(
                summary,
                id=f"{id_}:{position}",
                heading=heading,
                text=said,
                position=position,
                block=block.kind,
            )


def _of_offer(offer: Offer, kind: OfferKind | None) -> Iterator[Document]:
    """One document a language: an Arabic question finds a German name by the kind's Arabic names."""
    service = offer.service
    names: Mapping[str, str] = kind.names if kind else {}
    for lang in dict.fromkeys((SOURCE, *names, *service.description)):
        yield Document(
            id=f"{DocumentKind.OFFER}:{offer.id}:{lang}",
            kind=DocumentKind.OFFER,
            page=offer.id,
            lang=lang,
            title=service.name,
            heading=names.get(lang, ""),
            text=_offer_text(offer, kind, lang),
            position=SUMMARY,
            offer_kind=service.kind,
            district_ags=service.service_area[0] if service.service_area else None,
            latitude=offer.location.latitude,
            longitude=offer.location.longitude,
            languages=service.languages,
        )


def _offer_text(offer: Offer, kind: OfferKind | None, lang: str) -> str:
    service, address = offer.service, offer.location.address
    described = service.description.get(lang) or service.description.get(SOURCE, "")
    parts = [
        *((", ".join(kind.synonyms.get(lang, ())), kind.what_it_does.get(lang, "")) if kind else ()),
        plain(described),
        offer.organization.name,
        address.city if address else "",
    ]
    return ". ".join(part.rstrip(".") for part in parts if part)
