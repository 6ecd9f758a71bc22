from __future__ import annotations

import numpy as np
import pytest

from search.analysis.terms import tokens
from search.answers import Evidence, Judge, Part, Rarity, coverage, evidence, fitted_judge, quotes
from search.documents import SUMMARY, documents, embedding_text
from search.index.port import Frequencies, Passage
from search.models import AnswerStatus
from search.ranking import Relation
from tests.search.encoders import LetterEncoder
from tests.search.library import KITA

ENCODER = LetterEncoder()
FEW = Rarity(Frequencies(9, {"kita": 2, "ist": 9}))


def passages(lang: str = "de") -> list[Passage]:
    found = [row for row in documents((KITA,), (), ()) if row.lang == lang]
    vectors = ENCODER.encode_documents([embedding_text(row) for row in found])
    return [Passage(row, vector) for row, vector in zip(found, vectors, strict=True)]


def part(text: str, lang: str = "de") -> Part:
    return Part(tuple(tokens(text, lang)), ENCODER.encode_queries([text])[0])


def covered(text: str, *known: str, rarity: Rarity = FEW) -> float:
    return coverage(tokens(text, "de"), frozenset(known), rarity)


def test_coverage_grows_with_the_words_that_are_there() -> None:
    assert covered("Kita Wetter") == 0
    assert 0 < covered("Kita Wetter", "kita") < covered("Kita Wetter", "kita", "wett") < 1


def test_rare_words_count_more() -> None:
    assert covered("ist Kita", "kita") > covered("ist Kita", "ist")


def test_common_words_alone_say_little() -> None:
    assert covered("ist ist ist", "ist") < 0.2
    assert covered("", "ist") == 0


def test_a_part_of_a_compound_counts_less_than_the_word() -> None:
    whole, half = covered("Kitaplatz", "kitaplatz"), covered("Kitaplatz", "platz")
    assert 0 < half < whole


def test_numbers_and_places_say_where_not_what() -> None:
    here = Rarity(FEW.frequencies, frozenset({"dortmund"}))
    assert covered("Kita 44137 Dortmund", "kita", rarity=here) == covered("Kita", "kita")


def test_evidence_is_that_of_the_part_that_fits_best() -> None:
    question = part("Wie bekomme ich einen Kitaplatz?")
    story = part("Gestern war Sturm. Wie bekomme ich einen Kitaplatz? Mein Auto ist kaputt.")
    assert evidence([story, question], passages(), FEW) == evidence([question], passages(), FEW)


def test_a_page_without_passages_is_no_evidence() -> None:
    assert evidence([part("Kita")], [], FEW) == Evidence(0.0, 0.0, 0.0)


def test_a_question_the_article_lists_is_answered_by_its_summary() -> None:
    assert quotes([part("Wie bekomme ich einen Kitaplatz?")], passages(), FEW)[0] == (SUMMARY,)


@pytest.mark.parametrize("text", ["Impfpass des Kindes", "Geburtsurkunde"])
def test_a_list_is_quoted_whole_with_the_line_before_it(text: str) -> None:
    assert quotes([part(text)], passages(), FEW)[0] == (1, 2, 3)


def test_a_line_that_introduces_a_list_brings_the_list() -> None:
    assert quotes([part("Bringen Sie diese Papiere mit:")], passages(), FEW)[0] == (1, 2, 3)


def test_a_paragraph_is_quoted_with_the_summary_beside() -> None:
    assert quotes([part("Bekommen Sie einen Brief vom Jugendamt?")], passages(), FEW) == [(5,), (SUMMARY,)]


def test_no_passages_no_quotes() -> None:
    assert quotes([part("Kita")], [], FEW) == []


def test_the_judge_divides_at_its_thresholds() -> None:
    factors = {"bias": -4.0, "cosine": 8.0, "nearby": 0.0, "coverage": 0.0}
    judge = Judge(factors, factors, answered=0.8, partly=0.4)
    statuses = [judge.status(judge.confidence(Evidence(c, 0, 0), Relation.SAME)) for c in (0.1, 0.5, 0.9)]
    assert statuses == [AnswerStatus.NONE, AnswerStatus.PARTLY, AnswerStatus.ANSWERED]


def test_the_judge_that_ships_trusts_nearer_passages_more() -> None:
    judge = fitted_judge()
    assert 0 < judge.partly <= judge.answered < 1
    for relation in Relation:
        confidences = [judge.confidence(Evidence(c, c, 0.5), relation) for c in np.linspace(0, 1, 5)]
        assert confidences == sorted(confidences)
