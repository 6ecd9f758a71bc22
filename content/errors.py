"""The exceptions of `content`.

ContentError                      anything this package raises on purpose
├── LibraryError                  a file of the library cannot be read; names file, place and remedy
├── NotFoundError                 nothing with this key: an article, an offer, a place
│   ├── ArticleNotFound
│   ├── OfferNotFound
│   ├── OfferKindNotFound
│   └── PlaceNotFound             a postcode that no place of the library has
└── StoreError                    the database cannot be opened, written or migrated
"""

from __future__ import annotations

from pathlib import Path


class ContentError(Exception):
    """Catch this to catch everything `content` raises on purpose."""


class LibraryError(ContentError):
    """A file of the library that cannot be read as what its place says it is."""

    def __init__(self, path: Path, where: str, problem: str, remedy: str) -> None:
        super().__init__(f"{path}: {where}: {problem} {remedy}")
        self.path = path
        self.where = where
        self.problem = problem
        self.remedy = remedy


class NotFoundError(ContentError):
    """Nothing is stored under this key."""

    noun = "entry"

    def __init__(self, key: str) -> None:
        super().__init__(f"no {self.noun} {key!r}")
        self.key = key


class ArticleNotFound(NotFoundError):
    """No article has this slug."""

    noun = "article"


class OfferNotFound(NotFoundError):
    """No offer has this id."""

    noun = "offer"


class OfferKindNotFound(NotFoundError):
    """No kind of offer has this slug."""

    noun = "offer kind"


class PlaceNotFound(NotFoundError):
    """No place of the library has this postcode or name."""

    noun = "place"


class StoreError(ContentError):
    """The database cannot be opened, written or brought to the present schema."""
