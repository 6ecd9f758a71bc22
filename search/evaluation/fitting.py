"""Fits the weight of the vectors for each relation of languages, on judged questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Final

from search.evaluation.beir import Judged
from search.evaluation.runs import Direction, Found, figures
from search.ranking import Relation, Weights, relation

_STEPS: Final = tuple(step / 20 for step in range(21))
TARGET: Final = "nDCG@10"


def fit_weights(judged: Judged, found: Mapping[Direction, Sequence[Found]]) -> Weights:
    """The weights, in steps of 0.05, that give the best mean nDCG@10 over the directions of a relation.

    A relation without a direction to fit on takes the mean of the others.
    """
    fitted: dict[Relation, float] = {}
    for kind in Relation:
        members = [direction for direction in found if relation(*direction) is kind]
        if members:
            fitted[kind] = max(_STEPS, key=lambda step: _mean(judged, found, members, step))
    fallback = fmean(fitted.values()) if fitted else 0.5
    return Weights(**{kind.value: fitted.get(kind, fallback) for kind in Relation})


def _mean(
    judged: Judged, found: Mapping[Direction, Sequence[Found]], members: Sequence[Direction], step: float
) -> float:
    weights = Weights(step, step, step)
    return fmean(
        fmean(figures(judged, direction, found[direction], weights)["hybrid"][TARGET])
        for direction in members
    )
