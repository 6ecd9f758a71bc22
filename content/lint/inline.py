"""Inline Markdown of a block: what links it holds and what it must not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark")


@dataclass(frozen=True, slots=True)
class Inline:
    """Links in their order, and the text without marks and addresses."""

    links: tuple[str, ...]
    text: str
    problems: tuple[tuple[str, str], ...]
    """Problem and remedy of each mistake."""


def read_inline(markdown: str) -> Inline:
    """Links, plain text and mistakes of one block."""
    tokens = [token for top in _PARSER.parseInline(markdown) for token in top.children or []]
    links = tuple(str(token.attrs["href"]) for token in tokens if token.type == "link_open")
    text = "".join(token.content for token in tokens if token.type in {"text", "text_special"})
    return Inline(links, text, tuple(_problems(tokens, text)))


def _problems(tokens: list[Token], text: str) -> Iterator[tuple[str, str]]:
    refused = {token.type for token in tokens} & {
        "html_inline",
        "image",
        "code_inline",
        "softbreak",
        "hardbreak",
    }
    for kind in sorted(refused):
        yield f"There is {kind.replace('_', ' ')}.", "Use **bold**, *italic* and [links](address) only."
    if "](" in text:
        yield "A link is broken.", "Write [text](article:slug), without blanks in the address."
    if "**" in text:
        yield "A ** stands alone.", "Put ** right before and right behind the bold words."


def link_problem(target: str, articles: set[str], kinds: set[str]) -> tuple[str, str] | None:
    """Problem and remedy of an address that leads nowhere."""
    scheme, _, rest = target.partition(":")
    match scheme:
        case "article":
            return None if rest in articles else (f"There is no article {rest!r}.", "Correct the slug.")
        case "offer-kind":
            return None if rest in kinds else (f"There is no kind of offer {rest!r}.", "Correct the slug.")
        case "https" | "tel" | "mailto":
            return None
        case _:
            problem = f"The address {target!r} is of no known kind."
            return problem, "Use article:slug, offer-kind:slug, https://…, tel:… or mailto:…."
