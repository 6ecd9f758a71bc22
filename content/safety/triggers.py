"""What calls for a safety line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words of one language that call for one safety line.

    Each entry of `any` is a set of words that must all occur within one sentence, in any order. A
    word may end in `*` (words that begin so) or start with it (words that end so), and may name
    several that will do: `schlägt|schlug|haut`. A sentence that holds one of the phrases `unless`
    calls for nothing.
    """

    line: str
    any: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...] = ()
