"""Words for the codes of offers and articles."""

from __future__ import annotations

from typing import Final

from api.i18n import N_, Localizer
from content.offers.models import HoursKind, ServiceStatus

TARGET_GROUPS: Final = {
    "everyone": N_("everyone"),
    "families": N_("families"),
    "women": N_("women"),
    "young-people": N_("young people"),
    "adults": N_("adults"),
    "refugees": N_("refugees"),
    "asylum-seekers": N_("people in the asylum procedure"),
    "duldung": N_("people with a Duldung"),
    "eu-citizens": N_("EU citizens"),
    "workers": N_("people who work"),
    "lgbtiq": N_("lesbian, gay, bisexual, trans, inter and queer people"),
}

HOURS_KINDS: Final = {
    HoursKind.OPEN: N_("without an appointment"),
    HoursKind.APPOINTMENT: N_("by appointment only"),
    HoursKind.PHONE: N_("by phone"),
}

STATUSES: Final = {
    ServiceStatus.INACTIVE: N_("This offer is not active at the moment."),
    ServiceStatus.DEFUNCT: N_("This offer no longer exists."),
    ServiceStatus.TEMPORARILY_CLOSED: N_("This offer is closed for the time being."),
}


def target_groups(localizer: Localizer, groups: tuple[str, ...]) -> str:
    """Groups as a list in words; a group without a word here is left as the library names it."""
    return localizer.list([localizer.gettext(TARGET_GROUPS.get(group, group)) for group in groups])
