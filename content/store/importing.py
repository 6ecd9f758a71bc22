"""All rows of a library, in the order in which they must be written."""

from __future__ import annotations

from collections.abc import Iterator

from content.files.library import Library
from content.store.mapping import article_row, safety_line_row
from content.store.offer_mapping import offer_rows
from content.store.tables import (
    Base,
    DistrictRow,
    Note,
    OfferKindRow,
    PlaceNameRow,
    PlaceRow,
    TopicRow,
    TriggerRow,
)


def library_rows(library: Library) -> Iterator[Base]:
    """Rows for everything `library` says."""
    for position, topic in enumerate(library.topics):
        yield TopicRow(slug=topic.slug, position=position, names=topic.names, icon=topic.icon)
    for position, article in enumerate(library.articles):
        yield article_row(article, position)
    yield from _offer_kind_rows(library)
    yield from offer_rows(library.offers)
    yield from _place_rows(library)
    yield from _safety_rows(library)
    for path, text in library.notes.items():
        yield Note(path=path, text=text)


def _offer_kind_rows(library: Library) -> Iterator[Base]:
    for position, kind in enumerate(library.offer_kinds):
        yield OfferKindRow(
            slug=kind.slug,
            position=position,
            names=kind.names,
            synonyms={lang: list(words) for lang, words in kind.synonyms.items()},
            what_it_does=kind.what_it_does,
        )


def _place_rows(library: Library) -> Iterator[Base]:
    for district in library.districts:
        yield DistrictRow(
            ags=district.ags,
            name=district.name,
            kind=district.kind,
            government_region=district.government_region,
        )
    for position, place in enumerate(library.places):
        yield PlaceRow(
            postcode=place.postcode,
            name=place.name,
            position=position,
            district_ags=place.district_ags,
            latitude=place.latitude,
            longitude=place.longitude,
        )
    for position, (name, by_language) in enumerate(library.place_names.items()):
        names = {lang: list(found) for lang, found in by_language.items()}
        yield PlaceNameRow(place=name, position=position, names=names)


def _safety_rows(library: Library) -> Iterator[Base]:
    for position, line in enumerate(library.safety_lines):
        yield safety_line_row(line, position)
    position = 0
    for lang, triggers in library.safety_triggers.items():
        for trigger in triggers:
            words = [list(entry) for entry in trigger.any]
            yield TriggerRow(
                lang=lang, line=trigger.line, position=position, any=words, unless=list(trigger.unless)
            )
            position += 1
