"""Opening hours, to the minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.offers.hours import BERLIN, HORIZON, day_hours, public_holidays, status, week
from content.offers.models import HoursKind, OpeningException, OpeningRule, Schedule
from tests.content.generate import schedules

OPEN, CALL, MEET = HoursKind.OPEN, HoursKind.PHONE, HoursKind.APPOINTMENT
MONDAY = date(2026, 11, 23)


def at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), BERLIN)


def rule(weekday: int, opens: str, closes: str, kind: HoursKind = OPEN, **more: object) -> OpeningRule:
    return OpeningRule(weekday, time.fromisoformat(opens), time.fromisoformat(closes), kind, **more)  # type: ignore[arg-type]


OFFICE = Schedule(
    rules=(
        *(rule(day, "08:00", "12:00") for day in range(5)),
        rule(0, "14:00", "16:00", note="nur mit Nummer"),
        rule(1, "13:00", "15:00", CALL),
        rule(2, "13:00", "15:00", MEET),
    ),
)


def test_open_from_the_first_minute_to_before_the_last() -> None:
    assert not status(OFFICE, at(MONDAY, "07:59")).open_now
    found = status(OFFICE, at(MONDAY, "08:00"))
    assert found.open_now
    assert found.kind is OPEN
    assert found.until == at(MONDAY, "12:00")
    closed = status(OFFICE, at(MONDAY, "12:00"))
    assert not closed.open_now
    assert closed.next_opening == at(MONDAY, "14:00")


def test_the_note_of_the_hours_that_run_is_told() -> None:
    assert status(OFFICE, at(MONDAY, "15:00")).note == "nur mit Nummer"


@pytest.mark.parametrize(("weekday", "kind"), [(1, CALL), (2, MEET)])
def test_telephone_and_appointment_hours_are_not_open(weekday: int, kind: HoursKind) -> None:
    found = status(OFFICE, at(MONDAY + timedelta(days=weekday), "13:30"))
    assert (found.open_now, found.kind) == (False, kind)
    assert found.until == at(MONDAY + timedelta(days=weekday), "15:00")


def test_over_the_weekend_the_next_opening_is_monday() -> None:
    friday = MONDAY + timedelta(days=4)
    found = status(OFFICE, at(friday, "12:00"))
    assert found.next_opening == at(MONDAY + timedelta(days=7), "08:00")
    assert found.next_kind is OPEN


def test_hours_that_join_are_one() -> None:
    schedule = Schedule((rule(0, "08:00", "12:00"), rule(0, "12:00", "16:00")))
    assert status(schedule, at(MONDAY, "09:00")).until == at(MONDAY, "16:00")


def test_rules_hold_within_their_dates_only() -> None:
    summer = Schedule((rule(0, "08:00", "12:00", valid_from=MONDAY, valid_to=MONDAY + timedelta(days=7)),))
    opens = [bool(day_hours(summer, MONDAY + timedelta(weeks=n)).slots) for n in (-1, 0, 1, 2)]
    assert opens == [False, True, True, False]


def test_a_dated_closure_replaces_the_day_and_gives_its_reason() -> None:
    closed = OpeningException(MONDAY, MONDAY + timedelta(days=1), note="Betriebsausflug")
    schedule = Schedule(OFFICE.rules, (closed,))
    found = status(schedule, at(MONDAY, "09:00"))
    assert (found.open_now, found.note) == (False, "Betriebsausflug")
    assert found.next_opening == at(MONDAY + timedelta(days=2), "08:00")


def test_special_hours_count_before_a_closure_of_the_same_day() -> None:
    closed = OpeningException(MONDAY, MONDAY + timedelta(days=4))
    special = OpeningException(MONDAY, MONDAY, time(10), time(11))
    schedule = Schedule(OFFICE.rules, (closed, special))
    assert status(schedule, at(MONDAY, "10:30")).open_now
    assert not status(schedule, at(MONDAY, "09:00")).open_now


@pytest.mark.parametrize(
    "holiday",
    [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 6, 4),
        date(2026, 10, 3),
        date(2026, 11, 1),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ],
)
def test_public_holidays_of_the_land_close(holiday: date) -> None:
    daily = Schedule(tuple(rule(day, "08:00", "12:00") for day in range(7)))
    found = status(daily, at(holiday, "09:00"))
    assert not found.open_now
    assert found.holiday
    always = Schedule(daily.rules, closed_on_public_holidays=False)
    assert status(always, at(holiday, "09:00")).open_now


def test_holidays_of_other_lands_do_not_close() -> None:
    assert date(2026, 1, 6) not in public_holidays("NW", 2026)
    assert date(2026, 1, 6) in public_holidays("BY", 2026)
    assert public_holidays("NW", 2026)[date(2026, 6, 4)] == "Fronleichnam"


def test_special_hours_open_on_a_holiday() -> None:
    christmas = date(2026, 12, 25)
    schedule = Schedule(OFFICE.rules, (OpeningException(christmas, christmas, time(10), time(12)),))
    assert status(schedule, at(christmas, "11:00")).open_now


def test_hours_to_midnight_and_over_it() -> None:
    schedule = Schedule((rule(0, "18:00", "00:00"), rule(1, "22:00", "02:00")))
    assert status(schedule, at(MONDAY, "23:59")).until == at(MONDAY + timedelta(days=1), "00:00")
    night = status(schedule, at(MONDAY + timedelta(days=2), "01:59"))
    assert night.open_now
    assert night.until == at(MONDAY + timedelta(days=2), "02:00")
    assert not status(schedule, at(MONDAY + timedelta(days=2), "02:00")).open_now


def test_a_night_belongs_to_the_day_it_begins_on() -> None:
    closed = OpeningException(MONDAY + timedelta(days=1), MONDAY + timedelta(days=1))
    schedule = Schedule((rule(0, "22:00", "02:00"), rule(1, "22:00", "02:00")), (closed,))
    assert status(schedule, at(MONDAY + timedelta(days=1), "01:00")).open_now
    assert not status(schedule, at(MONDAY + timedelta(days=2), "01:00")).open_now


def test_open_around_the_clock_has_no_end() -> None:
    schedule = Schedule(
        tuple(rule(day, "00:00", "00:00") for day in range(7)), closed_on_public_holidays=False
    )
    found = status(schedule, at(MONDAY, "03:00"))
    assert found.open_now
    assert found.until is None


def test_the_clock_goes_forward_and_back() -> None:
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    schedule = Schedule((rule(6, "01:00", "04:00"),))
    assert status(schedule, datetime(2026, 3, 29, 1, 30, tzinfo=UTC)).until == at(spring, "04:00")
    for moment, opens in (
        (datetime(2026, 3, 29, 0, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 29, 2, 0, tzinfo=UTC), False),
    ):
        assert status(schedule, moment).open_now is opens
    # 25 October: two hours lie between 02:00 and 03:00.
    until = status(schedule, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)).until
    assert until == at(autumn, "04:00")
    assert until is not None
    assert until.astimezone(UTC) == datetime(2026, 10, 25, 3, 0, tzinfo=UTC)


def test_moments_of_any_zone_are_the_same_moment() -> None:
    assert status(OFFICE, at(MONDAY, "09:00")) == status(OFFICE, at(MONDAY, "09:00").astimezone(UTC))


def test_without_a_zone_there_is_no_answer() -> None:
    with pytest.raises(ValueError, match="time zone"):
        status(OFFICE, datetime(2026, 11, 23, 9, 0))  # noqa: DTZ001 - the point of the test


def test_no_recorded_hours_are_unknown_not_closed() -> None:
    found = status(Schedule(), at(MONDAY, "09:00"))
    assert not found.known
    assert (found.open_now, found.next_opening, found.kind) == (False, None, None)
    only_closures = Schedule(exceptions=(OpeningException(MONDAY, MONDAY),))
    assert not status(only_closures, at(MONDAY, "09:00")).known


def test_beyond_sixty_days_nothing_is_promised() -> None:
    late = MONDAY + timedelta(days=70)
    schedule = Schedule((rule(late.weekday(), "08:00", "12:00", valid_from=late),))
    assert status(schedule, at(MONDAY, "09:00")).next_opening is None
    assert status(schedule, at(late - timedelta(days=59), "09:00")).next_opening == at(late, "08:00")


def test_a_week_has_its_days_in_order() -> None:
    christmas_week = week(OFFICE, date(2026, 12, 21))
    assert [len(day.slots) for day in christmas_week] == [2, 2, 2, 1, 0, 0, 0]
    assert christmas_week[4].holiday == "Erster Weihnachtstag"
    assert [slot.opens for slot in christmas_week[0].slots] == [time(8), time(14)]


moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(schedules, moments)
@settings(max_examples=150)
def test_what_is_said_about_a_moment_holds(schedule: Schedule, moment: datetime) -> None:
    found = status(schedule, moment)
    assert found.open_now == (found.kind is OPEN)
    if found.until:
        assert found.until.astimezone(UTC) > moment
        after = status(schedule, found.until)
        assert after.kind is not found.kind or after.until is None or after.until > found.until
    if found.next_opening:
        opening = found.next_opening.astimezone(UTC)
        assert moment < opening <= moment + HORIZON
        assert status(schedule, opening).kind is not None
    if not schedule.rules and not schedule.exceptions:
        assert found.kind is None


@given(schedules, moments)
@settings(max_examples=60)
def test_nobody_opens_between_now_and_the_next_opening(schedule: Schedule, moment: datetime) -> None:
    found = status(schedule, moment)
    if found.kind is None and found.next_opening:
        middle = moment + (found.next_opening.astimezone(UTC) - moment) / 2
        assert status(schedule, middle).kind is None
