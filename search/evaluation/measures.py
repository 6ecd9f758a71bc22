"""Measures of one ranking, and their mean with an interval."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Final

import numpy as np

_ROUNDS: Final = 1000
_SEED: Final = 20_261_121


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over questions with its 95 % bootstrap interval, in percent."""

    value: float
    low: float
    high: float


def measure(ranking: Sequence[str], relevant: Mapping[str, int]) -> dict[str, float]:
    """recall@1, @3, @10, nDCG@10 (linear gain, as BEIR) and MRR@10 of one question, 0 to 1."""
    return {
        "recall@1": _recall(ranking[:1], relevant),
        "recall@3": _recall(ranking[:3], relevant),
        "recall@10": _recall(ranking[:10], relevant),
        "nDCG@10": _ndcg(ranking[:10], relevant),
        "MRR@10": next((1 / n for n, page in enumerate(ranking[:10], 1) if page in relevant), 0.0),
    }


MEASURES: Final = ("recall@1", "recall@3", "recall@10", "nDCG@10", "MRR@10")


def mean(values: Collection[float]) -> Mean:
    """Mean in percent; the interval resamples the questions with a fixed seed."""
    sample = np.asarray(list(values), dtype=np.float64) * 100
    if not sample.size:
        return Mean(0.0, 0.0, 0.0)
    draws = np.random.default_rng(_SEED).integers(0, sample.size, size=(_ROUNDS, sample.size))
    low, high = np.percentile(sample[draws].mean(axis=1), (2.5, 97.5))
    return Mean(float(sample.mean()), float(low), float(high))


def _recall(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    return len(set(found) & set(relevant)) / len(relevant)


def _ndcg(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    gain = sum(relevant.get(page, 0) / log2(n + 1) for n, page in enumerate(found, 1))
    ideal = sorted(relevant.values(), reverse=True)[: max(len(found), 10)]
    return gain / sum(score / log2(n + 1) for n, score in enumerate(ideal, 1))
