"""Nearest-neighbour accuracy between lines of two languages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from search.errors import EvaluationError
from search.model.bitext import accuracies, accuracy, main, read_lines

VECTORS = {"eins": [1.0, 0.0], "zwei": [0.0, 1.0], "one": [0.8, 0.6], "two": [0.6, 0.8], "both": [1.0, 0.0]}


class LookUp:
    """Knows five words."""

    dimensions = 2
    fingerprint = "look-up"

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode_documents(texts)

    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([VECTORS[text] for text in texts], dtype=np.float32)


def write(folder: Path, **lines: str) -> None:
    for lang, text in lines.items():
        (folder / f"{lang}.txt").write_text(text)


def test_accuracy_counts_rows_that_find_their_own() -> None:
    targets = np.eye(3, dtype=np.float32)
    assert accuracy(targets, targets) == 1
    assert accuracy(targets[[0, 2, 1]], targets) == pytest.approx(1 / 3)


def test_every_language_is_measured_against_german_and_english(tmp_path: Path) -> None:
    write(tmp_path, de="eins\nzwei\n", en="one\ntwo\n", fr="both\nboth\n")
    assert accuracies(read_lines(tmp_path), LookUp()) == {
        "de": {"en": 1.0},
        "en": {"de": 1.0},
        "fr": {"de": 0.5, "en": 0.5},
    }


@pytest.mark.parametrize("lines", [{}, {"de": "eins\n", "en": "one\ntwo\n"}])
def test_files_that_are_not_aligned_are_refused(tmp_path: Path, lines: dict[str, str]) -> None:
    write(tmp_path, **lines)
    with pytest.raises(EvaluationError):
        read_lines(tmp_path)


def test_the_program_prints_a_row_for_every_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, de="Haus\nHund\n", en="house\ndog\n")
    main(tmp_path)
    shown = capsys.readouterr().out
    assert "100.0" in shown
    assert "→ de" in shown
