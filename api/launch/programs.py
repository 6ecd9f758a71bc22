"""Running the programs a set-up needs, with their output in a log file instead of on the screen."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from io import BufferedWriter
from pathlib import Path

from api.launch.errors import LaunchError

ROOT = Path(__file__).resolve().parents[2]

LITTLE_SPACE_BYTES = 200 * 2**20
"""Under this a program that failed most likely failed for want of space."""


PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """On Linux, end this child when the launcher is killed: no port stays taken, no step runs twice."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def data_folder() -> Path:
    """Where the product keeps what it makes; as `LOTSE_DATA_FOLDER` says, else `var`."""
    return (ROOT / os.environ.get("LOTSE_DATA_FOLDER", "var")).resolve()


def log_file(name: str) -> Path:
    """Where the program called `name` writes what it says."""
    return data_folder() / "log" / f"{name}.log"


def run(
    title: str,
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    visible: bool = False,
) -> None:
    """Run `command` in the repository root.

    Raises LaunchError with the last lines of its output when it fails; `visible` leaves the output
    on the screen instead of in `log/setup.log` of the data folder.
    """
    arguments = [str(part) for part in command]
    environment = {**os.environ, **(env or {})}
    if visible:
        outcome = subprocess.run(
            arguments,
            cwd=ROOT,
            env=environment,
            check=False,
            preexec_fn=die_with_parent,  # the launcher has no threads
        )
        if outcome.returncode:
            raise LaunchError(f"{title} failed (exit status {outcome.returncode}).")
        return
    log = log_file("setup")
    with open_log(log) as output:
        output.write(f"\n$ {' '.join(arguments)}\n".encode())
        output.flush()
        start = output.tell()
        outcome = subprocess.run(
            arguments,
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
            check=False,
            preexec_fn=die_with_parent,  # the launcher has no threads
        )
    if outcome.returncode:
        raise LaunchError(explain(title, log, start))


def open_log(path: Path) -> BufferedWriter:
    """Open a log for appending; a full disk is a sentence, not a traceback."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("ab")
    except OSError as problem:
        raise LaunchError(disk_sentence(problem, path)) from problem


def explain(title: str, log: Path, start: int) -> str:
    """Why a program failed: the want of space, or the last lines it printed."""
    for folder in (ROOT, data_folder()):
        if shutil.disk_usage(folder).free < LITTLE_SPACE_BYTES:
            return f"{title} failed: the disk that holds {folder} is full. Free some space and start again."
    with log.open("rb") as output:
        output.seek(start)
        lines = output.read().decode(errors="replace").strip().splitlines()
    tail = "\n    ".join(lines[-8:])
    return f"{title} failed. The last it said (all of it in {log}):\n    {tail}"


def disk_sentence(problem: OSError, path: Path | str) -> str:
    """A sentence for an operating-system error met while writing below `path`."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk that holds {path} is full. Free some space and start again."
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{path} cannot be written: {problem.strerror}. Start Lotse as a user who may write there."
    return f"{path}: {problem.strerror}."
