"""Fits the weight of the vectors for each relation of languages, on judged questions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from statistics import fmean
from typing import Final

from search.answers import Judge, fitted_judge
from search.evaluation.beir import Judged
from search.evaluation.runs import Direction, Found, figures
from search.ranking import FITTED, Relation, Weights, fitted_weights, relation

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


def write_fitted(
    *, weights: Weights | None = None, judge: Judge | None = None, provenance: Mapping[str, str]
) -> None:
    """Replace parts of the fitted figures that ship with the code, and say what they rest on."""
    kept = json.loads(FITTED.read_text(encoding="utf-8"))
    if weights is not None:
        kept["vector_weight"] = asdict(weights)
    if judge is not None:
        kept["answer"] = asdict(judge)
    kept["provenance"] = {**kept.get("provenance", {}), **provenance}
    FITTED.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    fitted_weights.cache_clear()
    fitted_judge.cache_clear()


def _mean(
    judged: Judged, found: Mapping[Direction, Sequence[Found]], members: Sequence[Direction], step: float
) -> float:
    weights = Weights(step, step, step)
    return fmean(
        fmean(figures(judged, direction, found[direction], weights)["hybrid"][TARGET])
        for direction in members
    )
