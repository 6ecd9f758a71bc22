"""When an offer is open: weekly rules, dated exceptions, public holidays of the Land.

A slot belongs to the day it begins on, also when it goes over midnight; one that closes at 00:00
lasts to the end of the day, and one whose times are equal lasts 24 hours. A dated exception
replaces the whole day, holidays included: special hours count before closures of the same day.
All times are local (Europe/Berlin); across a change of the clock they are compared in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from holidays import country_holidays

from content.offers.models import HoursKind, OpeningException, OpeningRule, Schedule

BERLIN: Final = ZoneInfo("Europe/Berlin")
HORIZON: Final = timedelta(days=60)
"""How far ahead the next opening is looked for."""

_DAY: Final = timedelta(days=1)
_PREFERENCE: Final = {HoursKind.OPEN: 0, HoursKind.PHONE: 1, HoursKind.APPOINTMENT: 2}


@dataclass(frozen=True, slots=True)
class Slot:
    """Hours of one day in local time; `closes` at or before `opens` is on the day after."""

    opens: time
    closes: time
    kind: HoursKind
    note: str | None = None


@dataclass(frozen=True, slots=True)
class DayHours:
    """What holds on one date."""

    day: date
    slots: tuple[Slot, ...]
    """By opening time; empty on a day without hours."""
    holiday: str | None
    """Name of the public holiday in German, whether or not it closes."""
    exceptional: bool
    """Whether a dated exception replaces the weekly rules."""
    note: str | None
    """Note of the exception."""


@dataclass(frozen=True, slots=True)
class OpeningStatus:
    """What holds at one moment. Moments are aware, in Europe/Berlin."""

    open_now: bool
    """True only in hours of kind `open`: in others somebody who just comes is not served."""
    kind: HoursKind | None
    """Kind of the hours that run at the moment; None outside all hours."""
    until: datetime | None
    """End of these hours, adjoining ones of the same kind included; None when that is not within 60 days."""
    next_opening: datetime | None
    """Begin of the next hours of any kind, within 60 days."""
    next_kind: HoursKind | None
    note: str | None
    """Note of the hours that run, else of the exception that closes today."""
    known: bool
    """False when no hours are recorded: then nothing is known, not "closed"."""
    holiday: str | None
    """Public holiday of today, by its German name."""


@dataclass(frozen=True, slots=True)
class _Interval:
    """A slot on the time line, in UTC."""

    start: datetime
    end: datetime
    kind: HoursKind
    note: str | None


def status(schedule: Schedule, moment: datetime, land: str = "NW") -> OpeningStatus:
    """What holds at `moment`, which must be aware; `land` is the ISO 3166-2 code without `DE-`."""
    if moment.tzinfo is None:
        raise ValueError("a moment without time zone says nothing about opening hours")
    now = moment.astimezone(UTC)
    today = day_hours(schedule, moment.astimezone(BERLIN).date(), land)
    known = bool(schedule.rules) or any(exception.opens is not None for exception in schedule.exceptions)
    running = _running(schedule, now, land)
    following = _following(schedule, now, land)
    return OpeningStatus(
        open_now=running is not None and running.kind is HoursKind.OPEN,
        kind=running.kind if running else None,
        until=_end(schedule, running, land) if running else None,
        next_opening=following.start.astimezone(BERLIN) if following else None,
        next_kind=following.kind if following else None,
        note=running.note if running else today.note,
        known=known,
        holiday=today.holiday,
    )


def week(schedule: Schedule, monday: date, land: str = "NW") -> list[DayHours]:
    """The seven days from `monday` on."""
    return [day_hours(schedule, monday + number * _DAY, land) for number in range(7)]


def day_hours(schedule: Schedule, day: date, land: str = "NW") -> DayHours:
    """The hours of one date."""
    holiday = public_holidays(land, day.year).get(day)
    exceptions = [e for e in schedule.exceptions if e.date_from <= day <= e.date_to]
    if exceptions:
        slots = [slot for exception in exceptions for slot in _special(exception)]
        note = next((e.note for e in exceptions if e.note and (e.opens is not None or not slots)), None)
        return DayHours(day, _in_order(slots), holiday, exceptional=True, note=note)
    closed = holiday is not None and schedule.closed_on_public_holidays
    slots = [] if closed else [_weekly(rule) for rule in schedule.rules if _holds(rule, day)]
    return DayHours(day, _in_order(slots), holiday, exceptional=False, note=None)


def _special(exception: OpeningException) -> Iterator[Slot]:
    if exception.opens is not None and exception.closes is not None:
        yield Slot(exception.opens, exception.closes, exception.kind, exception.note)


def _weekly(rule: OpeningRule) -> Slot:
    return Slot(rule.opens, rule.closes, rule.kind, rule.note)


def _holds(rule: OpeningRule, day: date) -> bool:
    begun = rule.valid_from is None or rule.valid_from <= day
    ended = rule.valid_to is not None and rule.valid_to < day
    return rule.weekday == day.weekday() and begun and not ended


def _in_order(slots: list[Slot]) -> tuple[Slot, ...]:
    return tuple(sorted(slots, key=lambda slot: (slot.opens, _PREFERENCE[slot.kind], slot.closes)))


@lru_cache(maxsize=256)
def public_holidays(land: str, year: int) -> dict[date, str]:
    """Public holidays of a Land in one year, by their German names."""
    return dict(country_holidays("DE", subdiv=land, years=year, language="de"))


def _intervals(schedule: Schedule, day: date, land: str) -> list[_Interval]:
    return [_place(day, slot) for slot in day_hours(schedule, day, land).slots]


def _place(day: date, slot: Slot) -> _Interval:
    last = day if slot.closes > slot.opens else day + _DAY
    # In the hour that comes twice, an office opens at the first and closes at the second.
    start = datetime.combine(day, slot.opens, BERLIN).astimezone(UTC)
    end = datetime.combine(last, slot.closes.replace(fold=1), BERLIN).astimezone(UTC)
    return _Interval(start, end, slot.kind, slot.note)


def _running(schedule: Schedule, now: datetime, land: str) -> _Interval | None:
    """The interval that holds `now`; the one that serves most when several do."""
    today = now.astimezone(BERLIN).date()
    candidates = [*_intervals(schedule, today - _DAY, land), *_intervals(schedule, today, land)]
    running = [interval for interval in candidates if interval.start <= now < interval.end]
    return min(
        running, key=lambda interval: (_PREFERENCE[interval.kind], -interval.end.timestamp()), default=None
    )


def _end(schedule: Schedule, running: _Interval, land: str) -> datetime | None:
    """Where the hours end, intervals of the same kind that join on included; None beyond the horizon."""
    end = running.end
    limit = running.end + HORIZON
    while end < limit:
        day = end.astimezone(BERLIN).date()
        joining = [*_intervals(schedule, day - _DAY, land), *_intervals(schedule, day, land)]
        later = [i.end for i in joining if i.kind is running.kind and i.start <= end < i.end]
        if not later:
            return end.astimezone(BERLIN)
        end = max(later)
    return None


def _following(schedule: Schedule, now: datetime, land: str) -> _Interval | None:
    """The first interval that begins after `now`, within the horizon."""
    if not schedule.rules and not schedule.exceptions:
        return None
    day = now.astimezone(BERLIN).date()
    for number in range(HORIZON.days + 1):
        begins = [
            interval
            for interval in _intervals(schedule, day + number * _DAY, land)
            if now < interval.start <= now + HORIZON
        ]
        if begins:
            return min(begins, key=lambda interval: (interval.start, _PREFERENCE[interval.kind]))
    return None
