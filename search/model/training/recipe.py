"""Every number of the training in one place."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from content.languages import LANGUAGES, SOURCE

PORTAL_LANGUAGES: Final = frozenset(LANGUAGES)
"""Languages of the library; the others of the data help them and widen who can ask."""

_PASSAGE_SHARES: Final = {"de": 0.35, "en": 0.15, "ar": 0.15, "uk": 0.15, "fr": 0.15}
"""Passages are German more than anything else: offers and new articles are, and all must find them."""
_OTHER_PASSAGE_SHARE: Final = 0.02


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is trained. The defaults are those of the shipped one."""

    seed: int = 20261121
    vocabulary: int = 96_000
    """Pieces of the tokenizer, which is the rows of the table."""
    dimensions: int = 256
    matryoshka: tuple[int, ...] = (256, 128, 64)
    """Prefixes of the vectors that are trained to work alone."""
    portal_characters: int = 4_000_000
    """Characters a portal language gives to the tokenizer at most, so that no large one eats the table."""
    other_characters: int = 700_000
    rarest_gram: int = 2
    """Runs of letters that fewer pieces have are not shared."""
    batch: int = 2048
    question_batch: int = 1536
    bitext_steps: int = 3000
    question_steps: int = 1500
    question_every: int = 3
    """In the second stage one step of so many is questions; the others keep the languages aligned."""
    scale: float = 20.0
    """Inverse temperature of the contrastive loss."""
    learning_rate: float = 0.01
    last_rate: float = 0.05
    """Share of the learning rate that is left at the end of the cosine."""
    warm_up: int = 100
    """Steps until the learning rate is reached."""
    portal_preference: float = 1.5
    """Between two languages of the library there are so many times more steps than by size alone."""
    source_preference: float = 1.5
    """Likewise with German, which offers and articles are written in."""
    token_dropout: float = 0.1
    """Share of pieces left out of every text of a batch, so that no word is leaned on alone."""
    longest_sentence: int = 96
    longest_passage: int = 256

    def characters(self, lang: str) -> int:
        """What a language may give to the tokenizer."""
        return self.portal_characters if lang in PORTAL_LANGUAGES else self.other_characters

    @property
    def steps(self) -> int:
        """Steps of both stages."""
        return self.bitext_steps + self.question_steps

    def rate(self, step: int) -> float:
        """Learning rate of a step, counted through both stages: up in a line, then down along a cosine."""
        cosine = (1 + math.cos(math.pi * step / self.steps)) / 2
        falling = self.last_rate + (1 - self.last_rate) * cosine
        return self.learning_rate * falling * min(1.0, (step + 1) / self.warm_up)

    def chance(self, direction: tuple[str, str], pairs: int) -> float:
        """How often a direction of languages is drawn: by the root of its size, so that small ones are not lost."""
        chance = math.sqrt(pairs)
        if set(direction) <= PORTAL_LANGUAGES:
            chance *= self.portal_preference
        return chance * (self.source_preference if SOURCE in direction else 1)

    def passage_share(self, lang: str) -> float:
        """How often passages of a language are drawn in the second stage; shares need not add up to one."""
        return _PASSAGE_SHARES.get(lang, _OTHER_PASSAGE_SHARE)
