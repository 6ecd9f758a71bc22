from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.evaluation.measures import MEASURES, mean, measure


def test_measures_of_a_known_ranking() -> None:
    found = measure(["x", "a", "y", "b"], {"a": 1, "b": 1})
    assert found["recall@1"] == 0
    assert found["recall@3"] == 0.5
    assert found["recall@10"] == 1
    assert found["MRR@10"] == 0.5
    assert found["nDCG@10"] == pytest.approx((0.63093 + 0.43068) / (1 + 0.63093), abs=1e-4)


def test_grades_count() -> None:
    assert measure(["good", "best"], {"best": 2, "good": 1})["nDCG@10"] < 1
    assert measure(["best", "good"], {"best": 2, "good": 1})["nDCG@10"] == pytest.approx(1)


def test_what_stands_below_ten_does_not_count() -> None:
    assert set(measure([*map(str, range(10)), "a"], {"a": 1}).values()) == {0}


@given(
    st.lists(st.sampled_from("abcdefghijklmn"), unique=True), st.sets(st.sampled_from("abcxyz"), min_size=1)
)
def test_measures_are_shares(ranking: list[str], relevant: set[str]) -> None:
    found = measure(ranking, dict.fromkeys(relevant, 1))
    assert tuple(found) == MEASURES
    assert all(0 <= value <= 1 + 1e-9 for value in found.values())


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_the_mean_lies_in_its_interval(values: list[float]) -> None:
    found = mean(values)
    assert found.low - 1e-6 <= found.value <= found.high + 1e-6


def test_the_interval_is_the_same_every_time_and_narrows_with_more_questions() -> None:
    few, many = mean([0, 1] * 10), mean([0, 1] * 1000)
    assert few == mean([0, 1] * 10)
    assert many.high - many.low < few.high - few.low
    assert mean([]).value == 0
