"""Floors under the figures of the shipped model and the shipped weights."""

from __future__ import annotations

import os
from pathlib import Path
from statistics import fmean

import pytest

from content.files.library import LIBRARY_FOLDER, read_library
from search.answers import fitted_judge
from search.documents import place_words
from search.evaluation.answering import cases, rates
from search.evaluation.beir import read_judged
from search.evaluation.runs import ask, figures
from search.model.encoder import SHIPPED, open_encoder
from search.ranking import fitted_weights

QUESTIONS = Path(__file__).parent / "library-dev"
SHARED = os.environ.get("LOTSE_SHARED")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SHIPPED / "modules.json").is_file(), reason="The embedding model is not there."),
]


def test_answers_are_seldom_false_and_seldom_withheld() -> None:
    library = read_library(LIBRARY_FOLDER)
    places = place_words(library.places, library.place_names)
    asked = cases(read_judged(QUESTIONS), library.articles, open_encoder(), places)
    found = rates(asked, fitted_judge())
    assert (found.outside, found.inside) == (60, 80)
    assert found.false <= 5
    assert found.withheld <= 12
    assert found.wrong <= 15


@pytest.mark.skipif(SHARED is None, reason="LOTSE_SHARED names no folder with the development questions.")
@pytest.mark.parametrize(
    ("queries", "pages", "floor"), [("de", "de", 0.75), ("ar", "ar", 0.70), ("en", "de", 0.58)]
)
def test_pages_are_found(queries: str, pages: str, floor: float) -> None:
    assert SHARED is not None
    judged = read_judged(Path(SHARED) / "eval" / "omos-dev")
    direction = (queries, pages)
    found = ask(judged, [direction], open_encoder(), lambda _: None)
    hybrid = figures(judged, direction, found[direction], fitted_weights())["hybrid"]
    assert fmean(hybrid["nDCG@10"]) >= floor
