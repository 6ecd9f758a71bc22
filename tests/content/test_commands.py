"""`python -m content`."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from content.__main__ import app
from content.files.library import LIBRARY_FOLDER, read_library, write_library
from tests.content.lint.test_lint import article, library, with_article, with_text

runner = CliRunner()


def run(*arguments: str | Path) -> tuple[int, str]:
    result = runner.invoke(app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_lint_groups_by_file_and_fails_on_errors(tmp_path: Path) -> None:
    write_library(with_article(sources=()), tmp_path)
    code, said = run("lint", "--library", tmp_path)
    assert code == 1
    assert "articles/childcare/kita/article.yaml\n  error" in said
    assert said.splitlines()[-1].startswith("1 errors")


def test_stamp_records_the_german_text(tmp_path: Path) -> None:
    write_library(with_text("ar", source_hashes=None), tmp_path)
    code, said = run("stamp", "kita", "ar", "--library", tmp_path)
    assert (code, said.splitlines()[0]) == (0, "articles/childcare/kita/ar.md")
    assert read_library(tmp_path).articles[0] == article()
    assert "0 translations stamped" in run("stamp", "--library", tmp_path)[1]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("kita", "fr"), "no such translation"),
        (("kita", "de"), "no such translation"),
        (("zoo",), "no article 'zoo'"),
        (("kita", "uk"), "not those of the German text"),
    ],
)
def test_stamp_refuses_what_it_cannot_vouch_for(
    tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    write_library(with_text("uk", blocks=article().texts["uk"].blocks[:2]), tmp_path)
    code, said = run("stamp", *arguments, "--library", tmp_path)
    assert code == 1
    assert says in said


def test_format_writes_the_canonical_form(tmp_path: Path) -> None:
    write_library(library(), tmp_path)
    topics = tmp_path / "topics.yaml"
    canonical = topics.read_bytes()
    topics.write_bytes(b"# comment\n" + canonical)
    assert run("format", "--library", tmp_path) == (0, "1 files written\n")
    assert topics.read_bytes() == canonical


def test_import_and_export_give_the_same_files_back(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    assert run("database", "--data", data)[0] == 0
    assert run("import", "--data", data)[1].startswith("Imported")
    assert run("import", "--data", data)[1].startswith("Unchanged")
    assert run("export", out, "--data", data)[0] == 0
    written = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    shipped = {
        path.relative_to(LIBRARY_FOLDER): path.read_bytes()
        for path in LIBRARY_FOLDER.rglob("*")
        if path.is_file()
    }
    assert written == shipped


def test_a_broken_library_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_text("[")
    code, said = run("import", "--library", tmp_path, "--data", tmp_path / "data")
    assert code == 1
    assert "topics.yaml" in said
    assert "Traceback" not in said
