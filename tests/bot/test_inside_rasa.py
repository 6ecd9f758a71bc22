"""The parts that need Rasa's packages, checked in Rasa's own Python."""

from __future__ import annotations

import ast
import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.bot.conftest import ROOT

pytestmark = [pytest.mark.rasa, pytest.mark.slow]

INSIDE = Path(__file__).with_name("inside.py")


def names() -> list[str]:
    """The checks `inside.py` lists; read as text, because it cannot be imported here."""
    tree = ast.parse(INSIDE.read_text())
    listed = next(
        node for node in tree.body if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "CHECKS"
    )
    assert isinstance(listed.value, ast.List)
    return [ast.unparse(name) for name in listed.value.elts]


@pytest.fixture(scope="module")
def outcomes(bot_python: Path) -> dict[str, str | None]:
    quiet = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}
    ran = subprocess.run(
        [bot_python, INSIDE], cwd=ROOT, env=quiet, check=True, stdout=subprocess.PIPE, text=True, timeout=120
    )
    found: dict[str, str | None] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize("name", names())
def test_inside_rasa(outcomes: dict[str, str | None], name: str) -> None:
    assert outcomes[name] is None, outcomes[name]
