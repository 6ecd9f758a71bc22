"""Offers made ready for one reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from api.directory import Listing
from api.i18n import Localizer
from api.opening import opening_text
from api.pages import links
from api.texts import Words, pick
from content.offers.models import Offer, OfferKind

Kinds = Mapping[str, OfferKind]


@dataclass(frozen=True, slots=True)
class OfferCard:
    """An offer in a list."""

    url: str
    offer: Offer
    kind: Words | None
    description: Words | None
    opening: str
    open_now: bool
    distance: str | None
    languages: str
    speaks_reader: bool
    """Whether somebody speaks the language of the page."""


@dataclass(frozen=True, slots=True)
class KindLink:
    """A kind of office with what it does, and the way to those near."""

    url: str
    name: Words
    what_it_does: Words | None


def cards(
    listings: Iterable[Listing], kinds: Kinds, localizer: Localizer, now: datetime, place: str | None
) -> list[OfferCard]:
    """Offers for a list."""
    return [_card(listing, kinds, localizer, now, place) for listing in listings]


def _card(
    listing: Listing, kinds: Kinds, localizer: Localizer, now: datetime, place: str | None
) -> OfferCard:
    offer, lang = listing.offer, localizer.tag
    return OfferCard(
        url=links.offer(lang, offer.id, place=place),
        offer=offer,
        kind=kind_name(kinds, offer.service.kind, lang),
        description=pick(offer.service.description, lang),
        opening=opening_text(localizer, listing.opening, now),
        open_now=listing.opening.open_now,
        distance=None if listing.distance_km is None else localizer.distance(listing.distance_km),
        languages=localizer.list([localizer.language_name(tag) for tag in offer.service.languages]),
        speaks_reader=lang in offer.service.languages,
    )


def kind_name(kinds: Kinds, slug: str, lang: str) -> Words | None:
    """Name of a kind in `lang`; None when the library does not know the kind."""
    kind = kinds.get(slug)
    return pick(kind.names, lang) if kind else None


def kind_links(slugs: Iterable[str], kinds: Kinds, lang: str, place: str | None) -> list[KindLink]:
    """Kinds of offices as links, in the order given; unknown ones are left out."""
    found = []
    for slug in slugs:
        name = kind_name(kinds, slug, lang)
        if name is not None:
            url = links.offers(lang, kind=slug, place=place)
            found.append(KindLink(url, name, pick(kinds[slug].what_it_does, lang)))
    return found
