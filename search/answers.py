"""What is said to a question: the blocks that answer it, or an honest nothing.

Whether a page answers is judged apart from the ranking. Ranking only compares pages: something is
always best. Here absolute signs count: how near the nearest passages are in meaning, and which share
of the question's words, weighted by rarity, one passage has. A question about football finds a
nearest page too, but only one passage of it is near, and its words stand nowhere together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from math import exp, log

import numpy as np

from content.articles.models import BlockKind
from search.analysis.terms import Token, analyse
from search.documents import SUMMARY
from search.index.port import Frequencies, Passage, Vectors
from search.models import AnswerStatus
from search.ranking import FITTED, Relation

_LIST = frozenset({BlockKind.ITEM, BlockKind.STEP})
_LONGEST_LIST = 8
"""Items quoted at once."""
_ALSO = 0.8
"""Share of the best passage's score that a block needs to be quoted beside the summary."""
_NEARBY = 3
"""Passages that count as the surroundings of the nearest one."""
_WORDS = 0.4
"""Weight of covered words beside the cosine, where parts and passages are compared."""
_COMMON = 0.1
"""Weight of a word that stands on every page."""
_PART = 0.5
"""What it counts when only a part of a compound is found."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a question (`search.analysis.parts`), read in the language of a page."""

    tokens: tuple[Token, ...]
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Rarity:
    """What a word of a question weighs. Numbers and names of places weigh nothing: they say where, not what."""

    frequencies: Frequencies
    ignored: frozenset[str] = frozenset()
    """Folded names of places."""

    @property
    def least(self) -> float:
        """Half the weight of a word that stands nowhere."""
        return 0.5 * log(self.frequencies.texts + 2)

    def of(self, token: Token) -> float:
        """Inverse document frequency, near 0 for a word that every page has."""
        if token.spellings[0].isdigit() or not self.ignored.isdisjoint(token.spellings):
            return 0.0
        pages = max((self.frequencies.of.get(stem, 0) for stem in token.stems), default=0)
        return _COMMON + max(0.0, log((self.frequencies.texts + 1) / (pages + 1)))


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signs that a page answers a question, each 0 to 1."""

    cosine: float
    """Of the nearest passage."""
    nearby: float
    """Mean cosine of the nearest three: a page about the matter has more than one near passage."""
    coverage: float
    """Share of the question's words that stand together in one passage."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Logistic regression on the evidence.

    One set of factors serves texts in the language of the question, the other all others, where
    words hardly ever agree.
    """

    same: Mapping[str, float]
    other: Mapping[str, float]
    answered: float
    partly: float

    def confidence(self, evidence: Evidence, relation: Relation) -> float:
        """How probably the page answers the question, 0 to 1."""
        factors = self.same if relation is Relation.SAME else self.other
        signs = asdict(evidence)
        logit = factors["bias"] + sum(factors[name] * sign for name, sign in signs.items())
        return 1 / (1 + exp(-logit))

    def status(self, confidence: float) -> AnswerStatus:
        """What may be said at this confidence."""
        if confidence >= self.answered:
            return AnswerStatus.ANSWERED
        return AnswerStatus.PARTLY if confidence >= self.partly else AnswerStatus.NONE


@lru_cache(maxsize=1)
def fitted_judge() -> Judge:
    """The judge that ships; `python -m search fit` made it."""
    return Judge(**json.loads(FITTED.read_text(encoding="utf-8"))["answer"])


def evidence(asked: Sequence[Part], passages: Sequence[Passage], rarity: Rarity) -> Evidence:
    """How well a page, given by all its passages in one language, fits the part of the question it fits best."""
    if not passages:
        return Evidence(0.0, 0.0, 0.0)
    known = [_terms(passage) for passage in passages]
    return max(
        (_evidence_of_part(part, passages, known, rarity) for part in asked),
        key=lambda found: found.cosine + _WORDS * found.coverage,
    )


def _evidence_of_part(
    part: Part, passages: Sequence[Passage], known: Sequence[frozenset[str]], rarity: Rarity
) -> Evidence:
    vectors = np.stack([passage.vector for passage in passages])
    cosines = np.sort(np.maximum(vectors @ part.vector, 0.0))[::-1]
    weighed = _weighed(part.tokens, rarity)
    return Evidence(
        cosine=float(cosines[0]),
        nearby=float(cosines[:_NEARBY].mean()),
        coverage=max(_share(weighed, terms, rarity.least) for terms in known),
    )


def coverage(asked: Iterable[Token], known: frozenset[str], rarity: Rarity) -> float:
    """Share of the question's words that are `known`, weighted by rarity.

    A question without a single rare word has said nothing yet, so its share stays small.
    """
    return _share(_weighed(asked, rarity), known, rarity.least)


def _weighed(asked: Iterable[Token], rarity: Rarity) -> list[tuple[float, Token]]:
    """Each word once with its weight."""
    return [(rarity.of(token), token) for token in {token.stems: token for token in asked}.values()]


def _share(weighed: Iterable[tuple[float, Token]], known: frozenset[str], least: float) -> float:
    total, found = least, 0.0
    for weight, token in weighed:
        total += weight
        if not known.isdisjoint(token.stems):
            found += weight
        elif not known.isdisjoint(token.parts):
            found += _PART * weight
    return found / total


def quotes(asked: Sequence[Part], passages: Sequence[Passage], rarity: Rarity) -> list[tuple[int, ...]]:
    """Runs of block positions that answer, best first: the summary, one run of blocks, or both."""

    def fit(passage: Passage) -> float:
        known = _terms(passage)
        return max(
            float(passage.vector @ part.vector) + _WORDS * coverage(part.tokens, known, rarity)
            for part in asked
        )

    scored = sorted(((fit(passage), n) for n, passage in enumerate(passages)), reverse=True)
    ranked = [(score, passages[n]) for score, n in scored]
    blocks = [pair for pair in ranked if pair[1].document.position != SUMMARY]
    if not blocks:
        return [(SUMMARY,)] if ranked else []
    score, block = blocks[0]
    if score == ranked[0][0]:
        return [_run(block, passages), (SUMMARY,)]
    return [(SUMMARY,), _run(block, passages)] if score >= _ALSO * ranked[0][0] else [(SUMMARY,)]


def _terms(passage: Passage) -> frozenset[str]:
    document = passage.document
    return _terms_of(f"{document.title}\n{document.heading}\n{document.text}", document.lang)


@lru_cache(maxsize=5_000)
def _terms_of(text: str, lang: str) -> frozenset[str]:
    return frozenset(analyse(text, lang).stems.split())


def _run(best: Passage, passages: Sequence[Passage]) -> tuple[int, ...]:
    """The block alone, or the whole list it belongs to with the line that introduces it."""
    kinds = {
        passage.document.position: passage.document.block
        for passage in passages
        if passage.document.position != SUMMARY and passage.document.heading == best.document.heading
    }
    at = best.document.position
    if kinds.get(at) not in _LIST:
        if not best.document.text.rstrip().endswith(":") or kinds.get(at + 1) not in _LIST:
            return (at,)
        first = at + 1
    else:
        first = at
        while kinds.get(first - 1) is kinds[at]:
            first -= 1
    last = first
    while kinds.get(last + 1) is kinds[first]:
        last += 1
    first = max(first, min(at, last - _LONGEST_LIST + 1))
    run = range(first, min(last, first + _LONGEST_LIST - 1) + 1)
    introduced = kinds.get(first - 1) is BlockKind.PARAGRAPH
    return (first - 1, *run) if introduced else tuple(run)
