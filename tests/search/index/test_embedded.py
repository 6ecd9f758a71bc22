"""What is particular to the embedded engine: its files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from search.errors import IndexMissingError
from search.index import layout
from search.index.embedded import EmbeddedIndex
from search.index.port import Manifest
from search.models import Document, DocumentKind

ROW = Document("a:de:0", DocumentKind.ARTICLE, "a", "de", "Titel", "", "Text", 0)
VECTOR = np.ones((1, 4), dtype=np.float32)
MANIFEST = Manifest("model", "library", 1)


def built(folder: Path) -> EmbeddedIndex:
    index = EmbeddedIndex(folder)
    index.build([ROW], VECTOR, MANIFEST)
    return index


def generations(folder: Path) -> list[Path]:
    return sorted(folder.glob("generation-*"))


def test_a_build_that_was_broken_off_leaves_the_index_as_it_was(folder: Path) -> None:
    index = built(folder)
    (folder / "generation-broken").mkdir()
    (folder / "generation-broken" / layout.DATABASE).write_bytes(b"half a file")
    assert index.document(DocumentKind.ARTICLE, "a", "de", 0) == ROW
    index.build([ROW], VECTOR, MANIFEST)
    assert not (folder / "generation-broken").exists()


def test_the_generation_before_stays_for_its_readers_and_older_ones_go(folder: Path) -> None:
    index = built(folder)
    (first,) = generations(folder)
    index.build([ROW], VECTOR, MANIFEST)
    assert first in generations(folder)
    index.build([ROW], VECTOR, MANIFEST)
    assert first not in generations(folder)
    assert len(generations(folder)) == 2


@pytest.mark.parametrize("content", ["", "{}", "no json", '{"fingerprint": 1}'])
def test_a_damaged_manifest_is_a_missing_index(folder: Path, content: str) -> None:
    built(folder)
    (generations(folder)[0] / layout.MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(IndexMissingError, match="make reindex"):
        assert EmbeddedIndex(folder).manifest


def test_an_index_of_another_form_is_not_read(folder: Path) -> None:
    EmbeddedIndex(folder).build([ROW], VECTOR, Manifest("model", "library", 1, format=0))
    with pytest.raises(IndexMissingError, match="another form"):
        assert EmbeddedIndex(folder).manifest


@pytest.mark.parametrize("lost", [layout.DATABASE, layout.VECTORS])
def test_lost_files_are_a_missing_index(folder: Path, lost: str) -> None:
    built(folder)
    (generations(folder)[0] / lost).unlink()
    with pytest.raises(IndexMissingError, match="make reindex"):
        assert EmbeddedIndex(folder).manifest


def test_it_can_be_read_without_the_right_to_write(folder: Path) -> None:
    built(folder).close()
    for path in generations(folder)[0].iterdir():
        path.chmod(0o444)
    index = EmbeddedIndex(folder)
    assert index.document(DocumentKind.ARTICLE, "a", "de", 0) == ROW
    index.close()


def test_distances_agree_with_the_haversine_of_a_single_point() -> None:
    points = np.array([[51.514, 7.468], [np.nan, np.nan]])
    near, nowhere = layout.distances_km((50.938, 6.957), points)
    assert near == pytest.approx(73.4, abs=0.5)
    assert np.isnan(nowhere)
