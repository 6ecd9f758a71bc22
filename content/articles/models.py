"""What an article is.

The German text is the source. Block n of every other language translates block n of the German
text and carries the hash of the German block it was made from; so a translation goes stale block
by block, never page by page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from content.languages import SOURCE


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    STEP = "step"


class Origin(StrEnum):
    """Who wrote a text; readers see it."""

    HUMAN = "human"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or one list item. `text` is inline Markdown on one line."""

    kind: BlockKind
    text: str
    level: int = 0
    """Heading level (2 or 3); 0 for everything that is no heading."""

    @property
    def hash(self) -> str:
        """Eight hex digits that change when kind or wording change."""
        return text_hash(f"{self.kind}{self.level}:{self.text}")


def text_hash(text: str) -> str:
    """First eight hex digits of the SHA-256 of `text`."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class SourceHashes:
    """Hashes of the German title, summary and blocks a translation was made from."""

    title: str
    summary: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article in one language."""

    lang: str
    title: str
    summary: str
    """The answer in two sentences; stands on top of the page."""
    questions: tuple[str, ...]
    """As people ask; they train search and dialogue and are never test questions."""
    origin: Origin
    reviewed_by: str | None
    reviewed_on: date | None
    blocks: tuple[Block, ...]
    source_hashes: SourceHashes | None = None
    """None in the German source, and in a translation nobody has stamped yet."""

    @property
    def checked_by_person(self) -> bool:
        """Whether a named person has reviewed this text."""
        return self.reviewed_by is not None

    def hashes(self) -> SourceHashes:
        """Hashes of this text, as a translation of it would record them."""
        blocks = tuple(block.hash for block in self.blocks)
        return SourceHashes(text_hash(self.title), text_hash(self.summary), blocks)

    def sections(self) -> Iterator[tuple[Block | None, Sequence[tuple[int, Block]]]]:
        """Each heading with the numbered blocks below it; blocks before any heading come with None."""
        heading: Block | None = None
        body: list[tuple[int, Block]] = []
        for position, block in enumerate(self.blocks):
            if block.kind is BlockKind.HEADING:
                if body or heading:
                    yield heading, body
                heading, body = block, []
            else:
                body.append((position, block))
        if body or heading:
            yield heading, body


@dataclass(frozen=True, slots=True)
class Source:
    """An official page that says what the article says."""

    authority: str
    title: str
    url: str
    as_of: date
    """The day up to which this source is known to say so."""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A law the article rests on, such as `§ 24 SGB VIII`."""

    name: str
    url: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Article:
    """A topic in all its languages, with everything a reader may ask about its trustworthiness."""

    slug: str
    topic: str
    audience: tuple[str, ...]
    offer_kinds: tuple[str, ...]
    checks: tuple[str, ...]
    terms: tuple[str, ...]
    legal_basis: tuple[LegalBasis, ...]
    sources: tuple[Source, ...]
    owner: str
    reviewed_on: date
    review_due: date
    serves: tuple[str, ...]
    """Rows of the fact sheets this article answers for: `state-35`, `federal-S03`."""
    texts: dict[str, ArticleText]

    @property
    def source(self) -> ArticleText:
        """The German text."""
        return self.texts[SOURCE]

    def stale_blocks(self, lang: str) -> tuple[int, ...]:
        """Positions of blocks of `lang` whose German block has changed since the translation."""
        recorded = self.texts[lang].source_hashes
        if recorded is None:
            return ()
        now = self.source.hashes().blocks
        return tuple(i for i, (was, is_) in enumerate(zip(recorded.blocks, now, strict=False)) if was != is_)
