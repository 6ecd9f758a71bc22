"""How well the vectors of two languages agree: `python -m search.model.bitext <folder of <lang>.txt>`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from search.errors import EvaluationError, SearchError
from search.model.encoder import Encoder, Vectors, open_encoder

TARGETS: Final = ("de", "en")


def accuracy(sources: Vectors, targets: Vectors) -> float:
    """Share of rows whose nearest target (by cosine; vectors have unit length) is the one in the same row."""
    nearest = (sources @ targets.T).argmax(axis=1)
    return float((nearest == np.arange(len(sources))).mean())


def read_lines(folder: Path) -> dict[str, list[str]]:
    """Lines of every `<lang>.txt`; raises EvaluationError unless all files have equally many."""
    lines = {path.stem: path.read_text("utf-8").splitlines() for path in sorted(folder.glob("*.txt"))}
    if not lines:
        raise EvaluationError(f"{folder} holds no <lang>.txt.")
    if len({len(rows) for rows in lines.values()}) > 1:
        raise EvaluationError(f"The files of {folder} do not have equally many lines.")
    return lines


def accuracies(lines: dict[str, list[str]], encoder: Encoder) -> dict[str, dict[str, float]]:
    """Accuracy by language and target (`de`, `en`), where both have a file."""
    vectors = {lang: encoder.encode_documents(rows) for lang, rows in lines.items()}
    return {
        lang: {
            target: accuracy(rows, vectors[target])
            for target in TARGETS
            if target in vectors and target != lang
        }
        for lang, rows in vectors.items()
    }


def main(
    folder: Annotated[Path, typer.Argument(help="Folder of <lang>.txt, aligned by line.")],
    model: Annotated[
        str | None, typer.Option(help="Model folder or name; the shipped one if absent.")
    ] = None,
) -> None:
    """Print the nearest-neighbour accuracy of every language with German and English, in per cent."""
    console = Console()
    try:
        found = accuracies(read_lines(folder), open_encoder(model))
    except SearchError as error:
        console.print(str(error), style="red")
        raise typer.Exit(1) from error
    table = Table("language", *(f"→ {target}" for target in TARGETS))
    for lang, by_target in found.items():
        table.add_row(lang, *(f"{100 * by_target[t]:.1f}" if t in by_target else "–" for t in TARGETS))
    console.print(table)


if __name__ == "__main__":
    typer.run(main)
