from __future__ import annotations

from datetime import date, datetime, time

import pytest

from api.i18n import Catalogs
from api.opening import day_lines, opening_text
from content.offers.hours import day_hours, status
from content.offers.models import HoursKind, OpeningException, OpeningRule, Schedule
from tests.api.library import BERLIN

RULES = (
    OpeningRule(0, time(8), time(12)),
    OpeningRule(0, time(13), time(15), HoursKind.APPOINTMENT),
    OpeningRule(1, time(9), time(10), HoursKind.PHONE),
    OpeningRule(4, time(9), time(10)),
)
SCHEDULE = Schedule(RULES, (OpeningException(date(2026, 12, 7), date(2026, 12, 7)),))


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2026, 11, 23, 9, tzinfo=BERLIN), "Open now, until 12:00."),
        (datetime(2026, 11, 23, 7, tzinfo=BERLIN), "Closed now. Opens: today, 08:00."),
        (
            datetime(2026, 11, 23, 12, 30, tzinfo=BERLIN),
            "Closed now. Next: today, 13:00, by appointment only.",
        ),
        (datetime(2026, 11, 23, 14, tzinfo=BERLIN), "Open now by appointment only, until 15:00."),
        (datetime(2026, 11, 23, 16, tzinfo=BERLIN), "Closed now. Next: tomorrow, 09:00, by phone."),
        (datetime(2026, 11, 24, 9, 30, tzinfo=BERLIN), "Reachable by phone now, until 10:00."),
        (datetime(2026, 11, 24, 11, tzinfo=BERLIN), "Closed now. Opens: Friday, 09:00."),
        (datetime(2026, 12, 25, 9, 30, tzinfo=BERLIN), "Closed today: public holiday. Opens: Monday, 08:00."),
    ],
)
def test_opening_in_words(catalogs: Catalogs, now: datetime, said: str) -> None:
    assert opening_text(catalogs["en"], status(SCHEDULE, now), now) == said


def test_a_week_ahead_is_named_by_its_date(catalogs: Catalogs) -> None:
    now = datetime(2026, 12, 4, 11, tzinfo=BERLIN)
    only_mondays = Schedule(RULES[:1], SCHEDULE.exceptions)
    assert opening_text(catalogs["de"], status(only_mondays, now), now) == (
        "Jetzt geschlossen. Öffnet: 14. Dezember 2026, 08:00."
    )


def test_unknown_hours_are_never_called_closed(catalogs: Catalogs) -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=BERLIN)
    assert "not known" in opening_text(catalogs["en"], status(Schedule(), now), now)


def test_lines_of_a_day(catalogs: Catalogs) -> None:
    english = catalogs["en"]
    assert day_lines(english, day_hours(SCHEDULE, date(2026, 11, 23))) == [
        "08:00 – 12:00",
        "13:00 – 15:00 (by appointment only)",
    ]
    assert day_lines(english, day_hours(SCHEDULE, date(2026, 11, 25))) == ["Closed"]
    assert day_lines(english, day_hours(SCHEDULE, date(2026, 12, 25))) == ["Closed: public holiday"]
