"""Everything that teaches, gathered and rid of what the model is measured on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from content.files.library import Library
from search.model.training.corpus import Bitext, Pair, read_bitext, sample_for_tokenizer
from search.model.training.heldout import held_out_sentences, judged_pages
from search.model.training.library import ORIGIN, library_bitext, library_questions
from search.model.training.questions import Question, page_bitext, read_pages, read_questions
from search.model.training.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Lessons:
    """Sentence pairs, and questions with passages."""

    bitext: Bitext
    questions: list[Question]
    own_questions: int
    """How many of the questions come from the project's own library."""

    @property
    def pair_count(self) -> int:
        """Sentence pairs of all directions."""
        return sum(len(pairs) for pairs in self.bitext.pairs.values())

    def origins(self) -> Counter[str]:
        """How many sentence pairs and questions each origin gave."""
        return self.bitext.origins + Counter(one.origin for one in self.questions)

    def tokenizer_sample(self, recipe: Recipe) -> Iterator[str]:
        """Balanced text of all languages, and all questions and passages."""
        texts = self.bitext.texts()
        budget = {lang: recipe.characters(lang) for lang in texts}
        asked = dict.fromkeys(chain.from_iterable((one.text, one.passage) for one in self.questions))
        return chain(sample_for_tokenizer(texts, budget, recipe.seed), asked)


def read_lessons(data: Path, held_out: Path | None, library: Library) -> Lessons:
    """Read `parallel/` and `qa/` below the data folder and the library; raises ModelError without data."""
    judged = judged_pages(held_out)
    pages = {name: page for name, page in read_pages(data / "qa").items() if name not in judged}
    forbidden = held_out_sentences(held_out, frozenset(pages))
    bitext = read_bitext(data / "parallel", forbidden)
    _extend(bitext, page_bitext(pages), "omos-train")
    _extend(bitext, library_bitext(library), ORIGIN)
    own = library_questions(library)
    return Lessons(bitext, [*read_questions(data / "qa", pages, forbidden), *own], len(own))


def _extend(bitext: Bitext, more: dict[tuple[str, str], list[Pair]], origin: str) -> None:
    for direction, pairs in more.items():
        known = dict.fromkeys(bitext.pairs.get(direction, []))
        before = len(known)
        known.update(dict.fromkeys(pairs))
        bitext.pairs[direction] = list(known)
        bitext.origins[origin] += len(known) - before
