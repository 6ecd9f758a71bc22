"""The commands of the content package: `python -m content --help`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from content.errors import ContentError
from content.files.library import LIBRARY_FOLDER, article_folders, read_library, write_library
from content.files.stamp import stamp as stamp_translations
from content.lint import Severity
from content.lint import lint as lint_library
from content.store import Store

app = typer.Typer(
    help="The library: check, stamp, import and export it.", no_args_is_help=True, add_completion=False
)

LibraryFolder = Annotated[Path, typer.Option("--library", help="Folder of the library.")]
DataFolder = Annotated[
    Path, typer.Option("--data", envvar="LOTSE_DATA_FOLDER", help="Folder of the SQLite database.")
]
DatabaseUrl = Annotated[
    str | None,
    typer.Option(
        "--database",
        envvar="LOTSE_DATABASE_URL",
        help="SQLAlchemy URL; SQLite in the data folder unless given.",
    ),
]


@contextmanager
def _told() -> Iterator[None]:
    """End with one sentence and exit status 1 where `content` raises on purpose."""
    try:
        yield
    except ContentError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


@contextmanager
def _store(database: str | None, data: Path) -> Iterator[Store]:
    store = Store(database or f"sqlite:///{data / 'lotse.db'}")
    try:
        store.migrate()
        yield store
    finally:
        store.close()


@app.command()
def lint(library: LibraryFolder = LIBRARY_FOLDER) -> None:
    """Check the library; exit status 1 when there are errors."""
    findings = lint_library(library)
    for path, found in groupby(findings, key=lambda finding: finding.path):
        typer.echo(path.as_posix())
        for finding in found:
            typer.echo(f"  {finding.severity:<8} {finding.where}: {finding.problem} {finding.remedy}")
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    typer.echo(f"{errors} errors, {len(findings) - errors} warnings")
    if errors:
        raise typer.Exit(1)


@app.command(name="format")
def format_library(library: LibraryFolder = LIBRARY_FOLDER) -> None:
    """Write every file of the library in its canonical form; comments in YAML are lost."""
    with _told():
        written = write_library(read_library(library), library)
    typer.echo(f"{written} files written")


@app.command()
def stamp(
    slug: Annotated[
        str | None, typer.Argument(help="Slug of the article; all articles unless given.")
    ] = None,
    langs: Annotated[
        list[str] | None, typer.Argument(help="Languages; all translations unless given.")
    ] = None,
    library: LibraryFolder = LIBRARY_FOLDER,
) -> None:
    """Record in translations which German text they translate. Compare them with it first."""
    slugs = [slug] if slug else [folder.name for folder in article_folders(library)]
    with _told():
        changed = [path for each in slugs for path in stamp_translations(library, each, langs or ())]
    for path in changed:
        typer.echo(path.relative_to(library).as_posix())
    typer.echo(f"{len(changed)} translations stamped")


@app.command()
def database(database: DatabaseUrl = None, data: DataFolder = Path("var")) -> None:
    """Create the database or bring it to the present schema."""
    with _told(), _store(database, data):
        typer.echo("The database is up to date.")


@app.command(name="import")
def import_library(
    library: LibraryFolder = LIBRARY_FOLDER, database: DatabaseUrl = None, data: DataFolder = Path("var")
) -> None:
    """Bring the library into the database; nothing happens when it is in already."""
    with _told(), _store(database, data) as store:
        found = read_library(library)
        written = store.import_library(found)
        counts = f"{len(found.articles)} articles, {len(found.offers)} offers, {len(found.places)} places"
        typer.echo(f"{'Imported' if written else 'Unchanged'}: {counts}")


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write to.")],
    database: DatabaseUrl = None,
    data: DataFolder = Path("var"),
) -> None:
    """Write what the database holds as files of the library."""
    with _told(), _store(database, data) as store:
        written = write_library(store.library(), folder)
        typer.echo(f"{written} files written to {folder}")


if __name__ == "__main__":
    app()
