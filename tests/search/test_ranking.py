from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.index.port import Match
from search.ranking import Relation, Weights, fitted_weights, fuse, relation

EVEN = Weights(0.5, 0.5, 0.5)


def match(page: str, score: float, lang: str = "de", position: int = 0) -> Match:
    return Match(page, lang, position, score)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("de", "de", Relation.SAME),
        ("de", "de-simple", Relation.SAME),
        ("prs", "fa", Relation.SAME),
        ("en", "de", Relation.SAME_SCRIPT),
        ("ru", "uk", Relation.SAME_SCRIPT),
        ("ar", "de", Relation.OTHER_SCRIPT),
        ("ti", "ar", Relation.OTHER_SCRIPT),
    ],
)
def test_relation_of_languages(query: str, text: str, expected: Relation) -> None:
    assert relation(query, text) is expected


def test_both_arms_count_by_their_weight() -> None:
    lexical = [match("a", 8.0), match("b", 4.0)]
    vector = [match("b", 0.9), match("c", 0.5), match("a", 0.1)]
    found = {one.page: one.score for one in fuse(lexical, vector, "de", Weights(0.25, 0, 0))}
    assert found == pytest.approx({"a": 0.75, "b": 0.75 * 0.5 + 0.25, "c": 0.25 * 0.5})


def test_an_arm_without_any_match_adds_nothing() -> None:
    vector = [match("a", 0.9), match("b", 0.3)]
    assert [(one.page, one.score) for one in fuse([], vector, "de", EVEN)] == [("a", 0.5), ("b", 0.0)]
    assert fuse([match("a", 0.0)], [], "de", EVEN)[0].score == 0
    assert fuse([], [], "de", EVEN) == []


def test_a_single_page_is_certain_of_what_it_has() -> None:
    assert fuse([match("a", 3.0)], [match("a", 0.4)], "de", EVEN)[0].score == 1


def test_vectors_that_all_point_away_add_nothing() -> None:
    assert fuse([], [match("a", -0.1), match("b", -0.5)], "de", EVEN)[0].score == 0


def test_a_page_comes_once_in_the_language_it_fits_best() -> None:
    vector = [match("a", 0.9, "en", 4), match("a", 0.8, "de", 2), match("b", 0.1, "de")]
    found = fuse([], vector, "en", EVEN)
    assert [one.page for one in found] == ["a", "b"]
    assert (found[0].lang, found[0].position) == ("en", 4)


def test_at_equal_meaning_the_own_language_wins() -> None:
    vector = [match("foreign", 0.9, "de"), match("own", 0.9, "en"), match("far", 0.1, "en")]
    assert fuse([], vector, "en", EVEN)[0].page == "own"


def test_a_word_that_is_rare_abroad_does_not_outweigh_the_own_text() -> None:
    lexical = [match("a", 9.0, "ar"), match("b", 3.0, "de"), match("a", 2.0, "de")]
    vector = [match("a", 0.5, "ar"), match("b", 0.5, "de"), match("a", 0.4, "de"), match("c", 0.1, "de")]
    assert [one.page for one in fuse(lexical, vector, "de", EVEN)][:2] == ["b", "a"]


def test_the_weights_that_ship_are_shares() -> None:
    assert all(0 <= fitted_weights().of(kind) <= 1 for kind in Relation)


scores = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["de", "ar", "en"])),
    st.floats(-1, 1, allow_subnormal=False),
    max_size=12,
)


@given(scores, scores)
def test_scores_are_sorted_and_between_0_and_1(lexical: dict, vector: dict) -> None:
    found = fuse(
        [Match(page, lang, -1, abs(score) * 20) for (page, lang), score in lexical.items()],
        [Match(page, lang, 0, score) for (page, lang), score in vector.items()],
        "de",
        EVEN,
    )
    values = [one.score for one in found]
    assert values == sorted(values, reverse=True)
    assert all(0 <= value <= 1 + 1e-9 for value in values)
    assert {one.page for one in found} == {page for page, _ in (*lexical, *vector)}
