"""What goes wrong with files and programs is said in a sentence."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from api.launch import environments, programs
from api.launch.errors import LaunchError


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "is full"),
        (errno.EDQUOT, "is full"),
        (errno.EACCES, "cannot be written"),
        (errno.EROFS, "cannot be written"),
        (errno.ENOTDIR, "Not a directory"),
    ],
)
def test_operating_system_errors_become_sentences(number: int, sentence: str) -> None:
    import os

    problem = OSError(number, os.strerror(number))
    assert sentence in programs.disk_sentence(problem, Path("/data/lotse.db"))


def test_a_program_that_fails_on_a_full_disk_is_not_blamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "setup.log"
    log.write_text("sqlite3.OperationalError: database or disk is full")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=1000))
    assert "is full. Free some space" in programs.explain("Building the index", log, 0)


def test_too_little_space_is_said_before_anything_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=2**30))
    with pytest.raises(LaunchError, match=r"need 8 GB .* 1\.0 GB free"):
        environments.require_space(8 * 2**30)
