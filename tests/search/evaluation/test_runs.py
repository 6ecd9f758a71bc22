from __future__ import annotations

from pathlib import Path

from rich.console import Console

from search.evaluation.beir import Judged, read_judged
from search.evaluation.fitting import fit_weights
from search.evaluation.report import summary_of, table_of
from search.evaluation.runs import Found, ask, directions, figures
from search.index.port import Match
from search.ranking import Weights
from tests.search.encoders import LetterEncoder
from tests.search.evaluation.folders import write_language, write_qrels


def two_languages(folder: Path) -> Judged:
    for lang in ("de", "en"):
        write_language(folder / lang, lang)
    write_qrels(folder)
    return read_judged(folder)


def test_directions_are_all_that_were_asked_for(tmp_path: Path) -> None:
    judged = two_languages(tmp_path)
    assert directions(judged, None, None) == [("de", "de"), ("en", "de"), ("de", "en"), ("en", "en")]
    assert directions(judged, "en", None) == [("en", "de"), ("en", "en")]
    assert directions(judged, "en", "de") == [("en", "de")]


def test_a_run_measures_every_arm_and_reports_it(tmp_path: Path) -> None:
    judged = two_languages(tmp_path)
    told: list[str] = []
    wanted = directions(judged, None, "de")
    found = ask(judged, wanted, LetterEncoder(), told.append)
    results = {pair: figures(judged, pair, found[pair], Weights(0.5, 0.5, 0.5)) for pair in wanted}
    assert results["de", "de"]["hybrid"]["recall@1"] == [1.0, 1.0]
    assert results["de", "de"]["lexical"]["MRR@10"] == [1.0, 1.0]
    assert told == [
        "indexing the pages in de",
        "asking in de of pages in de",
        "asking in en of pages in de",
    ]
    console = Console(
        width=140, record=True, quiet=False, file=(tmp_path / "out").open("w", encoding="utf-8")
    )
    console.print(table_of(results))
    assert "100.0 [100–100]" in console.export_text()
    console.file.close()
    assert summary_of(results) == [
        "same language: hybrid nDCG@10 100.0 (mean of 1)",
        "other languages → de: hybrid nDCG@10 100.0 (mean of 1)",
    ]


def test_fitting_trusts_the_arm_that_is_right() -> None:
    judged = Judged(Path(), {}, {"q": {"good": 1}})

    def arm(*pages: str) -> list[Match]:
        return [Match(page, "de", 0, 1.0 - n / 10) for n, page in enumerate(pages)]

    right_words = [Found("q", lexical=arm("good", "bad"), vector=arm("bad", "worse", "good"))]
    right_meaning = [Found("q", lexical=arm("bad", "good"), vector=arm("good", "worse", "bad"))]
    fitted = fit_weights(judged, {("de", "de"): right_words, ("en", "de"): right_meaning})
    assert fitted.same < 0.5
    assert fitted.same_script > 0
    assert fitted.other_script == (fitted.same + fitted.same_script) / 2
