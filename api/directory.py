"""Offers for a reader: chosen by kind, language and place, nearest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from api.whereabouts import NOWHERE, Whereabouts
from content.offers.hours import OpeningStatus, status
from content.offers.models import Offer, ServiceStatus
from content.places.models import distance_km
from content.store import Store

NEAR_KM = 25.0
"""Within this an offer that serves no district in particular, or another one, is near a place."""


@dataclass(frozen=True, slots=True)
class Listing:
    """An offer as it stands in a list."""

    offer: Offer
    opening: OpeningStatus
    distance_km: float | None
    serves_place: bool
    """Whether it is for people there: its area covers the district, or it has none and is near.

    True where no place was given.
    """


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; empty means any."""

    kinds: tuple[str, ...] = ()
    language: str = ""
    """BCP 47; offers with somebody who speaks it."""
    where: Whereabouts = NOWHERE


def find_offers(store: Store, wanted: Wanted, moment: datetime, limit: int | None = None) -> list[Listing]:
    """Offers that fit and serve the place, nearest first, then by name.

    Of a kind that nobody there is responsible for, those of the neighbourhood follow: they may know who is.
    """
    fitting = [listed(offer, wanted.where, moment) for offer in store.offers() if _fits(offer, wanted)]
    served = {listing.offer.service.kind for listing in fitting if listing.serves_place}
    neighbours = (each for each in fitting if each.offer.service.kind not in served and _is_near(each))
    shown = [*(listing for listing in fitting if listing.serves_place), *neighbours]
    return sorted(shown, key=_order)[:limit]


def by_id(store: Store, ids: Sequence[str], where: Whereabouts, moment: datetime) -> list[Listing]:
    """Offers in the order given."""
    return [listed(offer, where, moment) for offer in store.offers(ids)]


def listed(offer: Offer, where: Whereabouts, moment: datetime) -> Listing:
    """An offer with what depends on time and place."""
    distance = distance_of(offer, where)
    return Listing(offer, status(offer.schedule, moment), distance, _serves(offer, where, distance))


def distance_of(offer: Offer, where: Whereabouts) -> float | None:
    """Kilometres from the place to the offer, as the crow flies; None where either has no point."""
    latitude, longitude = offer.location.latitude, offer.location.longitude
    if where.point is None or latitude is None or longitude is None:
        return None
    return distance_km(where.point, (latitude, longitude))


def languages_spoken(offers: Iterable[Offer]) -> list[str]:
    """Every language spoken at one of the offers."""
    return sorted({language for offer in offers for language in offer.service.languages})


def _fits(offer: Offer, wanted: Wanted) -> bool:
    service = offer.service
    return (
        service.status in (ServiceStatus.ACTIVE, ServiceStatus.TEMPORARILY_CLOSED)
        and (not wanted.kinds or service.kind in wanted.kinds)
        and (not wanted.language or wanted.language in service.languages)
    )


def _serves(offer: Offer, where: Whereabouts, distance: float | None) -> bool:
    if not where.found:
        return True
    if offer.service.service_area:
        return not where.district_ags.isdisjoint(offer.service.service_area)
    return distance is None or distance <= NEAR_KM


def _is_near(listing: Listing) -> bool:
    return listing.distance_km is not None and listing.distance_km <= NEAR_KM


def _order(listing: Listing) -> tuple[bool, float, str]:
    distance = listing.distance_km if listing.distance_km is not None else float("inf")
    return (not listing.serves_place, distance, listing.offer.service.name)
