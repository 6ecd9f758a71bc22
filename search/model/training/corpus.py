"""Reads the parallel text: sentence pairs of every language with English and with German."""

from __future__ import annotations

import lzma
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from search.errors import ModelError
from search.model.training.cleaning import clean, held_out_key, in_its_script, teaches

PIVOT: Final = "en"
SOURCE: Final = "de"
_TRANSLATIONS_KEPT: Final = 2
"""German translations of one English sentence that are joined to a third language."""

Pair = tuple[str, str]


@dataclass(slots=True)
class Bitext:
    """Cleaned sentence pairs by direction: `("ar", "de")` holds (Arabic, German)."""

    pairs: dict[tuple[str, str], list[Pair]] = field(default_factory=dict)
    origins: Counter[str] = field(default_factory=Counter)
    """Pairs kept by origin, for the model card."""

    def texts(self) -> dict[str, list[str]]:
        """Every text once, by language, in a fixed order."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for (left, right), pairs in self.pairs.items():
            for one, other in pairs:
                found[left][one] = None
                found[right][other] = None
        return {lang: list(texts) for lang, texts in found.items()}


def read_bitext(folder: Path, held_out: frozenset[str]) -> Bitext:
    """Read `<left>-<right>*.tsv.xz` (text, text, origin), clean, drop what is held out, and join on English.

    Raises ModelError when the folder holds no such file.
    """
    bitext = Bitext()
    files = sorted(folder.glob("*.tsv.xz"))
    if not files:
        raise ModelError(f"No parallel text in {folder}: expected files such as en-ar.tsv.xz.")
    seen: dict[tuple[str, str], dict[Pair, None]] = defaultdict(dict)
    for path in files:
        left, right = path.name.split(".")[0].split("-")
        for one, other, origin in _rows(path):
            pair = _clean_pair(one, other, (left, right), held_out)
            if pair is not None and (kept := (pair[1], pair[0])) not in seen[right, left]:
                seen[right, left][kept] = None
                bitext.origins[origin] += 1
    _join_on_english(seen)
    bitext.pairs = {direction: list(pairs) for direction, pairs in sorted(seen.items())}
    return bitext


def _rows(path: Path) -> Iterator[tuple[str, str, str]]:
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 3:
                yield columns[0], columns[1], columns[2]


def _clean_pair(one: str, other: str, langs: tuple[str, str], held_out: frozenset[str]) -> Pair | None:
    left, right = clean(one), clean(other)
    if not (in_its_script(left, langs[0]) and in_its_script(right, langs[1]) and teaches(left, right)):
        return None
    if held_out_key(left) in held_out or held_out_key(right) in held_out:
        return None
    return left, right


def _join_on_english(seen: dict[tuple[str, str], dict[Pair, None]]) -> None:
    """Add (X, German) wherever X and German translate the same English sentence."""
    german: dict[str, list[str]] = defaultdict(list)
    for source, english in seen.get((SOURCE, PIVOT), {}):
        if len(german[english]) < _TRANSLATIONS_KEPT:
            german[english].append(source)
    for lang, pivot in list(seen):
        if pivot == PIVOT and lang != SOURCE:
            for text, english in seen[lang, PIVOT]:
                for source in german.get(english, ()):
                    if teaches(text, source):
                        seen[lang, SOURCE][text, source] = None


def taught(left: str, right: str) -> bool:
    """Whether pairs go this way round: to English from everywhere, to German from everywhere else."""
    return right == PIVOT or (right == SOURCE and left != PIVOT)


def sample_for_tokenizer(texts: dict[str, list[str]], budget: dict[str, int], seed: int) -> Iterator[str]:
    """Texts of every language in a shuffled order until its budget of characters is used up."""
    for lang in sorted(texts):
        order = random.Random(f"{seed}-{lang}").sample(texts[lang], len(texts[lang]))  # noqa: S311 - a sample, no secret
        left = budget[lang]
        for text in order:
            if left <= 0:
                break
            left -= len(text)
            yield text


def keys(texts: Iterable[str], shortest: int = 4) -> Iterator[str]:
    """Keys of the texts that are sentences: of at least so many words."""
    for text in texts:
        if len(text.split()) >= shortest:
            yield held_out_key(clean(text))
