"""The parts of a message that may each be the question: sentences, and runs in one script.

People tell who they are and where they live beside what they ask («Where is a nursery? He is two
and we live in Dortmund»), and mix scripts. Taken as a whole such a message is like nothing in the
library, while one part of it is.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

from search.analysis.scripts import Script, script_of_word

_SENTENCE_END: Final = re.compile(r"(?<=[.!?؟۔።…])\s+|\n+|[;؛]")
_FEWEST_WORDS: Final = 3
_MANY: Final = 8


def parts(text: str) -> tuple[str, ...]:
    """The whole text first, then its parts of three words and more, eight at most."""
    sentences = [sentence.strip() for sentence in _SENTENCE_END.split(text)]
    runs = [run for sentence in sentences for run in (sentence, *_runs(sentence))]
    long_enough = [run for run in runs if len(run.split()) >= _FEWEST_WORDS]
    return tuple(dict.fromkeys((text, *long_enough)))[: _MANY + 1]


def _runs(sentence: str) -> list[str]:
    """Runs of words in one script; numbers stay with the words before them."""
    script = Script.OTHER
    scripts = []
    for word in sentence.split():
        own = script_of_word(word)
        script = script if own is Script.OTHER else own
        scripts.append((script, word))
    return [" ".join(word for _, word in run) for _, run in groupby(scripts, key=lambda pair: pair[0])]
