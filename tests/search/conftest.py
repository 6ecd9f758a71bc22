from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.building import build_index
from search.documents import documents
from search.index.embedded import EmbeddedIndex
from search.service import SearchService
from tests.search.encoders import LetterEncoder
from tests.search.library import ARTICLES, KINDS, OFFERS


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    """Search over the small library, with the letter model."""
    index = EmbeddedIndex(tmp_path_factory.mktemp("index"))
    encoder = LetterEncoder()
    build_index(index, encoder, documents(ARTICLES, OFFERS, KINDS), places=frozenset({"dortmund", "koln"}))
    yield SearchService(index, encoder)
    index.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a test may build an index of its own."""
    return tmp_path / "index"
