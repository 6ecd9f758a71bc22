"""Places as files: a table of postcodes, and the names of municipalities in other scripts."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Final

from content.errors import LibraryError
from content.files.canonical import Row, by_language, dump
from content.files.entries import load_entry, read_text
from content.places.districts import District
from content.places.models import Place

TABLE: Final = "places/postcodes.csv"
NAMES: Final = "places/names.yaml"
_COLUMNS: Final = (
    "postcode",
    "place",
    "district_ags",
    "district",
    "district_kind",
    "government_region",
    "lat",
    "lon",
)

PlaceNames = dict[str, dict[str, tuple[str, ...]]]


def read_places(path: Path) -> tuple[list[Place], list[District]]:
    """The places of the table in its order, and the districts they lie in by AGS."""
    rows = csv.DictReader(StringIO(read_text(path)))
    if tuple(rows.fieldnames or ()) != _COLUMNS:
        problem = "The columns are not the ones expected."
        raise LibraryError(path, "line 1", problem, f"Write {','.join(_COLUMNS)}.")
    places: list[Place] = []
    districts: dict[str, District] = {}
    for row in rows:
        where = f"line {rows.line_num}"
        place, district = _read_row(path, where, row)
        known = districts.setdefault(district.ags, district)
        if known != district:
            problem = f"The district {district.ags} is described in two ways."
            raise LibraryError(path, where, problem, f"Write it as in the lines above: {known}.")
        places.append(place)
    return places, [districts[ags] for ags in sorted(districts)]


def _read_row(path: Path, where: str, row: Mapping[str, str]) -> tuple[Place, District]:
    if any(row.get(column) in {None, ""} for column in _COLUMNS):
        raise LibraryError(path, where, "A column is empty.", "Fill all eight columns.")
    for column in ("postcode", "district_ags"):
        if not (row[column].isascii() and row[column].isdigit() and len(row[column]) == 5):
            raise LibraryError(path, where, f"{column} is {row[column]!r}.", "Write five digits.")
    try:
        latitude, longitude = float(row["lat"]), float(row["lon"])
    except ValueError:
        raise LibraryError(path, where, "lat or lon is no number.", "Write degrees as 52.1337.") from None
    place = Place(row["postcode"], row["place"], row["district_ags"], row["district"], latitude, longitude)
    return place, District(
        row["district_ags"], row["district"], row["district_kind"], row["government_region"]
    )


def read_place_names(path: Path) -> PlaceNames:
    """Names of municipalities by language: `{"Köln": {"uk": ("Кельн",)}}`."""
    root = load_entry(path)
    names: PlaceNames = {}
    for place in root.data_keys():
        entry = root.entry(place)
        names[place] = {lang: entry.texts(lang) for lang in entry.language_keys()}
    return names


def place_files(
    places: Sequence[Place], districts: Iterable[District], names: PlaceNames
) -> Iterator[tuple[str, str]]:
    """Path below the library and text of each file of places."""
    if places:
        yield TABLE, _table(places, {district.ags: district for district in districts})
    if names:
        data = {
            place: {lang: Row(found) for lang, found in by_language(by_lang).items()}
            for place, by_lang in names.items()
        }
        yield NAMES, dump(data)


def _table(places: Iterable[Place], districts: Mapping[str, District]) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for place in places:
        district = districts[place.district_ags]
        head = (place.postcode, place.name, district.ags, district.name)
        point = (f"{place.latitude:.4f}", f"{place.longitude:.4f}")
        writer.writerow((*head, district.kind, district.government_region, *point))
    return out.getvalue()
