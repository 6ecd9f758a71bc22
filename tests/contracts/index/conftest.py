"""Every engine under the same tests. A new one is a line in OPENERS."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.index.embedded import EmbeddedIndex
from search.index.port import Index

OPENERS: dict[str, Callable[[Path], Index]] = {"embedded": lambda folder: EmbeddedIndex(folder / "index")}


@pytest.fixture(params=sorted(OPENERS))
def empty_index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    """An index in which nothing has been built."""
    index = OPENERS[request.param](tmp_path)
    yield index
    index.close()
