"""Two arms become one ranking: convex combination of min-max normalised scores, then pages.

The weight of the vectors depends on how the language of a text relates to the language of the
question: in the same language words decide as much as meaning, in another one only names and
office words agree. The weights lie in `fitted.json` and were fitted by `python -m search fit`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

from search.analysis.scripts import script_of_language
from search.analysis.stems import analysis_language
from search.index.port import Match

FITTED: Final = Path(__file__).parent / "fitted.json"
_FOREIGN: Final = 0.97
"""Factor on texts in another language than the question's: at equal meaning the own text wins."""
_TRANSLATED: Final = 0.7
"""Factor where the page has a text in the question's language too. That text is the better witness,
since a word may be rare abroad that is common at home (Kita in an Arabic text); the other one still
counts because the language may have been told wrong."""


class Relation(StrEnum):
    """How the language of a text relates to the language of a question."""

    SAME = "same"
    SAME_SCRIPT = "same_script"
    OTHER_SCRIPT = "other_script"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight of the vector arm, 0 to 1, by relation; the lexical arm has the rest."""

    same: float
    same_script: float
    other_script: float

    def of(self, relation: Relation) -> float:
        """The weight for one relation."""
        return float(getattr(self, relation.value))


@dataclass(frozen=True, slots=True)
class Ranked:
    """A page in one language with both normalised scores and what they make together."""

    page: str
    lang: str
    position: int
    """Of the document nearest in meaning."""
    score: float
    lexical: float
    vector: float


@lru_cache(maxsize=1)
def fitted_weights() -> Weights:
    """The weights that ship."""
    return Weights(**json.loads(FITTED.read_text(encoding="utf-8"))["vector_weight"])


@lru_cache(maxsize=1024)
def relation(query_lang: str, text_lang: str) -> Relation:
    """Relation of a text's language to a question's; Dari and Persian count as one."""
    if analysis_language(query_lang) == analysis_language(text_lang):
        return Relation.SAME
    same = script_of_language(query_lang) is script_of_language(text_lang)
    return Relation.SAME_SCRIPT if same else Relation.OTHER_SCRIPT


def fuse(lexical: Sequence[Match], vector: Sequence[Match], lang: str, weights: Weights) -> list[Ranked]:
    """Every page once, in the language it fits best in, best first.

    What an arm has not found gets 0 from it; an arm that found nothing at all gives 0 to everyone.
    """
    own = {match.page for match in (*lexical, *vector) if relation(lang, match.lang) is Relation.SAME}
    by_words = {(match.page, match.lang): match for match in lexical}
    by_meaning = {(match.page, match.lang): match for match in vector}
    word_scores = dict(zip(by_words, _share_of_best(lexical, lang), strict=True))
    meaning_scores = dict(zip(by_meaning, _min_max([m.score for m in vector]), strict=True))
    best: dict[str, Ranked] = {}
    for key in dict.fromkeys((*by_words, *by_meaning)):
        page, text_lang = key
        relation_ = relation(lang, text_lang)
        weight = weights.of(relation_)
        words, meaning = word_scores.get(key, 0.0), meaning_scores.get(key, 0.0)
        score = (1 - weight) * words + weight * meaning
        if relation_ is not Relation.SAME:
            score *= _TRANSLATED if page in own else _FOREIGN
        position = (by_meaning if key in by_meaning else by_words)[key].position
        ranked = Ranked(page, text_lang, position, score, words, meaning)
        if page not in best or best[page].score < score:
            best[page] = ranked
    return sorted(best.values(), key=lambda found: (-found.score, found.page))


def _share_of_best(lexical: Sequence[Match], lang: str) -> list[float]:
    """BM25 scores as shares of the best one in the question's language, 1 at most.

    The least a text can have is 0, whether it was found or not.
    """
    own = [match.score for match in lexical if relation(lang, match.lang) is Relation.SAME]
    highest = max(own or [match.score for match in lexical], default=0.0)
    return [min(1.0, match.score / highest) if highest > 0 else 0.0 for match in lexical]


def _min_max(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    lowest, highest = min(scores), max(scores)
    if highest <= 0:
        return [0.0] * len(scores)
    lowest = min(lowest, 0.0) if len(scores) == 1 else lowest
    spread = highest - lowest
    return [(score - lowest) / spread if spread > 0 else 1.0 for score in scores]
