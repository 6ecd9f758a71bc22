"""The model card: what the model is, what it was made from, and what was measured."""

from __future__ import annotations

import os
from pathlib import Path
from string import Template
from typing import Final

from search.model.bitext import TARGETS, accuracies, read_lines
from search.model.encoder import open_encoder
from search.model.training.lessons import Lessons
from search.model.training.origins import ORIGINS
from search.model.training.recipe import Recipe

_TEMPLATE: Final = Path(__file__).with_name("card.md")
_MEGABYTE: Final = 1_000_000


def write_card(
    folder: Path, recipe: Recipe, lessons: Lessons, *, seconds: float, aligned: Path | None
) -> None:
    """Write `README.md` into a model folder, which took `seconds`; `aligned` is a folder of `<lang>.txt` to measure on."""
    figures, lines = _figures(folder, aligned)
    langs = sorted({lang for direction in lessons.bitext.pairs for lang in direction})
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"]
    card = Template(_TEMPLATE.read_text("utf-8")).substitute(
        languages=", ".join(langs),
        dimensions=recipe.dimensions,
        vocabulary=f"{recipe.vocabulary:,}",
        megabytes=f"{sum(path.stat().st_size for path in files) / _MEGABYTE:.0f}",
        seed=recipe.seed,
        minutes=f"{seconds / 60:.0f}",
        cores=os.cpu_count(),
        bitext_steps=f"{recipe.bitext_steps:,}",
        question_steps=f"{recipe.question_steps:,}",
        question_every=recipe.question_every,
        pairs=f"{lessons.pair_count:,}",
        directions=len(lessons.bitext.pairs),
        questions=f"{len(lessons.questions):,}",
        own_questions=f"{lessons.own_questions:,}",
        lines=lines,
        figures=figures,
        origins="\n".join(_origin_rows(lessons)),
    )
    (folder / "README.md").write_text(card, encoding="utf-8")


def _origin_rows(lessons: Lessons) -> list[str]:
    """One row an origin, most pairs first; an origin without a licence on record is an error."""
    rows = []
    for origin, count in lessons.origins().most_common():
        what, licence = ORIGINS[origin]
        rows.append(f"| {origin} | {count:,} | {what} | {licence} |")
    return rows


def _figures(folder: Path, aligned: Path | None) -> tuple[str, int]:
    if aligned is None:
        return "not measured", 0
    lines = read_lines(aligned)
    rows = [
        "| | " + " | ".join(f"→ {target}" for target in TARGETS) + " |",
        "| --- " * (len(TARGETS) + 1) + "|",
    ]
    for lang, by_target in accuracies(lines, open_encoder(str(folder))).items():
        cells = (f"{100 * by_target[target]:.1f}" if target in by_target else "–" for target in TARGETS)
        rows.append(f"| {lang} | " + " | ".join(cells) + " |")
    return "\n".join(rows), len(next(iter(lines.values())))
