"""Inline Markdown of the library as safe HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_INLINE: Final = MarkdownIt("zero").enable(["emphasis", "link", "escape", "entity", "backticks"])
setattr(_INLINE, "validateLink", bool)  # noqa: B010 - nh3 decides on links, below
_TAGS: Final = {"a", "strong", "em", "code"}
_SCHEMES: Final = {"http", "https", "mailto", "tel"}
_REFERENCE: Final = re.compile(r'href="(article|offer-kind):([a-z0-9-]+)"')
_MARKS: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_`]{1,2}")

Resolver = Callable[[str, str], str]
"""From (`article` or `offer-kind`, slug) to an address."""


def inline_html(text: str, resolve: Resolver) -> Markup:
    """HTML of one block; `article:` and `offer-kind:` links become addresses by `resolve`."""
    html = _REFERENCE.sub(lambda found: f'href="{resolve(found[1], found[2])}"', _rendered(text))
    return Markup(_cleaned(html))  # noqa: S704 - cleaned by nh3


def plain(text: str) -> str:
    """The words alone, for places where links and emphasis have none."""
    return _MARKS.sub(lambda found: found[1] or "", text)


@lru_cache(maxsize=4096)
def _rendered(text: str) -> str:
    return str(_INLINE.renderInline(text))


@lru_cache(maxsize=4096)
def _cleaned(html: str) -> str:
    return nh3.clean(
        html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes=_SCHEMES, link_rel="noreferrer noopener"
    )
