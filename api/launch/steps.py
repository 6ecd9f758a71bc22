"""Steps that make something out of files, and are skipped while the files are the same."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from api.launch.console import step
from api.launch.environments import APP, python_of
from api.launch.programs import ROOT, run


@dataclass(frozen=True, slots=True)
class Step:
    """What is made (`outputs`), out of what (`inputs`, globs below the root), by which commands."""

    name: str
    title: str
    inputs: tuple[str, ...]
    outputs: tuple[Path, ...]
    commands: tuple[tuple[str, ...], ...]
    """Arguments for the app's interpreter."""

    def run_if_needed(self, data: Path) -> None:
        """Do the step unless a stamp below `data` says it was done with these inputs.

        The stamp goes before and comes after, so that a step broken off half-way is done again.
        """
        stamp = data / "stamps" / self.name
        wanted = self.fingerprint()
        made = all(output.exists() for output in self.outputs)
        if made and stamp.exists() and stamp.read_text() == wanted:
            return
        stamp.unlink(missing_ok=True)
        with step(self.title):
            for command in self.commands:
                run(self.title, [python_of(APP), *command], env={"PYTHONUNBUFFERED": "1"})
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(wanted)

    def fingerprint(self) -> str:
        """A hash of every input file and of the settings in the environment."""
        total = hashlib.sha256()
        for name, value in sorted(os.environ.items()):
            if name.startswith("LOTSE_") and name not in VOLATILE:
                total.update(f"{name}={value}\n".encode())
        for path in files(self.inputs):
            total.update(str(path.relative_to(ROOT)).encode())
            total.update(path.read_bytes())
        return total.hexdigest()


VOLATILE = frozenset(
    {
        "LOTSE_DATA_FOLDER",
        "LOTSE_HOST",
        "LOTSE_PORT",
        "LOTSE_PUBLIC_URL",
        "LOTSE_RASA_TOKEN",
        "LOTSE_RASA_URL",
        "LOTSE_SHARED",
    }
)
"""Settings that change nothing about what a step makes."""


def files(globs: Sequence[str]) -> Iterator[Path]:
    """Every file the globs name, in a stable order."""
    for glob in globs:
        for path in sorted(ROOT.glob(glob)):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
