"""The whole library as files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from content.errors import LibraryError
from content.files.library import LIBRARY_FOLDER, Library, library_files, read_library, write_library
from tests.content.generate import libraries

OFFERS = """demonstration: true
district_ags: '05913'
organizations:
- id: demo-05913-amt
  name: Amt (Beispiel)
  description: Hilft.
  website: null
  email: null
  locations:
  - {id: demo-05913-amt-mitte, name: Mitte, location_type: physical}
  services:
  - id: demo-05913-amt-rat
    kind: jugendamt
    name: Rat (Beispiel)
    description: {de: Rat.}
    languages: [de, kmr]
    cost: {free: true}
    assured_date: 2026-11-01
    review_due: 2027-05-01
    at:
    - id: demo-05913-amt-rat-mitte
      location: demo-05913-amt-mitte
      schedule:
        rules:
        - {weekday: 0, opens: '08:00', closes: '24:00'}
"""


@given(library=libraries())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
def test_a_library_survives_its_files(library: Library, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("library")
    write_library(library, folder)
    read = read_library(folder)
    assert read == library
    assert read.hash() == library.hash()
    assert write_library(read, folder) == 0


def test_the_library_that_ships_is_canonical() -> None:
    library = read_library(LIBRARY_FOLDER)
    assert library.articles
    assert len(library.places) == 871
    for name, text in library_files(library):
        assert (LIBRARY_FOLDER / name).read_bytes() == text.encode(), name


def test_the_hash_changes_with_every_word(tmp_path: Path) -> None:
    one = Library(notes={"README.md": "a"})
    assert one.hash() == Library(notes={"README.md": "a"}).hash()
    assert one.hash() != Library(notes={"README.md": "b"}).hash()


def offers_folder(tmp_path: Path, text: str, name: str = "05913") -> Path:
    path = tmp_path / "offers" / "demonstration" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return tmp_path


def test_midnight_at_the_end_of_a_day_stays_24_00(tmp_path: Path) -> None:
    library = read_library(offers_folder(tmp_path, OFFERS))
    rule = library.offers[0].schedule.rules[0]
    assert (rule.closes.hour, rule.closes.minute) == (0, 0)
    assert any("closes: '24:00'" in text for _, text in library_files(library))


@pytest.mark.parametrize(
    ("was", "becomes", "where", "says"),
    [
        ("'08:00'", "8:00", "rules[0].opens", "no time of day"),
        ("weekday: 0", "weekday: 7", "rules[0].weekday", "does not fit"),
        ("'24:00'}", "'24:00', kind: sometimes}", "rules[0].kind", "not one of the words"),
        ("id: demo-05913-amt-rat-mitte", "id: demo-05112-amt", "at[0].id", "does not fit this file"),
        ("location: demo-05913-amt-mitte", "location: demo-05913-nowhere", "at[0].location", "no location"),
        (
            "description: {de: Rat.}",
            "description: {en: Advice.}",
            "services[0].description",
            "'de' is missing",
        ),
        ("languages: [de, kmr]", "languages: [German]", "services[0].languages", "no language tag"),
        ("free: true", "free: maybe", "cost.free", "neither true nor false"),
        ("assured_date: 2026-11-01", "assured_date: '2026-11-01'", "services[0].assured_date", "no date"),
        ("district_ags: '05913'", "district_ags: '05112'", "district_ags", "not the name of the file"),
        ("demonstration: true", "demonstration: false", "district_ags", "Only demonstration"),
    ],
)
def test_mistakes_in_offers_are_named(tmp_path: Path, was: str, becomes: str, where: str, says: str) -> None:
    assert was in OFFERS
    with pytest.raises(LibraryError) as caught:
        read_library(offers_folder(tmp_path, OFFERS.replace(was, becomes)))
    assert caught.value.where.endswith(where)
    assert says in caught.value.problem
    assert caught.value.remedy


def test_an_organization_in_two_files_is_refused(tmp_path: Path) -> None:
    folder = offers_folder(tmp_path, OFFERS)
    other = OFFERS.replace("demonstration: true\ndistrict_ags: '05913'", "demonstration: false")
    (folder / "offers" / "statewide.yaml").write_text(other)
    with pytest.raises(LibraryError, match="kept for demonstration"):
        read_library(folder)
    (folder / "offers" / "statewide.yaml").write_text(other.replace("demo-05913-", ""))
    assert len(read_library(folder).offers) == 2
    text = other.replace("demo-05913-", "") + other.replace("demo-05913-", "").split("organizations:\n")[1]
    (folder / "offers" / "statewide.yaml").write_text(text)
    with pytest.raises(LibraryError, match="stands twice"):
        read_library(folder)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("topics.yaml", b"childcare: [", "not YAML"),
        ("topics.yaml", b"Childcare: {names: {de: x}, icon: child}\n", "no key"),
        ("topics.yaml", b"\xff", "not UTF-8"),
        ("topics.yaml", b"a:\r\n", "Windows line ends"),
        ("offer-kinds.yaml", b"slug: x\n", "no list"),
        ("offer-kinds.yaml", b"- {slug: x, names: {de: x}, what_it_does: {de: ' x'}}\n", "blanks"),
        ("safety/lines.yaml", b"- {slug: x, rank: 0}\n", "whole number"),
        ("safety/triggers/de.yaml", b"lang: en\nlines: {}\n", "not the name of the file"),
        ("safety/triggers/de.yaml", b"lang: de\nlines: {x: {any: [word]}}\n", "list of lists"),
        ("places/postcodes.csv", b"postcode,place\n", "columns"),
        (
            "places/postcodes.csv",
            b"postcode,place,district_ags,district,district_kind,government_region,lat,lon\n4413,a,05913,d,k,r,1,2\n",
            "five digits|is '4413'",
        ),
    ],
)
def test_files_that_are_something_else_are_refused(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(LibraryError, match=says) as caught:
        read_library(tmp_path)
    assert caught.value.path == tmp_path / name


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no such folder"):
        read_library(tmp_path / "nowhere")
