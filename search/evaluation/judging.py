"""Fits the judge of answers: how sure one must be that a page answers before it is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.answers import Evidence, Judge
from search.evaluation.answering import Case, Rates, rates
from search.ranking import Relation

ANSWERED_FALSE: Final = 0.01
"""Share of questions outside the library that may pass for answered."""
PARTLY_FALSE: Final = 0.05
"""Share that may pass for partly answered."""
_RIDGE: Final = 0.05
_STEPS: Final = 50
_SIGNS: Final = tuple(field.name for field in fields(Evidence))

Vector = NDArray[np.float64]


def fit_judge(cases: Sequence[Case]) -> Judge:
    """Logistic regression for each relation, then both thresholds from the questions outside.

    A question inside the library for which another page came first is left out of the regression:
    it says something about the ranking, nothing about the evidence.
    """
    same = [case for case in cases if case.relation is Relation.SAME]
    other = [case for case in cases if case.relation is not Relation.SAME]
    unsure = Judge(_regression(same), _regression(other), answered=1.0, partly=1.0)
    outside = [unsure.confidence(c.evidence, c.relation) for c in cases if not c.expected]
    inside = [unsure.confidence(c.evidence, c.relation) for c in cases if c.right]
    return Judge(
        unsure.same,
        unsure.other,
        answered=_threshold(outside, inside, ANSWERED_FALSE),
        partly=_threshold(outside, inside, PARTLY_FALSE),
    )


def held_out(cases: Sequence[Case]) -> dict[str, Rates]:
    """Rates of each language with a judge fitted on the other languages alone."""
    langs = sorted({case.lang for case in cases})
    return {
        lang: rates(
            [case for case in cases if case.lang == lang],
            fit_judge([case for case in cases if case.lang != lang]),
        )
        for lang in langs
    }


def _regression(cases: Sequence[Case]) -> dict[str, float]:
    """Newton's method with a ridge; classes weigh the same, however many questions each has."""
    used = [case for case in cases if not case.expected or case.right]
    signs = np.array([[1.0, *(getattr(case.evidence, name) for name in _SIGNS)] for case in used])
    right = np.array([float(case.right) for case in used])
    weight = np.where(right > 0, 0.5 / max(right.mean(), 1e-9), 0.5 / max(1 - right.mean(), 1e-9))
    factors: Vector = np.zeros(1 + len(_SIGNS))
    ridge = np.diag([1e-9, *[_RIDGE] * len(_SIGNS)])
    for _ in range(_STEPS):
        sure = 1 / (1 + np.exp(-signs @ factors))
        slope = signs.T @ (weight * (right - sure)) - ridge @ factors
        bend = (signs * (weight * sure * (1 - sure))[:, None]).T @ signs + ridge
        factors = factors + np.linalg.solve(bend, slope)
    return dict(zip(("bias", *_SIGNS), (round(float(factor), 4) for factor in factors), strict=True))


def _threshold(outside: Sequence[float], inside: Sequence[float], allowed: float) -> float:
    """Half-way between the lowest confidence that may pass and what lies below it."""
    worst = sorted(outside, reverse=True)
    barred = worst[int(allowed * len(worst))] if worst else 0.0
    above = min((confidence for confidence in inside if confidence > barred), default=1.0)
    return round((barred + above) / 2, 4)
