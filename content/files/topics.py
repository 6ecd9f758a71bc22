"""Topics as a file: `topics.yaml`, topic slug to names and icon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from content.articles.topics import Topic
from content.files.canonical import by_language, dump
from content.files.entries import SLUG, load_entry

FILE: Final = "topics.yaml"


def read_topics(path: Path) -> list[Topic]:
    """All topics, in the order of the file."""
    return list(_read(path))


def _read(path: Path) -> Iterator[Topic]:
    root = load_entry(path)
    for slug in root.data_keys():
        if not SLUG.fullmatch(slug):
            raise root.error(slug, f"{slug!r} is no key.", "Use small letters a-z, digits and hyphens.")
        entry = root.entry(slug)
        yield Topic(slug, entry.by_language("names"), entry.slug("icon"))
        entry.finish()


def topic_files(topics: Iterable[Topic]) -> Iterator[tuple[str, str]]:
    """Path and text of the file of `topics`."""
    data = {topic.slug: {"names": by_language(topic.names), "icon": topic.icon} for topic in topics}
    if data:
        yield FILE, dump(data)
