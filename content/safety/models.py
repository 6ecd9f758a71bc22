"""What a safety line is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HelpNumber:
    """A telephone number that holds nationwide or for the whole Land."""

    number: str
    """As it is dialled and read: `112`, `0800 1110111`."""
    label: dict[str, str]
    """By language: who answers, when, in which languages, what it costs."""


@dataclass(frozen=True, slots=True)
class SafetyLine:
    """One emergency: what to say, whom to call, and the words that call for it."""

    slug: str
    rank: int
    """Smaller comes first when several lines fit."""
    title: dict[str, str]
    text: dict[str, str]
    numbers: tuple[HelpNumber, ...]
    offer_kinds: tuple[str, ...]
    private: bool
    """Sensitive: nothing of the conversation is kept, the page shows a quick exit."""
