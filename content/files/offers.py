"""Local offers as files: organizations with their locations, services and the hours of each offer.

An `Offer` joins what a file keeps apart. Files of demonstration offers are one a district; the ids
in them begin with `demo-<AGS>-`, so that each offer knows its file. All other offers lie in
`statewide.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from content.files.canonical import Line, Row, by_language, dump, present
from content.files.entries import Entry, load_entry
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

FOLDER: Final = "offers"
STATEWIDE: Final = "offers/statewide.yaml"
_OLDEST: Final = 120


@dataclass(frozen=True, slots=True)
class _File:
    """What holds for all entries of a file."""

    demonstration: bool
    prefix: str
    """What every id of the file begins with."""


def read_offers(path: Path) -> list[Offer]:
    """All offers of one file, in its order."""
    entry = load_entry(path)
    file = _read_head(entry)
    offers = [offer for item in entry.entries("organizations") for offer in _read_organization(item, file)]
    if not offers:
        raise entry.error("organizations", "The file holds no offers.", "Add some, or remove the file.")
    entry.finish()
    return offers


def _read_head(entry: Entry) -> _File:
    demonstration = entry.flag("demonstration")
    ags = entry.optional_text("district_ags")
    if not demonstration:
        if ags is not None or entry.path.name != Path(STATEWIDE).name:
            problem = "Only demonstration offers are kept by district."
            raise entry.error("district_ags", problem, f"Remove the key; the file is {STATEWIDE}.")
        return _File(demonstration=False, prefix="")
    if ags is None or ags != entry.path.stem:
        raise entry.error(
            "district_ags", f"{ags!r} is not the name of the file.", f"Write '{entry.path.stem}'."
        )
    return _File(demonstration=True, prefix=f"demo-{ags}-")


def _identifier(entry: Entry, file: _File) -> str:
    value = entry.slug("id")
    if not value.startswith(file.prefix):
        raise entry.error("id", f"{value!r} does not fit this file.", f"Begin it with '{file.prefix}'.")
    if not file.demonstration and value.startswith("demo-"):
        raise entry.error("id", f"{value!r} is kept for demonstration offers.", "Choose another id.")
    return value


def _read_organization(entry: Entry, file: _File) -> Iterator[Offer]:
    organization = Organization(
        id=_identifier(entry, file),
        name=entry.text("name"),
        description=entry.text("description"),
        website=entry.optional_text("website"),
        email=entry.optional_text("email"),
    )
    locations = _read_locations(entry, file)
    services = entry.entries("services")
    if not services:
        raise entry.error(
            "services", "The organization has no service.", "Add one, or remove the organization."
        )
    used: set[str] = set()
    for item in services:
        for offer in _read_service(item, file, organization, locations):
            used.add(offer.location.id)
            yield offer
    for unused in set(locations) - used:
        raise entry.error(
            "locations", f"No service is offered at {unused!r}.", "Name it below 'at', or remove it."
        )
    entry.finish()


def _read_locations(entry: Entry, file: _File) -> dict[str, Location]:
    locations: dict[str, Location] = {}
    for item in entry.entries("locations"):
        location = _read_location(item, file)
        if location.id in locations:
            raise item.error("id", f"{location.id!r} stands twice.", "Give each location an id of its own.")
        locations[location.id] = location
    return locations


def _read_location(entry: Entry, file: _File) -> Location:
    address = entry.optional_entry("address")
    location = Location(
        id=_identifier(entry, file),
        name=entry.text("name"),
        location_type=entry.choice("location_type", LocationType),
        address=_read_address(address) if address else None,
        latitude=entry.optional_degrees("latitude", -90, 90),
        longitude=entry.optional_degrees("longitude", -180, 180),
        transportation=entry.optional_text("transportation"),
        wheelchair=entry.optional_flag("wheelchair"),
    )
    entry.finish()
    return location


def _read_address(entry: Entry) -> Address:
    address = Address(entry.text("address_1"), entry.text("postal_code"), entry.text("city"))
    if not (
        address.postal_code.isascii() and address.postal_code.isdigit() and len(address.postal_code) == 5
    ):
        raise entry.error(
            "postal_code", f"{address.postal_code!r} is no postcode.", "Write five digits in quotes."
        )
    entry.finish()
    return address


def _read_service(
    entry: Entry, file: _File, organization: Organization, locations: Mapping[str, Location]
) -> Iterator[Offer]:
    cost = entry.entry("cost")
    service = Service(
        id=_identifier(entry, file),
        organization_id=organization.id,
        kind=entry.slug("kind"),
        name=entry.text("name"),
        description=entry.by_language("description"),
        status=entry.choice("status", ServiceStatus, ServiceStatus.ACTIVE),
        languages=entry.languages("languages"),
        interpreter=entry.optional_flag("interpreter"),
        target_groups=entry.texts("target_groups"),
        minimum_age=entry.optional_integer("minimum_age", 0, _OLDEST),
        maximum_age=entry.optional_integer("maximum_age", 0, _OLDEST),
        childcare=entry.optional_flag("childcare"),
        cost=Cost(cost.optional_flag("free"), cost.by_language("description", required=())),
        appointment_needed=entry.optional_flag("appointment_needed"),
        application_process=entry.by_language("application_process", required=()),
        service_area=entry.texts("service_area"),
        assured_date=entry.day("assured_date"),
        review_due=entry.day("review_due"),
        demonstration=file.demonstration,
    )
    cost.finish()
    places = entry.entries("at")
    if not places:
        raise entry.error("at", "The service is offered nowhere.", "Name a location below 'at'.")
    for item in places:
        yield _read_offer(item, file, organization, service, locations)
    entry.finish()


def _read_offer(
    entry: Entry,
    file: _File,
    organization: Organization,
    service: Service,
    locations: Mapping[str, Location],
) -> Offer:
    location = entry.text("location")
    if location not in locations:
        known = ", ".join(locations) or "none yet"
        raise entry.error(
            "location", f"The organization has no location {location!r}.", f"Use one of: {known}."
        )
    schedule = entry.optional_entry("schedule")
    offer = Offer(
        id=_identifier(entry, file),
        organization=organization,
        service=service,
        location=locations[location],
        phone=entry.optional_text("phone"),
        email=entry.optional_text("email"),
        url=entry.optional_text("url"),
        schedule=_read_schedule(schedule) if schedule else Schedule(),
    )
    entry.finish()
    return offer


def _read_schedule(entry: Entry) -> Schedule:
    closed = entry.optional_flag("closed_on_public_holidays")
    schedule = Schedule(
        rules=tuple(_read_rule(item) for item in entry.entries("rules")),
        exceptions=tuple(_read_exception(item) for item in entry.entries("exceptions")),
        closed_on_public_holidays=True if closed is None else closed,
    )
    entry.finish()
    return schedule


def _read_rule(entry: Entry) -> OpeningRule:
    rule = OpeningRule(
        weekday=entry.integer("weekday", 0, 6),
        opens=entry.clock("opens"),
        closes=entry.clock("closes", midnight_ends=True),
        kind=entry.choice("kind", HoursKind, HoursKind.OPEN),
        valid_from=entry.optional_day("valid_from"),
        valid_to=entry.optional_day("valid_to"),
        note=entry.optional_text("note"),
    )
    if rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from:
        raise entry.error("valid_to", "The rule ends before it begins.", "Exchange the dates.")
    entry.finish()
    return rule


def _read_exception(entry: Entry) -> OpeningException:
    special = entry.has("opens") or entry.has("closes")
    exception = OpeningException(
        date_from=entry.day("date_from"),
        date_to=entry.day("date_to"),
        opens=entry.clock("opens") if special else None,
        closes=entry.clock("closes", midnight_ends=True) if special else None,
        kind=entry.choice("kind", HoursKind, HoursKind.OPEN),
        note=entry.optional_text("note"),
    )
    if exception.date_to < exception.date_from:
        raise entry.error("date_to", "The exception ends before it begins.", "Exchange the dates.")
    entry.finish()
    return exception


def offer_files(offers: Iterable[Offer]) -> Iterator[tuple[str, str]]:
    """Path below the library and text of each file `offers` belong in."""
    by_file: dict[str, list[Offer]] = {}
    for offer in offers:
        by_file.setdefault(file_of(offer), []).append(offer)
    for path, members in sorted(by_file.items()):
        head: dict[str, object] = {"demonstration": members[0].service.demonstration}
        if members[0].service.demonstration:
            head["district_ags"] = _district_of(members[0])
        yield path, dump({**head, "organizations": _organizations(members)})


def _district_of(offer: Offer) -> str:
    return offer.organization.id.split("-")[1]


def file_of(offer: Offer) -> str:
    """Path below the library of the file an offer belongs in."""
    return f"offers/demonstration/{_district_of(offer)}.yaml" if offer.service.demonstration else STATEWIDE


def _organizations(offers: Iterable[Offer]) -> list[dict[str, object]]:
    by_organization: dict[str, list[Offer]] = {}
    for offer in offers:
        by_organization.setdefault(offer.organization.id, []).append(offer)
    return [_organization(members) for members in by_organization.values()]


def _organization(offers: list[Offer]) -> dict[str, object]:
    organization = offers[0].organization
    by_service: dict[str, list[Offer]] = {}
    for offer in offers:
        by_service.setdefault(offer.service.id, []).append(offer)
    return {
        "id": organization.id,
        "name": organization.name,
        "description": organization.description,
        "website": organization.website,
        "email": organization.email,
        "locations": [
            _location(location) for location in {o.location.id: o.location for o in offers}.values()
        ],
        "services": [_service(members) for members in by_service.values()],
    }


def _location(location: Location) -> dict[str, object]:
    address = location.address
    return {
        "id": location.id,
        "name": location.name,
        "location_type": str(location.location_type),
        "address": address
        and Line(address_1=address.address_1, postal_code=address.postal_code, city=address.city),
        "latitude": location.latitude,
        "longitude": location.longitude,
        "transportation": location.transportation,
        "wheelchair": location.wheelchair,
    }


def _service(offers: list[Offer]) -> dict[str, object]:
    service = offers[0].service
    return {
        "id": service.id,
        "kind": service.kind,
        "name": service.name,
        "description": by_language(service.description),
        "status": str(service.status),
        "languages": Row(service.languages),
        "interpreter": service.interpreter,
        "target_groups": Row(service.target_groups),
        "minimum_age": service.minimum_age,
        "maximum_age": service.maximum_age,
        "childcare": service.childcare,
        "cost": {"free": service.cost.free, "description": by_language(service.cost.description)},
        "appointment_needed": service.appointment_needed,
        "application_process": by_language(service.application_process),
        "service_area": Row(service.service_area),
        "assured_date": service.assured_date,
        "review_due": service.review_due,
        "at": [_at(offer) for offer in offers],
    }


def _at(offer: Offer) -> dict[str, object]:
    return {
        "location": offer.location.id,
        "id": offer.id,
        "phone": offer.phone,
        "email": offer.email,
        "url": offer.url,
        "schedule": {
            "closed_on_public_holidays": offer.schedule.closed_on_public_holidays,
            "rules": [_rule(rule) for rule in offer.schedule.rules],
            "exceptions": [_exception(exception) for exception in offer.schedule.exceptions],
        },
    }


def _rule(rule: OpeningRule) -> Line:
    return present(
        [
            ("weekday", rule.weekday),
            ("opens", f"{rule.opens:%H:%M}"),
            ("closes", _closing(f"{rule.closes:%H:%M}")),
            ("kind", str(rule.kind)),
            ("valid_from", rule.valid_from),
            ("valid_to", rule.valid_to),
            ("note", rule.note),
        ]
    )


def _exception(exception: OpeningException) -> Line:
    special = exception.opens is not None and exception.closes is not None
    return present(
        [
            ("date_from", exception.date_from),
            ("date_to", exception.date_to),
            ("opens", f"{exception.opens:%H:%M}" if special else None),
            ("closes", _closing(f"{exception.closes:%H:%M}") if special else None),
            ("kind", str(exception.kind) if special else None),
            ("note", exception.note),
        ]
    )


def _closing(clock: str) -> str:
    """Midnight as the end of a day, written as people write it."""
    return "24:00" if clock == "00:00" else clock
