"""Which safety lines a message calls for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from content.files.library import LIBRARY_FOLDER, trigger_paths
from content.files.safety import LINES, read_safety_lines, read_triggers
from content.safety.models import SafetyLine
from content.safety.service import SafetyNet, sentences
from content.safety.triggers import Trigger

SENTENCES = Path(__file__).parent / "sentences"


def line(slug: str, rank: int) -> SafetyLine:
    return SafetyLine(slug, rank, {"de": slug}, {"de": slug}, (), (), private=False)


NET = SafetyNet(
    [line("violence", 30), line("danger", 10), line("police", 20)],
    {
        "de": (
            Trigger("violence", (("mann", "schlägt"), ("häusliche gewalt",)), ("schlägt vor",)),
            Trigger("danger", (("brenn*",), ("*vergiftung",), ("*infarkt*",))),
            Trigger("nowhere", (("nichts",),)),
        ),
        "ar": (Trigger("violence", (("زوجي", "يضربني"),)),),
        "uk": (Trigger("danger", (("не дихає",), ("пожеж*",))),),
    },
)


@pytest.mark.parametrize(
    ("message", "slugs"),
    [
        ("Mein Mann schlägt mich", ["violence"]),
        ("SCHLÄGT mich mein MANN??", ["violence"]),
        ("Mein Mann. Er schlägt mich", []),
        ("mein mann\nschlägt mich", ["violence"]),
        ("Mein Mann schlägt vor, dass wir umziehen", []),
        ("Mein Mann schlägt vor umzuziehen. Mein Mann schlägt mich.", ["violence"]),
        ("Häusliche Gewalt!", ["violence"]),
        ("Gewalt häusliche", []),
        ("es brennt", ["danger"]),
        ("Lebensmittelvergiftung", ["danger"]),
        ("Herzinfarkte", ["danger"]),
        ("es brennt und mein Mann schlägt mich", ["danger", "violence"]),
        ("زوجي يضربني", ["violence"]),
        ("وزوجي يضربني كل يوم", ["violence"]),
        ("زَوجي يَضرِبُني", ["violence"]),
        ("тато не дихає", ["danger"]),
        ("дихає, не хвилюйтесь", []),
        ("Пожежа!", ["danger"]),
        ("nichts", []),
        ("", []),
    ],
)
@pytest.mark.parametrize("lang", ["de", "ar"])
def test_triggers_of_all_languages_are_tried(message: str, slugs: list[str], lang: str) -> None:
    assert [found.slug for found in NET.match(message, lang)] == slugs


def test_sentences_end_where_sentences_end() -> None:
    assert list(sentences("Eins zwei. Drei? أربعة؟ um 14.30 Uhr\n\nEnde")) == [
        ["eins", "zwei"],
        ["drei"],
        ["اربعه"],
        ["um", "14", "30", "uhr"],
        ["ende"],
    ]


@given(st.text(max_size=60), st.sampled_from(["Mein Mann schlägt mich", "es brennt", "زوجي يضربني"]))
def test_text_around_an_emergency_does_not_hide_it(noise: str, emergency: str) -> None:
    assert NET.match(f"{noise}.\n\n{emergency}", "de")


@cache
def shipped() -> SafetyNet:
    triggers = {path.stem: tuple(read_triggers(path)) for path in trigger_paths(LIBRARY_FOLDER)}
    return SafetyNet(read_safety_lines(LIBRARY_FOLDER / LINES), triggers)


def cases(part: str) -> Iterator[tuple[str, str, str]]:
    for path in sorted(SENTENCES.glob("*.yaml")):
        data: Any = yaml.safe_load(path.read_text("utf-8")).get(part) or {}
        by_line = data if isinstance(data, dict) else {"": data}
        for slug, written in by_line.items():
            yield from ((path.stem, slug, sentence) for sentence in written)


@pytest.mark.parametrize(("lang", "slug", "message"), list(cases("must")))
def test_the_library_hears_an_emergency(lang: str, slug: str, message: str) -> None:
    assert slug in {found.slug for found in shipped().match(message, lang)}


@pytest.mark.parametrize(("lang", "slug", "message"), list(cases("must_not")))
def test_the_library_leaves_everyday_questions_alone(lang: str, slug: str, message: str) -> None:
    found = {line.slug for line in shipped().match(message, lang)}
    assert not (found if slug == "" else found & {slug})
