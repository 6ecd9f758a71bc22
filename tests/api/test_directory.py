from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from api.directory import Wanted, find_offers
from api.services import Services
from api.whereabouts import from_field
from content.offers.models import Offer, ServiceStatus
from tests.api.library import MONDAY_MORNING, OFFERS, MemoryStore


class Holding(MemoryStore):
    """A store with other offers."""

    def __init__(self, *held: Offer) -> None:
        self.held = held

    def offers(self, ids: Sequence[str] | None = None) -> list[Offer]:
        return [offer for offer in self.held if ids is None or offer.id in ids]


def found(services: Services, place: str, *held: Offer) -> list[str]:
    wanted = Wanted(where=from_field(services.gazetteer, place))
    listings = find_offers(Holding(*held), wanted, MONDAY_MORNING)  # type: ignore[arg-type]
    return [listing.offer.id for listing in listings]


def moved(offer: Offer, key: str, latitude: float, area: tuple[str, ...]) -> Offer:
    service = replace(offer.service, service_area=area)
    location = replace(offer.location, latitude=latitude)
    return replace(offer, id=key, service=service, location=location)


DORTMUND = OFFERS[0]


def test_responsible_ones_only_where_there_are_any(services: Services) -> None:
    neighbour = moved(DORTMUND, "neighbour", 51.6, ("05978",))
    assert found(services, "44137", neighbour, DORTMUND) == ["demo-1"]


def test_the_neighbourhood_where_nobody_is_responsible(services: Services) -> None:
    near, far = moved(DORTMUND, "near", 51.6, ("05978",)), moved(DORTMUND, "far", 52.6, ("05978",))
    assert found(services, "44137", far, near) == ["near"]


def test_an_offer_for_everywhere_is_near_or_has_no_place(services: Services) -> None:
    near, far = moved(DORTMUND, "near", 51.6, ()), moved(DORTMUND, "far", 52.6, ())
    online = replace(far, id="online", location=replace(far.location, latitude=None, longitude=None))
    assert found(services, "44137", online, far, near) == ["near", "online"]


def test_offers_that_are_gone_are_not_listed(services: Services) -> None:
    gone = replace(DORTMUND, service=replace(DORTMUND.service, status=ServiceStatus.DEFUNCT))
    assert found(services, "", gone) == []
