"""Places in messages."""

from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.errors import PlaceNotFound
from content.files.library import LIBRARY_FOLDER
from content.files.places import NAMES, TABLE, PlaceNames, read_place_names, read_places
from content.places.gazetteer import Gazetteer, PlaceState
from content.places.models import Place, distance_km

OTHER_SCRIPTS: PlaceNames = {
    "Dortmund": {"ar": ("دورتموند",), "uk": ("Дортмунд",)},
    "Köln": {"ar": ("كولونيا", "كولن"), "uk": ("Кельн",), "en": ("Cologne",)},
    "Bonn": {"ar": ("بون",), "uk": ("Бонн",)},
    "Hamm": {"ar": ("هام",), "uk": ("Гамм",)},
    "Essen": {"ar": ("إيسن",), "uk": ("Ессен",)},
}


@cache
def gazetteer() -> Gazetteer:
    places, _ = read_places(LIBRARY_FOLDER / TABLE)
    return Gazetteer(places, OTHER_SCRIPTS)


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("أين أجد حضانة لطفلي؟ عمره سنتان ونحن في دورتموند", "Dortmund"),
        ("بدورتموند", "Dortmund"),
        ("ودورتموند", "Dortmund"),
        ("وبدورتموند جوبسنتر", "Dortmund"),
        ("نحن في بون", "Bonn"),
        ("у Дортмунді", "Dortmund"),
        ("садочок у Дортмунді є?", "Dortmund"),
        ("мы живём в Кёльне", "Köln"),
        ("з Кельна", "Köln"),
        ("kita köln kosten", "Köln"),
        ("KITA KOELN", "Köln"),
        ("Kita in Koln", "Köln"),
        ("childcare in Cologne", "Köln"),
        ("Kölner Kitas", "Köln"),
        ("Dortmunds Ämter", "Dortmund"),
        ("Köln'de kreş", "Köln"),
        ("Ich wohne in Köln-Mülheim", "Köln"),
        ("muelheim an der ruhr", "Mülheim an der Ruhr"),
        ("Mülheim", "Mülheim an der Ruhr"),
        ("Wetter (Ruhr)", "Wetter (Ruhr)"),
        ("Gronau", "Gronau (Westfalen)"),
        ("St. Augustin", "Sankt Augustin"),
        ("bad salzuflen", "Bad Salzuflen"),
        ("castrop rauxel", "Castrop-Rauxel"),
        ("Wiedenbrück", "Rheda-Wiedenbrück"),
        ("Neunkirchen-Seelscheid", "Neunkirchen-Seelscheid"),
        ("Dormund", "Dortmund"),
        ("Dortmnud", "Dortmund"),
        ("jugendamt paderbron", "Paderborn"),
        ("Leverkussen Deutschkurs", "Leverkusen"),
        ("Дортмунт", "Dortmund"),
        ("Hamm", "Hamm"),
        ("hamm jugendamt", "Hamm"),
        ("Wir leben jetzt bei Werl auf dem Land", "Werl"),
    ],
)
def test_names_are_found_as_people_write_them(message: str, name: str) -> None:
    found = gazetteer().find(message)
    assert (found.state, found.name) == (PlaceState.FOUND, name)
    assert found.span is not None
    assert {place.name for place in found.places} == {name}


@pytest.mark.parametrize(
    "message",
    [
        "in Essen",
        "Essen",
        "essen",
        "kita essen",
        "Jobcenter Essen",
        "Jobcenter Essen Termin",
        "في إيسن",
        "Essen'de",
    ],
)
def test_a_place_named_like_a_word_is_found_where_a_place_is_meant(message: str) -> None:
    assert gazetteer().find(message).name == "Essen"


@pytest.mark.parametrize(
    "message",
    [
        "ich möchte essen",
        "Das Essen in der Kita ist teuer",
        "Gibt es Essen?",
        "an wen kann ich mich wenden",
        "An wen soll ich mich wenden?",
        "wir kamen nach Deutschland",
        "how much does it cost",
        "in much pain",
        "Wie ist das Wetter?",
        "in der Lage sein",
        "meine Lage ist schwierig",
        "Zahlt er meine Löhne nicht?",
        "Kann ich Karten kaufen?",
        "Wo kann ich Hilfe finden",
        "Ich muss mich melden",
        "هذا أمر هام جدا",
        "حضانة لطفلي",
        "Ми з дітьми",
        "Berlin",
        "",
        "   ",
        "/restart",
        "<script>alert(1)</script>",
    ],
)
def test_words_are_no_places(message: str) -> None:
    assert gazetteer().find(message).state is PlaceState.NONE


@pytest.mark.parametrize(
    ("message", "state", "name"),
    [
        ("I have a Duldung, can I join a German course? 50667", PlaceState.FOUND, "Köln"),
        ("٤٤١٣٧", PlaceState.FOUND, "Dortmund"),
        ("۴۴۱۳۷", PlaceState.FOUND, "Dortmund"),
        ("D-50667 Köln", PlaceState.FOUND, "Köln"),
        ("Hauptstr. 5 44137 Dortmund", PlaceState.FOUND, "Dortmund"),
        ("34414", PlaceState.FOUND, "Warburg"),
        ("10115", PlaceState.OUTSIDE, None),
        ("34117 Kassel", PlaceState.OUTSIDE, None),
        ("48455", PlaceState.OUTSIDE, None),
        ("20095 hamburg", PlaceState.OUTSIDE, None),
        ("44444", PlaceState.UNKNOWN_POSTCODE, None),
        ("00000", PlaceState.UNKNOWN_POSTCODE, None),
        ("62000", PlaceState.UNKNOWN_POSTCODE, None),
        ("44444 Dortmund", PlaceState.FOUND, "Dortmund"),
        ("ich ziehe von 10115 nach Köln", PlaceState.FOUND, "Köln"),
        ("4413", PlaceState.NONE, None),
        ("441370", PlaceState.NONE, None),
        ("0221 47100", PlaceState.NONE, None),
        ("Tel. 0231/5013700", PlaceState.NONE, None),
        ("+49 44137 12", PlaceState.NONE, None),
        ("12345,50", PlaceState.NONE, None),
        ("50000 Euro", PlaceState.NONE, None),
        ("2026-44137", PlaceState.NONE, None),
    ],
)
def test_postcodes(message: str, state: PlaceState, name: str | None) -> None:
    found = gazetteer().find(message)
    assert (found.state, found.name) == (state, name)


def test_a_postcode_of_two_municipalities_asks_and_a_name_decides() -> None:
    places = [
        Place("59999", "Olsberg", "05958", "Hochsauerlandkreis", 51.3, 8.5),
        Place("59999", "Bestwig", "05958", "Hochsauerlandkreis", 51.4, 8.4),
    ]
    small = Gazetteer(places, {})
    assert small.find("59999").state is PlaceState.AMBIGUOUS
    assert {place.name for place in small.find("59999").places} == {"Olsberg", "Bestwig"}
    decided = small.find("59999 Bestwig")
    assert (decided.state, decided.name, decided.postcode) == (PlaceState.FOUND, "Bestwig", "59999")


def test_two_names_are_ambiguous() -> None:
    found = gazetteer().find("von Köln nach Dortmund")
    assert found.state is PlaceState.AMBIGUOUS
    assert {place.name for place in found.places} == {"Köln", "Dortmund"}


def test_the_span_shows_where_it_stands() -> None:
    for message in ("Kita in Köln?", "نحن في دورتموند الآن", "PLZ ٤٤١٣٧!"):
        span = gazetteer().find(message).span
        assert span
        assert message[slice(*span)] in {"Köln", "دورتموند", "٤٤١٣٧"}


def test_every_municipality_is_found_by_its_own_name_and_postcode() -> None:
    places, _ = read_places(LIBRARY_FOLDER / TABLE)
    for place in places:
        assert gazetteer().find(f"Wir wohnen in {place.name}.").name == place.name
        found = gazetteer().find(f"PLZ {place.postcode} bitte")
        assert place in found.places


def test_the_names_that_ship_lead_to_their_place() -> None:
    places, _ = read_places(LIBRARY_FOLDER / TABLE)
    names = read_place_names(LIBRARY_FOLDER / NAMES)
    shipped = Gazetteer(places, names)
    taken: dict[str, str] = {}
    for name, by_language in names.items():
        for written in (written for found in by_language.values() for written in found):
            assert taken.setdefault(written, name) == name, f"{written} stands for two municipalities"
            assert shipped.find(f"في {written}").name == name, written


def test_the_middle_of_a_town_lies_in_it() -> None:
    found = gazetteer().find("Dortmund")
    assert distance_km(gazetteer().point(found.places), (51.5142, 7.4653)) < 5
    with pytest.raises(PlaceNotFound):
        gazetteer().point([])


@given(st.text(max_size=80))
@settings(max_examples=150)
def test_any_text_is_taken(text: str) -> None:
    found = gazetteer().find(text)
    assert (found.state in {PlaceState.FOUND, PlaceState.AMBIGUOUS}) == bool(found.places)


def test_a_usual_message_takes_less_than_a_millisecond() -> None:
    message = "Wir sind vor drei Monaten nach Deutschland gekommen und suchen eine Kita in Dortmund, 44137."
    gazetteer().find(message)
    runs = []
    for _ in range(20):
        begun = time.perf_counter()
        gazetteer().find(message)
        runs.append(time.perf_counter() - begun)
    assert min(runs) < 0.001  # the machine may be busy with other tests
