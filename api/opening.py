"""Opening hours in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from api.i18n import N_, Localizer
from api.labels import HOURS_KINDS
from content.offers.hours import DayHours, OpeningStatus, Slot
from content.offers.models import HoursKind

_WEEK = timedelta(days=7)
_RUNNING = {
    HoursKind.OPEN: N_("Open now, until %(time)s."),
    HoursKind.APPOINTMENT: N_("Open now by appointment only, until %(time)s."),
    HoursKind.PHONE: N_("Reachable by phone now, until %(time)s."),
}


def opening_text(localizer: Localizer, opening: OpeningStatus, now: datetime) -> str:
    """Open until when, or closed and when next, in a sentence or two; an honest one when nothing is known."""
    if not opening.known:
        return localizer.gettext("Opening hours are not known. Please call first.")
    if opening.kind is not None and opening.until is not None:
        return localizer.gettext(_RUNNING[opening.kind], time=localizer.time(opening.until))
    closed = localizer.gettext("Closed now.")
    if opening.holiday:
        closed = localizer.gettext("Closed today: public holiday.")
    if opening.next_opening is None:
        return closed
    return f"{closed} {_next(localizer, opening.next_opening, opening.next_kind, now)}"


def day_lines(localizer: Localizer, hours: DayHours) -> list[str]:
    """The hours of one day, a line each; why it is closed when there are none."""
    if not hours.slots:
        holiday = localizer.gettext("Closed: public holiday")
        return [holiday if hours.holiday else localizer.gettext("Closed")]
    return [_slot(localizer, slot) for slot in hours.slots]


def _slot(localizer: Localizer, slot: Slot) -> str:
    span = f"{localizer.time(slot.opens)} – {localizer.time(slot.closes)}"
    if slot.kind is HoursKind.OPEN:
        return span
    return f"{span} ({localizer.gettext(HOURS_KINDS[slot.kind])})"


def _next(localizer: Localizer, moment: datetime, kind: HoursKind | None, now: datetime) -> str:
    day, time = _day(localizer, moment.date(), now.date()), localizer.time(moment)
    if kind is None or kind is HoursKind.OPEN:
        return localizer.gettext("Opens: %(day)s, %(time)s.", day=day, time=time)
    how = localizer.gettext(HOURS_KINDS[kind])
    return localizer.gettext("Next: %(day)s, %(time)s, %(how)s.", day=day, time=time, how=how)


def _day(localizer: Localizer, day: date, today: date) -> str:
    if day == today:
        return localizer.gettext("today")
    if day == today + timedelta(days=1):
        return localizer.gettext("tomorrow")
    if day - today < _WEEK:
        return localizer.weekday(day.weekday())
    return localizer.date(day)
