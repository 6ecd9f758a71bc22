"""What a topic is: the shelf an article stands on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with its names by language and the word that names its icon."""

    slug: str
    names: dict[str, str]
    icon: str
