"""Lock files with hashes: `requirements.txt`, `requirements-dev.txt`, `bot/requirements.txt`.

torch and the CUDA packages its registry build asks for stand in no lock: the build is chosen at
set-up (CPU where it can be had), and the CPU build has another hash and none of these packages.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from api.launch.environments import uv
from api.launch.programs import ROOT

CHOSEN_AT_SETUP = re.compile(r"^(torch|triton|nvidia-[a-z0-9-]+|cuda-[a-z-]+)==", re.MULTILINE)
COMMON = ["--quiet", "--generate-hashes", "--no-annotate", "--no-header"]


def compile_lock(output: str, *arguments: str) -> None:
    """Resolve into `output`; two passes, since the packages to leave out show in the first."""
    command = [str(uv()), "pip", "compile", *COMMON, *arguments]
    first = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    left_out = [f"--no-emit-package={name}" for name in sorted(set(CHOSEN_AT_SETUP.findall(first)))]
    subprocess.run([*command, *left_out, "--output-file", output], cwd=ROOT, check=True, capture_output=True)
    print(f"{output}: {Path(ROOT, output).read_text().count('==')} packages")


def main() -> int:
    """Write all three lock files."""
    compile_lock("requirements.txt", "pyproject.toml", "--universal", "--python-version=3.11")
    development = ["pyproject.toml", "--group=dev", "--constraint=requirements.txt"]
    compile_lock("requirements-dev.txt", *development, "--universal", "--python-version=3.11")
    compile_lock("bot/requirements.txt", "bot/requirements.in", "--python-version=3.10")
    return 0


if __name__ == "__main__":
    sys.exit(main())
