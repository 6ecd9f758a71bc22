"""Where Python 3.10 for Rasa is looked for, and what counts as a complete environment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from api.launch import environments
from api.launch.errors import OptionalPartMissing


def interpreter(path: Path, version: str) -> Path:
    """A program that says it is a Python of this version."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {version}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with neither python3.10 nor pyenv, whose uv finds and fetches nothing."""
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.delenv("LOTSE_BOT_PYTHON", raising=False)
    monkeypatch.setattr(environments, "ROOT", tmp_path)
    monkeypatch.setattr(environments, "uv", lambda: interpreter(tmp_path / "uv", "'' >&2; exit 2"))
    return tmp_path


def test_python310_on_the_path_is_taken(bare: Path) -> None:
    expected = interpreter(bare / "path" / "python3.10", "3 10")
    assert environments.find_python310() == expected


def test_a_pyenv_shim_without_a_version_is_passed_over_for_pyenvs_own(bare: Path) -> None:
    interpreter(bare / "path" / "python3.10", "'pyenv: python3.10: command not found' >&2; exit 127")
    expected = interpreter(bare / "pyenv" / "versions" / "3.10.13" / "bin" / "python", "3 10")
    assert environments.find_python310() == expected


def test_an_interpreter_named_by_hand_comes_first(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interpreter(bare / "path" / "python3.10", "3 10")
    mine = interpreter(bare / "mine", "3 10")
    monkeypatch.setenv("LOTSE_BOT_PYTHON", str(mine))
    assert environments.find_python310() == mine


def test_a_newer_python_is_never_taken_for_rasa(bare: Path) -> None:
    interpreter(bare / "path" / "python3.10", "3 12")
    with pytest.raises(OptionalPartMissing, match=r"Rasa needs Python 3\.10"):
        environments.find_python310()


def test_uv_fetches_one_when_there_is_none(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched = interpreter(bare / "fetched", "3 10")
    real = subprocess.run
    known: list[Path] = []

    def uv_or_real(command: list[object], **options: object) -> object:
        if "install" in command:
            known.append(fetched)
            return SimpleNamespace(returncode=0, stdout="", stderr="")
        if "find" in command:
            return SimpleNamespace(returncode=0 if known else 2, stdout=str(fetched), stderr="")
        return real(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(environments.subprocess, "run", uv_or_real)
    assert environments.find_python310() == fetched


def test_an_environment_without_its_stamp_is_not_complete(tmp_path: Path) -> None:
    interpreter(tmp_path / "bin" / "python", "3 11")
    assert not environments.is_installed(tmp_path, "digest")
    environments.write_stamp(tmp_path, "digest")
    assert environments.is_installed(tmp_path, "digest")
    assert not environments.is_installed(tmp_path, "digest of newer locks")


def test_an_environment_whose_interpreter_is_gone_is_not_complete(tmp_path: Path) -> None:
    environments.write_stamp(tmp_path, "digest")
    assert not environments.is_installed(tmp_path, "digest")


def test_the_version_of_this_interpreter() -> None:
    assert environments.version_of(Path(sys.executable)) == sys.version_info[:2]
