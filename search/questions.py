"""A question, read once: its language, its words, its vectors, and who reads the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from content.languages import SOURCE
from search.analysis.language import Detection, detect
from search.analysis.parts import parts
from search.analysis.terms import Token, tokens
from search.analysis.words import spellings, words
from search.answers import Part
from search.index.port import Vectors
from search.model.encoder import Encoder
from search.models import Query

_LONGEST: Final = 2000
"""Characters of a question that are searched for; what follows in a pasted letter is left out."""
_FALLBACKS: Final = {"prs": ("fa",), "fa": ("prs",), "de-simple": ("de",)}
_LAST_RESORT: Final = (SOURCE, "en")


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asked, ready for every engine."""

    text: str
    matter: str
    """The text without names of places and numbers: what is asked, not where."""
    lang: str
    """The language it is written in, as far as can be told; else the interface language."""
    tokens: tuple[Token, ...]
    parts: tuple[str, ...]
    """The whole matter, then its parts."""
    vectors: Vectors
    """One row a part."""
    readers: tuple[str, ...]
    """Languages to show results in, best first."""

    @property
    def vector(self) -> Vectors:
        """The vector of the whole matter."""
        return np.asarray(self.vectors[0])

    def read_as(self, lang: str) -> list[Part]:
        """The parts as somebody reads them who knows `lang`; the whole comes first."""
        return [
            Part(tuple(tokens(part, lang)), np.asarray(self.vectors[number]))
            for number, part in enumerate(self.parts)
        ]

    def reader_language(self, there: Sequence[str]) -> str | None:
        """Which of the languages a page exists in serves this reader best; the first one when none does."""
        return next((lang for lang in self.readers if lang in there), there[0] if there else None)


def read_question(query: Query, encoder: Encoder, places: frozenset[str] = frozenset()) -> Question:
    """Read a query; `places` are folded words of place names."""
    text = query.text[:_LONGEST].strip()
    matter = _matter(text, places)
    detection = detect(text, query.lang)
    asked = parts(matter)
    return Question(
        text=text,
        matter=matter,
        lang=detection.lang,
        tokens=tuple(tokens(text, detection.lang)),
        parts=asked,
        vectors=encoder.encode_queries(asked),
        readers=_readers(detection, query.lang),
    )


def _matter(text: str, places: frozenset[str]) -> str:
    """The lines of `text` without places and numbers; the text itself when nothing else is said."""
    lines = (" ".join(w for w in line.split() if not _is_where(w, places)) for line in text.splitlines())
    kept = "\n".join(lines).strip()
    return kept if any(char.isalpha() for char in kept) else text


def _is_where(written: str, places: frozenset[str]) -> bool:
    found = words(written, SOURCE)
    return bool(found) and all(w.isdigit() or not places.isdisjoint(spellings(w)) for w in found)


def _readers(detection: Detection, interface: str) -> tuple[str, ...]:
    """The language written in where the text says so, then the interface, then relatives, German, English."""
    wanted = (detection.lang, interface) if detection.confident else (interface, detection.lang)
    chain = [lang for tag in wanted for lang in (tag, *_FALLBACKS.get(tag, ()))]
    return tuple(dict.fromkeys((*chain, *_LAST_RESORT)))
