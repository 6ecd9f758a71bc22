"""`python -m search.model.training --data <folder with parallel/ and qa/> --out <folder>`."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from content.errors import LibraryError
from content.files.library import LIBRARY_FOLDER, Library, read_library
from search.errors import SearchError
from search.model.training.machine import prepare_machine
from search.model.training.recipe import Recipe

console = Console()
DEFAULT: Final = Recipe()
_LOG_EVERY: Final = 250
"""Steps between two lines of a log that nobody watches as it grows."""


def main(  # noqa: PLR0913 - options of a command line
    *,
    data: Annotated[
        Path, typer.Option(help="Data folder with parallel/ and qa/.", exists=True, file_okay=False)
    ],
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")],
    held_out: Annotated[
        Path | None,
        typer.Option(help="Folder of development sets whose sentences must not teach.", exists=True),
    ] = None,
    library: Annotated[
        Path, typer.Option(help="The project's own articles; they teach too.")
    ] = LIBRARY_FOLDER,
    seed: Annotated[int, typer.Option(help="Seed of everything random.")] = DEFAULT.seed,
    bitext_steps: Annotated[int, typer.Option(help="Steps of the first stage.")] = DEFAULT.bitext_steps,
    question_steps: Annotated[int, typer.Option(help="Steps of the second stage.")] = DEFAULT.question_steps,
    vocabulary: Annotated[int, typer.Option(help="Pieces of the tokenizer.")] = DEFAULT.vocabulary,
) -> None:
    """Train the embedding model and write it as a folder that sentence-transformers opens."""
    recipe = replace(
        DEFAULT, seed=seed, bitext_steps=bitext_steps, question_steps=question_steps, vocabulary=vocabulary
    )
    prepare_machine()
    try:
        _train(recipe, data, out, held_out, read_library(library))
    except (SearchError, LibraryError) as error:
        console.print(str(error), style="red")
        raise typer.Exit(1) from error
    console.print(f"Written to {out}.")


def _train(recipe: Recipe, data: Path, out: Path, held_out: Path | None, library: Library) -> None:
    from search.model.training.card import write_card
    from search.model.training.export import write_model
    from search.model.training.heldout import aligned_folder
    from search.model.training.lessons import read_lessons
    from search.model.training.tokenizer import train_tokenizer
    from search.model.training.trainer import Trainer

    began = time.monotonic()
    with console.status("Reading and cleaning the data …"):
        lessons = read_lessons(data, held_out, library)
    console.print(
        f"{lessons.pair_count:,} sentence pairs, {len(lessons.questions):,} questions with passages."
    )
    with console.status(f"Training a tokenizer of {recipe.vocabulary:,} pieces …"):
        tokenizer = train_tokenizer(lessons.tokenizer_sample(recipe), recipe.vocabulary)
    with _progress() as progress:
        task = progress.add_task("tokenizing", total=None)

        def report(stage: str, step: int, steps: int, loss: float) -> None:
            progress.update(task, description=f"{stage} (loss {loss:.3f})", completed=step, total=steps)
            if step % _LOG_EVERY == 0 and not console.is_terminal:
                console.print(f"{stage}: step {step:,} of {steps:,}, loss {loss:.3f}")

        trainer = Trainer(recipe, tokenizer, lessons.bitext, report)
        trainer.align()
        trainer.answer(lessons.questions)
    write_model(out, trainer.table(), tokenizer)
    seconds = time.monotonic() - began
    write_card(out, recipe, lessons, seconds=seconds, aligned=aligned_folder(held_out))


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
    )


if __name__ == "__main__":
    typer.run(main)
