"""The arrows of the architecture: who may import whom, and how big a module may grow."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("api", "search", "content", "bot")
MAY_IMPORT = {
    "api": {"api", "search", "content"},
    "search": {"search", "content"},
    "content": {"content"},
    "bot": {"bot"},
}
CEILING_LINES = 500


def modules(room: str) -> Iterator[Path]:
    return (path for path in (ROOT / room).rglob("*.py") if "__pycache__" not in path.parts)


def rooms_imported(source: str) -> set[str]:
    """The rooms a module imports from, wherever in the module it does so."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found & set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_the_architecture_allows(room: str) -> None:
    wrong = {
        str(path.relative_to(ROOT)): sorted(extra)
        for path in modules(room)
        if (extra := rooms_imported(path.read_text()) - MAY_IMPORT[room])
    }
    assert wrong == {}


def test_the_check_itself_sees_imports_of_every_form() -> None:
    source = (
        "import api.main\ndef f():\n    from search.service import x\nimport contentious\nfrom . import bot\n"
    )
    assert rooms_imported(source) == {"api", "search"}


@pytest.mark.parametrize("room", [*ROOMS, "tests"])
def test_no_module_outgrows_a_head(room: str) -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules(room)
        if (lines := path.read_text().count("\n")) > CEILING_LINES
    }
    assert long == {}


def test_the_launcher_needs_only_the_standard_library() -> None:
    """It runs before any package is installed."""
    import sys

    foreign = set()
    for path in (ROOT / "api" / "launch").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                names = [node.module]
            foreign |= {n.split(".")[0] for n in names} - set(sys.stdlib_module_names)
    assert foreign == {"api"}


def test_the_top_level_holds_what_was_agreed() -> None:
    agreed = {
        *("bot", "content", "search", "api", "locales", "tests", "docs", ".ci"),
        *("docker-compose.yml", "README.md", "Makefile", "pyproject.toml", ".gitignore", ".dockerignore"),
        *("requirements.txt", "requirements-dev.txt", "LICENSE", "CHANGELOG.md"),
    }
    tracked = re.findall(r"^([^/\n]+)", _git("ls-files"), re.MULTILINE)
    assert set(tracked) <= agreed


def _git(*arguments: str) -> str:
    import subprocess

    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout
