"""A step is done once for the same files, again when they change, and again when it was broken off."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.launch import programs, steps
from api.launch.errors import LaunchError
from api.launch.steps import Step

COUNT = (
    "from pathlib import Path; p = Path('out.txt'); p.write_text((p.read_text() if p.exists() else '') + 'x')"
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small tree that stands for the repository, with this interpreter as the app's."""
    import sys

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("a")
    environment = tmp_path / "env"
    (environment / "bin").mkdir(parents=True)
    (environment / "bin" / "python").symlink_to(sys.executable)
    for module in (programs, steps):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setenv("LOTSE_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setattr(steps, "APP", environment)
    return tmp_path


def a_step(root: Path, code: str = COUNT) -> Step:
    return Step("copy", "Copying", ("in/**/*",), (root / "out.txt",), (("-c", code),))


def test_it_runs_once_for_the_same_inputs(root: Path) -> None:
    for _ in range(3):
        a_step(root).run_if_needed(root / "data")
    assert (root / "out.txt").read_text() == "x"


def test_it_runs_again_when_an_input_changes(root: Path) -> None:
    a_step(root).run_if_needed(root / "data")
    (root / "in" / "b.txt").write_text("b")
    a_step(root).run_if_needed(root / "data")
    assert (root / "out.txt").read_text() == "xx"


def test_it_runs_again_when_its_output_is_gone(root: Path) -> None:
    a_step(root).run_if_needed(root / "data")
    (root / "out.txt").unlink()
    a_step(root).run_if_needed(root / "data")
    assert (root / "out.txt").read_text() == "x"


def test_it_runs_again_after_a_failure_half_way(root: Path) -> None:
    a_step(root).run_if_needed(root / "data")
    (root / "in" / "a.txt").write_text("changed")
    with pytest.raises(LaunchError, match="Copying failed"):
        a_step(root, COUNT + "; raise SystemExit('half way')").run_if_needed(root / "data")
    a_step(root).run_if_needed(root / "data")
    assert (root / "out.txt").read_text() == "xxx"


def test_a_setting_that_matters_makes_it_run_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_step(root).run_if_needed(root / "data")
    monkeypatch.setenv("LOTSE_PORT", "9999")
    a_step(root).run_if_needed(root / "data")
    monkeypatch.setenv("LOTSE_MODEL", "another")
    a_step(root).run_if_needed(root / "data")
    assert (root / "out.txt").read_text() == "xx"


def test_a_failure_tells_the_last_words_of_the_program(root: Path) -> None:
    with pytest.raises(LaunchError, match="no such table: article"):
        a_step(root, "raise SystemExit('no such table: article')").run_if_needed(root / "data")
