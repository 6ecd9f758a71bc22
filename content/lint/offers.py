"""Checks of local offers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from babel import Locale

from content.files.library import Library
from content.files.offers import file_of
from content.languages import LANGUAGES
from content.lint.findings import Finding, Report
from content.offers.models import Location, LocationType, Offer, OpeningRule, Service
from content.places.models import Place, distance_km

TARGET_GROUPS: Final = frozenset(
    {
        *("families", "women", "young-people", "adults", "refugees", "asylum-seekers", "duldung"),
        *("eu-citizens", "workers", "lgbtiq", "everyone"),
    }
)
_FICTION: Final = re.compile(r"0221 4710 \d{3}")
_RESERVED: Final = re.compile(r"(^|[.@])example(\.(org|com|net))?$")
_MARK: Final = "Beispiel"
_FAR_KM: Final = 25.0
# CLDR names most languages; these are asked for here and have no name of their own there.
_KNOWN_LANGUAGES: Final = frozenset({*Locale("de").languages, *LANGUAGES, "kmr", "pes", "rom"})


def lint_offers(library: Library, today: date) -> Iterator[Finding]:
    """Everything that is wrong with the offers."""
    kinds = {kind.slug for kind in library.offer_kinds}
    districts = {district.ags for district in library.districts}
    by_postcode: dict[str, list[Place]] = {}
    for place in library.places:
        by_postcode.setdefault(place.postcode, []).append(place)
    seen: set[str] = set()
    for offer in library.offers:
        report = Report(Path(file_of(offer)))
        if offer.service.id not in seen:
            seen.add(offer.service.id)
            yield from _service(offer.service, report, kinds, districts, today)
        if offer.location.id not in seen:
            seen.add(offer.location.id)
            yield from _location(offer, report, by_postcode)
        yield from _hours(offer, report)
        if offer.service.demonstration:
            yield from _demonstration(offer, report)


def _service(
    service: Service, report: Report, kinds: set[str], districts: set[str], today: date
) -> Iterator[Finding]:
    where = service.id
    if service.kind not in kinds:
        yield report.error(where, f"There is no kind {service.kind!r}.", "Use one of offer-kinds.yaml.")
    for ags in service.service_area:
        if ags not in districts:
            yield report.error(where, f"There is no district {ags!r}.", "Use keys of postcodes.csv.")
    for group in sorted(set(service.target_groups) - TARGET_GROUPS):
        yield report.error(where, f"{group!r} is unknown.", f"Use: {', '.join(sorted(TARGET_GROUPS))}.")
    for lang in service.languages:
        if lang.split("-")[0] not in _KNOWN_LANGUAGES:
            yield report.error(where, f"{lang!r} is no language.", "Use BCP 47 tags such as kmr or prs.")
    low, high = service.minimum_age, service.maximum_age
    if low is not None and high is not None and high < low:
        yield report.error(where, "The greatest age is below the smallest.", "Exchange them.")
    yield from report.past(f"{where}, assured_date", service.assured_date, today)
    if service.review_due <= service.assured_date:
        yield report.error(where, "review_due lies before assured_date.", "Add six months.")
    if service.review_due < today:
        problem = f"The offer was to be checked by {service.review_due}."
        yield report.warning(where, problem, "Ask the organization, then set both dates.")


def _location(offer: Offer, report: Report, by_postcode: dict[str, list[Place]]) -> Iterator[Finding]:
    location, where = offer.location, offer.location.id
    if location.location_type is not LocationType.PHYSICAL:
        return
    if location.address is None or location.latitude is None or location.longitude is None:
        yield report.error(where, "Address or point is missing.", "Add address, latitude and longitude.")
        return
    address = location.address
    places = by_postcode.get(address.postal_code, [])
    here = [place for place in places if place.name == address.city]
    if not here:
        known = ", ".join(place.name for place in places) or "no municipality of the table"
        problem = f"{address.postal_code} belongs to {known}, not to {address.city}."
        yield report.error(where, problem, "Correct postcode or city.")
        return
    yield from _point(location, here[0], report)
    if offer.service.demonstration and here[0].district_ags not in offer.organization.id:
        problem = f"{address.city} lies in the district {here[0].district_ags}."
        yield report.error(where, problem, "Move the offer to the file of this district.")


def _point(location: Location, place: Place, report: Report) -> Iterator[Finding]:
    point = (location.latitude or 0.0, location.longitude or 0.0)
    away = distance_km(point, (place.latitude, place.longitude))
    if away > _FAR_KM:
        problem = f"The point lies {away:.0f} km from {place.postcode} {place.name}."
        yield report.error(location.id, problem, "Correct latitude and longitude.")


def _hours(offer: Offer, report: Report) -> Iterator[Finding]:
    for rule in offer.schedule.rules:
        if rule.closes <= rule.opens and rule.closes.hour + rule.closes.minute:
            problem = f"The hours {rule.opens:%H:%M} to {rule.closes:%H:%M} go over midnight."
            yield report.warning(offer.id, problem, "Exchange the times unless this is meant.")
    for one, other in combinations(offer.schedule.rules, 2):
        # A note tells apart what runs at the same time, such as a parents' café within opening hours.
        if one.kind is other.kind and one.note == other.note and _overlap(one, other):
            problem = f"Two rules of weekday {one.weekday} overlap at {max(one.opens, other.opens):%H:%M}."
            yield report.error(offer.id, problem, "Make one rule of them, or correct the times.")


def _overlap(one: OpeningRule, other: OpeningRule) -> bool:
    ends = [rule.closes.hour * 60 + rule.closes.minute or 1440 for rule in (one, other)]
    begins = [rule.opens.hour * 60 + rule.opens.minute for rule in (one, other)]
    apart_in_time = begins[0] >= ends[1] or begins[1] >= ends[0]
    first, last = date.min, date.max
    valid_from = max(one.valid_from or first, other.valid_from or first)
    valid_to = min(one.valid_to or last, other.valid_to or last)
    return one.weekday == other.weekday and not apart_in_time and valid_from <= valid_to


def _demonstration(offer: Offer, report: Report) -> Iterator[Finding]:
    """Nothing of a demonstration may be taken for real."""
    for where, name in (
        (offer.organization.id, offer.organization.name),
        (offer.service.id, offer.service.name),
    ):
        if _MARK not in name:
            yield report.error(where, f"The name {name!r} does not say so.", f"Add '({_MARK})'.")
    if offer.phone and not _FICTION.fullmatch(offer.phone):
        problem = f"{offer.phone!r} may be somebody's number."
        yield report.error(offer.id, problem, "Use 0221 4710 000 to 0221 4710 999, kept for fiction.")
    addresses = (offer.url, offer.email, offer.organization.website, offer.organization.email)
    for address in (address for address in addresses if address):
        host = urlsplit(address).hostname or address
        if not _RESERVED.search(host):
            problem = f"{address!r} may be somebody's address."
            yield report.error(offer.id, problem, "Use a name below example.org.")
