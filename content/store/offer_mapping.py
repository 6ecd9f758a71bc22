"""Rows from local offers, and back. Organizations, services and locations are shared between offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from content.offers.models import (
    Address,
    Cost,
    HoursKind,
    Location,
    LocationType,
    Offer,
    OpeningException,
    OpeningRule,
    Organization,
    Schedule,
    Service,
    ServiceStatus,
)
from content.store.tables import (
    Base,
    ExceptionRow,
    LocationRow,
    OfferRow,
    OrganizationRow,
    RuleRow,
    ServiceRow,
)


def offer_rows(offers: Iterable[Offer]) -> Iterator[Base]:
    """The rows of all offers, each organization, service and location once."""
    seen: set[tuple[str, str]] = set()
    for position, offer in enumerate(offers):
        shared: tuple[tuple[str, str, Base], ...] = (
            ("organization", offer.organization.id, _organization_row(offer.organization)),
            ("location", offer.location.id, _location_row(offer.location)),
            ("service", offer.service.id, _service_row(offer.service)),
        )
        for noun, key, row in shared:
            if (noun, key) not in seen:
                seen.add((noun, key))
                yield row
        yield _offer_row(offer, position)


def _organization_row(organization: Organization) -> OrganizationRow:
    return OrganizationRow(
        id=organization.id,
        name=organization.name,
        description=organization.description,
        website=organization.website,
        email=organization.email,
    )


def _location_row(location: Location) -> LocationRow:
    address = location.address
    return LocationRow(
        id=location.id,
        name=location.name,
        location_type=str(location.location_type),
        address_1=address.address_1 if address else None,
        postal_code=address.postal_code if address else None,
        city=address.city if address else None,
        latitude=location.latitude,
        longitude=location.longitude,
        transportation=location.transportation,
        wheelchair=location.wheelchair,
    )


def _service_row(service: Service) -> ServiceRow:
    return ServiceRow(
        id=service.id,
        organization_id=service.organization_id,
        kind=service.kind,
        name=service.name,
        description=service.description,
        status=str(service.status),
        languages=list(service.languages),
        interpreter=service.interpreter,
        target_groups=list(service.target_groups),
        minimum_age=service.minimum_age,
        maximum_age=service.maximum_age,
        childcare=service.childcare,
        free=service.cost.free,
        cost_description=service.cost.description,
        appointment_needed=service.appointment_needed,
        application_process=service.application_process,
        service_area=list(service.service_area),
        assured_date=service.assured_date,
        review_due=service.review_due,
        demonstration=service.demonstration,
    )


def _offer_row(offer: Offer, position: int) -> OfferRow:
    return OfferRow(
        id=offer.id,
        position=position,
        service_id=offer.service.id,
        location_id=offer.location.id,
        phone=offer.phone,
        email=offer.email,
        url=offer.url,
        closed_on_public_holidays=offer.schedule.closed_on_public_holidays,
        rules=[
            RuleRow(
                position=number,
                weekday=rule.weekday,
                opens=rule.opens,
                closes=rule.closes,
                kind=str(rule.kind),
                valid_from=rule.valid_from,
                valid_to=rule.valid_to,
                note=rule.note,
            )
            for number, rule in enumerate(offer.schedule.rules)
        ],
        exceptions=[
            ExceptionRow(
                position=number,
                date_from=exception.date_from,
                date_to=exception.date_to,
                opens=exception.opens,
                closes=exception.closes,
                kind=str(exception.kind),
                note=exception.note,
            )
            for number, exception in enumerate(offer.schedule.exceptions)
        ],
    )


def offer(row: OfferRow) -> Offer:
    """The offer of a row whose service, organization, location, rules and exceptions are loaded."""
    organization = row.service.organization
    return Offer(
        id=row.id,
        organization=Organization(
            organization.id,
            organization.name,
            organization.description,
            organization.website,
            organization.email,
        ),
        service=_service(row.service),
        location=_location(row.location),
        phone=row.phone,
        email=row.email,
        url=row.url,
        schedule=Schedule(
            rules=tuple(_rule(rule) for rule in row.rules),
            exceptions=tuple(_exception(exception) for exception in row.exceptions),
            closed_on_public_holidays=row.closed_on_public_holidays,
        ),
    )


def _service(row: ServiceRow) -> Service:
    return Service(
        id=row.id,
        organization_id=row.organization_id,
        kind=row.kind,
        name=row.name,
        description=row.description,
        status=ServiceStatus(row.status),
        languages=tuple(row.languages),
        interpreter=row.interpreter,
        target_groups=tuple(row.target_groups),
        minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
        childcare=row.childcare,
        cost=Cost(row.free, row.cost_description),
        appointment_needed=row.appointment_needed,
        application_process=row.application_process,
        service_area=tuple(row.service_area),
        assured_date=row.assured_date,
        review_due=row.review_due,
        demonstration=row.demonstration,
    )


def _location(row: LocationRow) -> Location:
    address = None
    if row.address_1 is not None and row.postal_code is not None and row.city is not None:
        address = Address(row.address_1, row.postal_code, row.city)
    return Location(
        id=row.id,
        name=row.name,
        location_type=LocationType(row.location_type),
        address=address,
        latitude=row.latitude,
        longitude=row.longitude,
        transportation=row.transportation,
        wheelchair=row.wheelchair,
    )


def _rule(row: RuleRow) -> OpeningRule:
    kind = HoursKind(row.kind)
    return OpeningRule(row.weekday, row.opens, row.closes, kind, row.valid_from, row.valid_to, row.note)


def _exception(row: ExceptionRow) -> OpeningException:
    return OpeningException(row.date_from, row.date_to, row.opens, row.closes, HoursKind(row.kind), row.note)
