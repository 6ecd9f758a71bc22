"""The whole library: read from a folder, written to one."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from content.articles.models import Article
from content.articles.topics import Topic
from content.errors import LibraryError
from content.files import articles, kinds, offers, places, safety, topics
from content.offers.models import Offer, OfferKind
from content.places.districts import District
from content.places.models import Place
from content.safety.models import SafetyLine
from content.safety.triggers import Trigger

LIBRARY_FOLDER: Final = Path(__file__).resolve().parent.parent / "library"
NOTE: Final = "README.md"

Item = TypeVar("Item")


@dataclass(frozen=True)
class Library:
    """Everything the files say, in the order of the files."""

    articles: tuple[Article, ...] = ()
    topics: tuple[Topic, ...] = ()
    offer_kinds: tuple[OfferKind, ...] = ()
    offers: tuple[Offer, ...] = ()
    places: tuple[Place, ...] = ()
    districts: tuple[District, ...] = ()
    place_names: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    safety_lines: tuple[SafetyLine, ...] = ()
    safety_triggers: dict[str, tuple[Trigger, ...]] = field(default_factory=dict)
    """By language."""
    notes: dict[str, str] = field(default_factory=dict)
    """Texts of the README files by path: where data come from and under which licence."""

    def hash(self) -> str:
        """SHA-256 of everything the library says; equal libraries have equal hashes."""
        return hashlib.sha256(repr(self).encode("utf-8", "surrogatepass")).hexdigest()


def read_library(folder: Path) -> Library:
    """Read all files below `folder`; raises `LibraryError` at the first that cannot be read."""
    if not folder.is_dir():
        raise LibraryError(folder, "folder", "There is no such folder.", "Name the folder of the library.")
    table, names = folder / places.TABLE, folder / places.NAMES
    found, districts = places.read_places(table) if table.exists() else ([], [])
    library = Library(
        articles=tuple(articles.read_article(path) for path in article_folders(folder)),
        topics=_read_optional(folder / topics.FILE, topics.read_topics),
        offer_kinds=_read_optional(folder / kinds.FILE, kinds.read_offer_kinds),
        offers=tuple(offer for path in offer_paths(folder) for offer in offers.read_offers(path)),
        places=tuple(found),
        districts=tuple(districts),
        place_names=places.read_place_names(names) if names.exists() else {},
        safety_lines=_read_optional(folder / safety.LINES, safety.read_safety_lines),
        safety_triggers={path.stem: tuple(safety.read_triggers(path)) for path in trigger_paths(folder)},
        notes={path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in note_paths(folder)},
    )
    check_unique(folder, library)
    return library


def _read_optional(path: Path, read: Callable[[Path], Iterable[Item]]) -> tuple[Item, ...]:
    return tuple(read(path)) if path.exists() else ()


def article_folders(folder: Path) -> list[Path]:
    """The folders of all articles, by topic and slug."""
    return sorted(path for path in folder.glob("articles/*/*") if path.is_dir())


def offer_paths(folder: Path) -> list[Path]:
    """All files of offers."""
    return sorted(folder.glob(f"{offers.FOLDER}/**/*.yaml"))


def trigger_paths(folder: Path) -> list[Path]:
    """All files of triggers."""
    return sorted(folder.glob(f"{safety.TRIGGERS}/*.yaml"))


def note_paths(folder: Path) -> list[Path]:
    """All README files."""
    return sorted(folder.glob(f"**/{NOTE}"))


def check_unique(folder: Path, library: Library) -> None:
    """Raise `LibraryError` for keys that stand twice: they would silently hide one of the two."""
    by_organization = {offer.organization.id: offer.organization for offer in library.offers}
    by_service = {offer.service.id: offer.service for offer in library.offers}
    keyed = {
        "articles": [article.slug for article in library.articles],
        kinds.FILE: [kind.slug for kind in library.offer_kinds],
        offers.FOLDER: [offer.id for offer in library.offers],
        safety.LINES: [line.slug for line in library.safety_lines],
        places.TABLE: [f"{place.postcode} {place.name}" for place in library.places],
    }
    for name, keys in keyed.items():
        for key in (key for key, times in Counter(keys).items() if times > 1):
            raise LibraryError(
                folder / name, key, f"{key!r} stands twice.", "Remove or rename one of the two."
            )
    for offer in library.offers:
        same = by_organization[offer.organization.id] == offer.organization
        if not same or by_service[offer.service.id] != offer.service:
            problem = f"Organization {offer.organization.id!r} or service {offer.service.id!r} stands twice."
            raise LibraryError(folder / offers.FOLDER, offer.id, problem, "Give each an id of its own.")


def library_files(library: Library) -> Iterator[tuple[str, str]]:
    """Path below the library folder and canonical text of every file."""
    for article in library.articles:
        yield from articles.article_files(article)
    yield from topics.topic_files(library.topics)
    yield from kinds.offer_kind_files(library.offer_kinds)
    yield from offers.offer_files(library.offers)
    yield from places.place_files(library.places, library.districts, library.place_names)
    yield from safety.safety_files(library.safety_lines, library.safety_triggers)
    yield from library.notes.items()


def write_library(library: Library, folder: Path) -> int:
    """Write all files below `folder` where they differ; returns how many were written."""
    written = 0
    for name, text in library_files(library):
        path = folder / name
        if path.exists() and path.read_bytes() == text.encode():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        written += 1
    return written
