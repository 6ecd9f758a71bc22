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

FAR_KM = 60.0
"""Beyond this an offer at a place is no longer near it, unless it serves the district."""


@dataclass(frozen=True, slots=True)
class Listing:
    """An offer as it stands in a list."""

    offer: Offer
    opening: OpeningStatus
    distance_km: float | None
    serves_place: bool
    """Whether its area covers the district asked for; true where no place was given."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; empty means any."""

    kinds: tuple[str, ...] = ()
    language: str = ""
    """BCP 47; offers with somebody who speaks it."""
    where: Whereabouts = NOWHERE


def find_offers(store: Store, wanted: Wanted, moment: datetime, limit: int | None = None) -> list[Listing]:
    """Offers that fit, those that serve the place first, then by distance, then by name."""
    fitting = [listed(offer, wanted.where, moment) for offer in store.offers() if _fits(offer, wanted)]
    near = [listing for listing in fitting if _is_near(listing)]
    return sorted(near, key=_order)[:limit]


def by_id(store: Store, ids: Sequence[str], where: Whereabouts, moment: datetime) -> list[Listing]:
    """Offers in the order given."""
    return [listed(offer, where, moment) for offer in store.offers(ids)]


def listed(offer: Offer, where: Whereabouts, moment: datetime) -> Listing:
    """An offer with what depends on time and place."""
    area = offer.service.service_area
    serves = not where.found or not area or bool(where.district_ags.intersection(area))
    return Listing(offer, status(offer.schedule, moment), distance_of(offer, where), serves)


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


def _is_near(listing: Listing) -> bool:
    if listing.distance_km is None or not listing.offer.service.service_area:
        return listing.serves_place
    return listing.serves_place or listing.distance_km <= FAR_KM


def _order(listing: Listing) -> tuple[bool, float, str]:
    distance = listing.distance_km if listing.distance_km is not None else float("inf")
    return (not listing.serves_place, distance, listing.offer.service.name)
