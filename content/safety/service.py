"""Which safety lines a message calls for. Missing one is worse than showing one too many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from content.safety.models import SafetyLine
from content.safety.triggers import Trigger
from content.text import fold, words

# A point between digits (`14.30`) ends no sentence; a single line end in a chat does not either.
_SENTENCE_END: Final = re.compile(r"[!?؟۔።…]+|(?<!\d)\.+|\.+(?!\d)|\n\s*\n")
_JOINED_ARABIC: Final = re.compile(r"[وف](?=[\u0621-\u064a]{3})")


@dataclass(frozen=True, slots=True)
class _Call:
    """All of `patterns` in one sentence call for `line`, unless one of the phrases stands there."""

    line: str
    patterns: frozenset[str]
    unless: tuple[str, ...]


class SafetyNet:
    """Matches messages of any language against the triggers of all languages."""

    def __init__(self, lines: Iterable[SafetyLine], triggers: Mapping[str, Iterable[Trigger]]) -> None:
        self._lines = {line.slug: line for line in sorted(lines, key=lambda line: (line.rank, line.slug))}
        self._calls: dict[str, list[_Call]] = {}
        self._phrases: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        """By a word that must stand in the sentence, the longest of the phrase; empty where there is none."""
        self._starts: set[str] = set()
        self._ends: set[str] = set()
        for trigger in (trigger for found in triggers.values() for trigger in found):
            if trigger.line in self._lines:
                self._add(trigger)
        self._longest = max(map(len, self._starts | self._ends), default=0)

    def _add(self, trigger: Trigger) -> None:
        unless = tuple(self._pattern(phrase) for phrase in trigger.unless)
        for entry in trigger.any:
            for words_together in product(*(word.split("|") for word in entry)):
                patterns = frozenset(self._pattern(word) for word in words_together)
                # Filed under the longest pattern, which is the rarest in most sentences.
                rarest = max(sorted(patterns), key=len)
                self._calls.setdefault(rarest, []).append(_Call(trigger.line, patterns, unless))

    def _pattern(self, written: str) -> str:
        """The folded form of a word or phrase of a trigger, filed by how it is looked for."""
        parts = _pattern_words(written)
        pattern = " ".join(parts)
        both_ends = pattern.startswith("*") and pattern.endswith("*")
        if len(parts) > 1 or both_ends:
            anchor = max((part for part in parts if "*" not in part), key=len, default="")
            phrase = (pattern, _phrase_expression(parts))
            if phrase not in self._phrases.setdefault(anchor, []):
                self._phrases[anchor].append(phrase)
        elif pattern.endswith("*"):
            self._starts.add(pattern[:-1])
        elif pattern.startswith("*"):
            self._ends.add(pattern[1:])
        return pattern

    def match(self, text: str, lang: str) -> tuple[SafetyLine, ...]:  # noqa: ARG002 - people write in any language
        """The lines `text` calls for, most urgent first.

        `lang` is the language of the talk; the triggers of every language are tried all the same.
        """
        called: set[str] = set()
        for sentence in sentences(text):
            found = self._found(sentence)
            for pattern in found:
                called.update(call.line for call in self._calls.get(pattern, ()) if _calls(call, found))
        return tuple(line for slug, line in self._lines.items() if slug in called)

    def _found(self, sentence: Sequence[str]) -> set[str]:
        """All patterns that occur in a sentence of folded words."""
        found: set[str] = set()
        for word in sentence:
            for form in _forms(word):
                found.add(form)
                for length in range(1, min(len(form), self._longest) + 1):
                    if form[:length] in self._starts:
                        found.add(f"{form[:length]}*")
                    if form[-length:] in self._ends:
                        found.add(f"*{form[-length:]}")
        joined = " ".join(sentence)
        phrases = [phrase for anchor in ("", *found) for phrase in self._phrases.get(anchor, ())]
        found.update(pattern for pattern, expression in phrases if expression.search(joined))
        return found


def sentences(text: str) -> Iterator[list[str]]:
    """The sentences of `text` as lists of folded words."""
    for sentence in _SENTENCE_END.split(text):
        found = [word for word, _, _ in words(sentence)]
        if found:
            yield found


def _calls(call: _Call, found: set[str]) -> bool:
    return call.patterns <= found and not any(phrase in found for phrase in call.unless)


def _forms(word: str) -> tuple[str, ...]:
    """The word, and in Arabic script also without the `and` or `so` written on to it."""
    return (word, word[1:]) if _JOINED_ARABIC.match(word) else (word,)


def _pattern_words(written: str) -> list[str]:
    """Folded words of a trigger's word or phrase, with the stars that stand at their ends."""
    parts: list[str] = []
    for raw in written.split():
        inner = [word for word, _, _ in words(raw)] or [fold(raw.strip("*"))]
        inner[0] = f"*{inner[0]}" if raw.startswith("*") else inner[0]
        inner[-1] = f"{inner[-1]}*" if raw.endswith("*") else inner[-1]
        parts.extend(inner)
    return parts


def _phrase_expression(parts: Iterable[str]) -> re.Pattern[str]:
    """Words that follow each other, anywhere in a sentence of words joined by blanks."""
    phrase = " ".join(re.escape(part).replace(r"\*", r"\S*") for part in parts)
    return re.compile(rf"(?<!\S)[وف]?{phrase}(?!\S)")
