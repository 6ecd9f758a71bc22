"""Figures as a table people read."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean

from rich.table import Table

from search.evaluation.answering import Rates
from search.evaluation.measures import MEASURES, mean
from search.evaluation.runs import ARMS, Direction, Figures


def table_of(results: Mapping[Direction, Figures]) -> Table:
    """One row a direction and arm: percent, with the 95 % interval of nDCG@10."""
    table = Table(title="Questions → pages, in percent; [ ] 95 % bootstrap interval", title_justify="left")
    table.add_column("direction")
    table.add_column("questions", justify="right")
    table.add_column("arm")
    for name in MEASURES:
        table.add_column(name, justify="right")
    for (query, page), values in results.items():
        for arm in ARMS:
            first = arm == ARMS[0]
            count = len(values[arm][MEASURES[0]])
            cells = [_cell(name, values[arm][name]) for name in MEASURES]
            label = f"{query} → {page}" if first else ""
            table.add_row(label, str(count) if first else "", arm, *cells, end_section=arm == ARMS[-1])
    return table


def rates_table(title: str, found: Mapping[str, Rates]) -> Table:
    """One row a language: false, withheld and wrong answers in percent."""
    table = Table(title=f"Answers, {title}", title_justify="left")
    for column in ("questions in", "outside", "false answer %", "inside", "withheld %", "wrong article %"):
        table.add_column(column, justify="right")
    for lang, one in found.items():
        counts = (one.outside, f"{one.false:.1f}", one.inside, f"{one.withheld:.1f}", f"{one.wrong:.1f}")
        table.add_row(lang, *map(str, counts))
    return table


def summary_of(results: Mapping[Direction, Figures]) -> list[str]:
    """Mean hybrid nDCG@10 over the same-language directions, and over those into each language."""
    groups = {"same language": [values for (query, page), values in results.items() if query == page]}
    for target in dict.fromkeys(page for _, page in results):
        members = [values for (query, page), values in results.items() if page == target and query != page]
        groups[f"other languages → {target}"] = members
    return [
        f"{name}: hybrid nDCG@10 {fmean(mean(one['hybrid']['nDCG@10']).value for one in members):.1f}"
        f" (mean of {len(members)})"
        for name, members in groups.items()
        if members
    ]


def _cell(name: str, values: list[float]) -> str:
    found = mean(values)
    interval = f" [{found.low:.0f}–{found.high:.0f}]" if name == "nDCG@10" else ""
    return f"{found.value:.1f}{interval}"
