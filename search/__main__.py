"""`python -m search`: build the index, search it, measure it, fit its weights."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from content.files.library import LIBRARY_FOLDER
from search.answers import fitted_judge
from search.errors import SearchError
from search.evaluation.answering import ask_library, by_language, rates
from search.evaluation.beir import read_judged
from search.evaluation.fitting import fit_weights, write_fitted
from search.evaluation.judging import fit_judge, held_out
from search.evaluation.report import rates_table, summary_of, table_of
from search.evaluation.runs import ask, directions, figures
from search.model.encoder import open_encoder
from search.models import Query
from search.ranking import fitted_weights
from search.service import build as build_from
from search.service import open_search

app = typer.Typer(help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False)
console = Console()

DataFolder = Annotated[
    Path, typer.Option(envvar="LOTSE_DATA_FOLDER", help="Where Lotse keeps what it makes.")
]
Database = Annotated[str | None, typer.Option(envvar="LOTSE_DATABASE_URL", help="SQLAlchemy URL.")]
Model = Annotated[
    str | None, typer.Option(envvar="LOTSE_MODEL", help="Path or hub name; without it the shipped model.")
]

Library = Annotated[Path, typer.Option(help="Folder of the library's files.")]
QUESTIONS = Path(__file__).parents[1] / "tests" / "eval" / "library-dev"


@app.command()
def build(data_folder: DataFolder = Path("var"), database_url: Database = None, model: Model = None) -> None:
    """Build the search index again from the database."""
    from content.store import Store

    store = Store(database_url or f"sqlite:///{data_folder / 'lotse.db'}")
    try:
        report = build_from(store, data_folder / "index", model)
    finally:
        store.close()
    console.print(
        f"Index built: {report.documents} documents of {report.articles} articles and"
        f" {report.offers} offers in {', '.join(report.languages)}, {report.seconds} s."
    )


@app.command()
def query(text: str, lang: str = "de", data_folder: DataFolder = Path("var"), model: Model = None) -> None:
    """Search the index, and say what would be answered."""
    service = open_search(data_folder / "index", model)
    asked = Query(text, lang)
    result, answer = service.search(asked), service.answer(asked)
    console.print(f"language: {result.detected_lang}   answer: {answer.status.value}")
    for quote in answer.quotes:
        console.print(f"  quote {quote.article} ({quote.lang}) {list(quote.positions)}")
    console.print(f"  offices: {', '.join(answer.offer_kinds) or '–'}")
    for hit in (*result.articles, *result.offers):
        console.print(
            f"{hit.score:5.2f}  {hit.lexical:4.2f} words  {hit.vector:4.2f} meaning"
            f"  {hit.kind.value} {hit.page} ({hit.lang}): {hit.snippet}",
            markup=False,
        )


@app.command()
def evaluate(
    folder: Path,
    queries_lang: str | None = None,
    corpus_lang: str | None = None,
    model: Model = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="Every language against every other.")] = False,
) -> None:
    """Measure search on a folder in BEIR layout: lexical, vector and hybrid side by side.

    Without options each language is asked of its own pages, and every other of the German ones.
    """
    judged = read_judged(folder)
    wanted = directions(judged, queries_lang, corpus_lang)
    if not every and queries_lang is None and corpus_lang is None:
        wanted = [pair for pair in wanted if pair[0] == pair[1] or pair[1] == "de"]
    with console.status("opening the model") as status:
        found = ask(judged, wanted, open_encoder(model), status.update)
    results = {pair: figures(judged, pair, found[pair], fitted_weights()) for pair in wanted}
    console.print(table_of(results))
    for line in summary_of(results):
        console.print(line)


@app.command("answers")
def measure_answers(folder: Path, library: Library = LIBRARY_FOLDER, model: Model = None) -> None:
    """Count false and withheld answers on questions about the library."""
    with console.status("asking the library"):
        asked = ask_library(folder, library, open_encoder(model))
    for name, cases_ in asked.items():
        console.print(rates_table(name, {**by_language(cases_), "all": rates(cases_, fitted_judge())}))


@app.command()
def fit(
    folder: Path,
    questions: Annotated[Path, typer.Option(help="Folder of questions about the library.")] = QUESTIONS,
    library: Library = LIBRARY_FOLDER,
    model: Model = None,
) -> None:
    """Fit the weights of the ranking and the thresholds of answers; they are kept with the code.

    The ranking is fitted on a folder in BEIR layout, the answers on questions about the library.
    """
    judged, encoder = read_judged(folder), open_encoder(model)
    with console.status("asking") as status:
        found = ask(judged, directions(judged, None, None), encoder, status.update)
        status.update("fitting")
        weights = fit_weights(judged, found)
        write_fitted(
            weights=weights, provenance={"ranking": judged.folder.name, "model": encoder.fingerprint}
        )
        status.update("asking the library")
        asked = [case for cases_ in ask_library(questions, library, encoder).values() for case in cases_]
        judge = fit_judge(asked)
        write_fitted(judge=judge, provenance={"answers": questions.name, "questions": str(len(asked))})
    console.print(weights, judge)
    console.print(rates_table("judge fitted on the other languages", held_out(asked)))


def main() -> int:
    """Run the command line; what goes wrong on purpose is said in one sentence."""
    try:
        app()
    except SearchError as error:
        console.print(f"[red]✗[/red] {error}")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
