"""What a local offer is, in the terms of Open Referral HSDS 3.

HSDS lacks dated exceptions, public holidays, appointment-only hours and languages of texts; these
have fields of their own here and are mapped when offers are exported.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum


class HoursKind(StrEnum):
    """How somebody is served in these hours."""

    OPEN = "open"
    APPOINTMENT = "appointment"
    PHONE = "phone"


class LocationType(StrEnum):
    """HSDS `location.location_type`."""

    PHYSICAL = "physical"
    VIRTUAL = "virtual"


class ServiceStatus(StrEnum):
    """HSDS `service.status`."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"
    TEMPORARILY_CLOSED = "temporarily closed"


@dataclass(frozen=True, slots=True)
class OfferKind:
    """A kind of office or offer, such as `jugendamt`, with its names in every language.

    `names` and `synonyms` are indexed with each offer, so that a question in Ukrainian finds an
    offer that has only a German text.
    """

    slug: str
    names: dict[str, str]
    synonyms: dict[str, tuple[str, ...]]
    what_it_does: dict[str, str]
    """One sentence a language."""


@dataclass(frozen=True, slots=True)
class Organization:
    """Who runs a service."""

    id: str
    name: str
    description: str
    website: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address in Germany."""

    address_1: str
    postal_code: str
    city: str


@dataclass(frozen=True, slots=True)
class Location:
    """Where it is: degrees WGS 84."""

    id: str
    name: str
    location_type: LocationType
    address: Address | None
    latitude: float | None
    longitude: float | None
    transportation: str | None = None
    wheelchair: bool | None = None


@dataclass(frozen=True, slots=True)
class OpeningRule:
    """Weekly hours. `weekday` counts from Monday = 0; times are local (Europe/Berlin)."""

    weekday: int
    opens: time
    closes: time
    kind: HoursKind = HoursKind.OPEN
    valid_from: date | None = None
    valid_to: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class OpeningException:
    """Dated hours that replace the weekly ones; closed when `opens` is None. Both days inclusive."""

    date_from: date
    date_to: date
    opens: time | None = None
    closes: time | None = None
    kind: HoursKind = HoursKind.OPEN
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """All hours of a service at a location."""

    rules: tuple[OpeningRule, ...] = ()
    exceptions: tuple[OpeningException, ...] = ()
    closed_on_public_holidays: bool = True


@dataclass(frozen=True, slots=True)
class Cost:
    """`free` None means unknown: then the page says to ask."""

    free: bool | None
    description: dict[str, str] = field(default_factory=dict)
    """By language; German when there is any."""


@dataclass(frozen=True, slots=True)
class Service:
    """What an organization does for people."""

    id: str
    organization_id: str
    kind: str
    name: str
    """German, as it stands on the door."""
    description: dict[str, str]
    """By language; German always."""
    status: ServiceStatus
    languages: tuple[str, ...]
    """Languages spoken, BCP 47 (also ones Lotse has no texts in, such as `kmr`)."""
    interpreter: bool | None
    target_groups: tuple[str, ...]
    minimum_age: int | None
    maximum_age: int | None
    childcare: bool | None
    cost: Cost
    appointment_needed: bool | None
    application_process: dict[str, str]
    service_area: tuple[str, ...]
    """District keys (AGS, five digits); empty means everywhere."""
    assured_date: date
    review_due: date
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """HSDS `service_at_location`, joined with all it refers to: what people see as one offer."""

    id: str
    organization: Organization
    service: Service
    location: Location
    phone: str | None
    email: str | None
    url: str | None
    schedule: Schedule
