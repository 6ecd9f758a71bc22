from __future__ import annotations

import pytest

from api.services import Services
from api.whereabouts import Finding, from_field, from_question


@pytest.mark.parametrize(
    ("typed", "finding", "key"),
    [
        ("44137", Finding.FOUND, "44137"),
        ("  dortmund ", Finding.FOUND, "44137"),
        ("في دورتموند", Finding.FOUND, "44137"),
        ("", Finding.NONE, None),
        ("   ", Finding.NONE, None),
        ("10115", Finding.OUTSIDE, None),
        ("00000", Finding.UNKNOWN, None),
        ("4413", Finding.UNKNOWN, None),
        ("Atlantis", Finding.UNKNOWN, None),
        ("Dortmund oder Köln", Finding.AMBIGUOUS, None),
        ("x" * 5000, Finding.UNKNOWN, None),
        ("' OR 1=1 --", Finding.UNKNOWN, None),
    ],
)
def test_a_field_for_a_place(services: Services, typed: str, finding: Finding, key: str | None) -> None:
    where = from_field(services.gazetteer, typed)
    assert (where.finding, where.key) == (finding, key)
    assert where.found == (where.point is not None)


def test_a_question_without_a_place_names_none(services: Services) -> None:
    where = from_question(services.gazetteer, "Wie melde ich mein Kind an?")
    assert where.finding is Finding.NONE
    assert where.from_question


def test_choices_name_each_municipality_once(services: Services) -> None:
    where = from_field(services.gazetteer, "Dortmund oder Köln")
    assert sorted(place.name for place in where.choices) == ["Dortmund", "Köln"]
