"""The two Python environments: the app on 3.11, Rasa on 3.10.

Rasa 3.6.21 installs on nothing newer than 3.10 and pins what the app must not (numpy, SQLAlchemy,
pydantic), so it lives apart. Each environment carries a stamp that is written last; without it the
environment was broken off half-way and is made again from the start (uv keeps what it has fetched).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from api.launch.console import step
from api.launch.errors import LaunchError, OptionalPartMissing
from api.launch.programs import ROOT, disk_sentence, run

APP = ROOT / ".venv"
BOT = ROOT / ".venv-bot"
STAMP = "lotse-installed"

UV_REQUIREMENT = "uv==0.13.8"
TORCH_CPU_INDEX = "https://download.pytorch.org/whl/cpu"
"""Here lies torch without CUDA, a quarter of the size; nowhere else does."""
INDEX_PATIENCE_S = 5.0

APP_SPACE_BYTES = 8 * 2**30
BOT_SPACE_BYTES = 3 * 2**30


def python_of(environment: Path) -> Path:
    """The interpreter of an environment."""
    return environment / "bin" / "python"


def ensure_app(*, development: bool) -> None:
    """Make the app's environment, or leave it alone when its lock files have not changed.

    `development` adds what tests and linters need.
    """
    lock = ROOT / ("requirements-dev.txt" if development else "requirements.txt")
    torch = torch_requirement()
    wanted = digest([lock], UV_REQUIREMENT, torch)
    if is_installed(APP, wanted) or (not development and installed_for_development(torch)):
        return
    with step("Installing the packages of Lotse (once; some minutes)"):
        require_space(APP_SPACE_BYTES)
        make_environment(APP, Path(sys.executable))
        install_locked(APP, lock)
        install_torch(torch)
        write_stamp(APP, wanted)


def installed_for_development(torch: str) -> bool:
    """Whether the environment has the development lock, which holds all the product needs."""
    return is_installed(APP, digest([ROOT / "requirements-dev.txt"], UV_REQUIREMENT, torch))


def ensure_bot() -> None:
    """Make the environment of Rasa.

    Raises OptionalPartMissing when Python 3.10 or Rasa's packages cannot be had.
    """
    lock = ROOT / "bot" / "requirements.txt"
    wanted = digest([lock], UV_REQUIREMENT)
    if is_installed(BOT, wanted):
        return
    with step("Installing Rasa in its own Python 3.10 (once; some minutes)"):
        interpreter = find_python310()
        try:
            require_space(BOT_SPACE_BYTES)
            make_environment(BOT, interpreter)
            install_locked(BOT, lock)
        except LaunchError as problem:
            raise OptionalPartMissing(f"Rasa could not be installed: {problem}") from problem
        write_stamp(BOT, wanted)


def is_installed(environment: Path, wanted: str) -> bool:
    """Whether the environment is complete, was made from these locks, and still runs."""
    try:
        present = (environment / STAMP).read_text()
    except OSError:
        return False
    return present == wanted and version_of(python_of(environment)) is not None


def write_stamp(environment: Path, wanted: str) -> None:
    """Say, as the very last thing, that the environment is complete."""
    (environment / STAMP).write_text(wanted)


def digest(files: list[Path], *words: str) -> str:
    """One hash for some files and words."""
    total = hashlib.sha256("\n".join(words).encode())
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()


def require_space(needed: int) -> None:
    """Raise LaunchError unless the disk has `needed` bytes free."""
    free = shutil.disk_usage(ROOT).free
    if free < needed:
        raise LaunchError(
            f"The packages need {needed / 2**30:.0f} GB on the disk that holds {ROOT}, "
            f"and it has {free / 2**30:.1f} GB free. Free some space and start again."
        )


def make_environment(environment: Path, interpreter: Path) -> None:
    """Make an empty environment, in place of whatever half of one lies there."""
    try:
        if environment.exists():
            shutil.rmtree(environment)
        environment.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise LaunchError(disk_sentence(problem, environment)) from problem
    if environment == APP:
        run("Making a virtual environment (package python3-venv)", [interpreter, "-m", "venv", environment])
        pip = [str(python_of(environment)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run("Fetching the installer uv", [*pip, UV_REQUIREMENT])
        return
    run("Making the environment of Rasa", [uv(), "venv", "--quiet", "--python", interpreter, environment])


def uv() -> Path:
    """The installer, which lives in the app's environment."""
    return APP / "bin" / "uv"


def install_locked(environment: Path, lock: Path) -> None:
    """Install exactly what a lock file names, each package checked against its hash."""
    command: list[str | Path] = [uv(), "pip", "install", "--quiet", "--python", python_of(environment)]
    run(
        f"Installing from {lock.relative_to(ROOT)}",
        [*command, "--no-deps", "--require-hashes", "--requirement", lock],
    )


def torch_requirement() -> str:
    """The pin of torch in pyproject.toml; it stands in no lock because its build is chosen here."""
    for line in (ROOT / "pyproject.toml").read_text().splitlines():
        if line.strip().startswith('"torch=='):
            return line.strip().strip('",')
    raise LaunchError('pyproject.toml does not pin torch; add a line such as "torch==2.15.0".')


def install_torch(requirement: str) -> None:
    """Install torch: the CPU build where its index answers, else the build of the package registry."""
    command: list[str | Path] = [uv(), "pip", "install", "--quiet", "--python", python_of(APP)]
    if index_answers():
        cpu: list[str | Path] = ["--no-deps", "--default-index", TORCH_CPU_INDEX, requirement]
        run("Installing torch (CPU build)", [*command, *cpu])
        return
    run("Installing torch", [*command, requirement])


def index_answers() -> bool:
    """Whether PyTorch's own index can be reached from here."""
    try:
        with urllib.request.urlopen(f"{TORCH_CPU_INDEX}/torch/", timeout=INDEX_PATIENCE_S) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, TimeoutError, OSError):
        return False


def find_python310() -> Path:
    """A Python 3.10: `LOTSE_BOT_PYTHON`, `python3.10`, pyenv's, uv's, or one that uv fetches.

    Raises OptionalPartMissing when there is none.
    """
    for candidate in candidates():
        if version_of(candidate) == (3, 10):
            return candidate
    fetched = subprocess.run(
        [uv(), "python", "install", "--quiet", "3.10"], capture_output=True, cwd=ROOT, check=False
    )
    found = uv_find() if fetched.returncode == 0 else None
    if found is not None and version_of(found) == (3, 10):
        return found
    raise OptionalPartMissing(
        "Rasa needs Python 3.10, and neither python3.10 nor pyenv nor `uv python install 3.10` "
        "gives one here (LOTSE_BOT_PYTHON can name it)."
    )


def candidates() -> Iterator[Path]:
    """Where a Python 3.10 may be, most explicit first."""
    named = os.environ.get("LOTSE_BOT_PYTHON")
    if named:
        yield Path(named)
    on_path = shutil.which("python3.10")
    if on_path:
        yield Path(on_path)
    pyenv_root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from sorted(pyenv_root.glob("versions/3.10.*/bin/python"), reverse=True)
    found = uv_find()
    if found is not None:
        yield found


def uv_find() -> Path | None:
    """A Python 3.10 that uv already knows."""
    answer = subprocess.run(
        [uv(), "python", "find", "3.10"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    return Path(answer.stdout.strip()) if answer.returncode == 0 else None


def version_of(interpreter: Path) -> tuple[int, int] | None:
    """(major, minor) of an interpreter, or None when it does not run (a pyenv shim without a version)."""
    try:
        answer = subprocess.run(
            [interpreter, "-c", "import sys; print(*sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    words = answer.stdout.split()
    return (int(words[0]), int(words[1])) if answer.returncode == 0 and len(words) == 2 else None
