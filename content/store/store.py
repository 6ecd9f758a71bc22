"""The store: what the library says, in a database, loaded as the objects of the models.

Everything loaded is kept in memory until another library is imported, by whichever process: each
call asks the database for the hash of the library and forgets what it kept when that has changed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any, Final, TypeVar, cast

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from content.articles.models import Article
from content.articles.topics import Topic
from content.errors import ArticleNotFound, OfferKindNotFound, OfferNotFound
from content.files.library import Library
from content.offers.models import Offer, OfferKind
from content.places.districts import District
from content.places.models import Place
from content.safety.models import SafetyLine
from content.safety.triggers import Trigger
from content.store import mapping, offer_mapping
from content.store.engine import migrate, open_engine, reported
from content.store.importing import library_rows
from content.store.tables import (
    ArticleRow,
    Base,
    DistrictRow,
    LibraryState,
    Note,
    OfferKindRow,
    OfferRow,
    PlaceNameRow,
    PlaceRow,
    SafetyLineRow,
    ServiceRow,
    TextRow,
    TopicRow,
    TriggerRow,
)

Loaded = TypeVar("Loaded")
PlaceNames = dict[str, dict[str, tuple[str, ...]]]

_KEPT: Final = 5000
_STATE: Final = 1
_HASH: Final = select(LibraryState.hash).where(LibraryState.id == _STATE)
_ARTICLE: Final = (
    selectinload(ArticleRow.references),
    selectinload(ArticleRow.texts).selectinload(TextRow.blocks),
)
_OFFER: Final = (
    joinedload(OfferRow.service).joinedload(ServiceRow.organization),
    joinedload(OfferRow.location),
    selectinload(OfferRow.rules),
    selectinload(OfferRow.exceptions),
)


class Store:
    """A database with the library in it. Safe to share between threads.

    `url` is a SQLAlchemy URL: `sqlite:///var/lotse.db` or `postgresql://…`. Every method raises
    `StoreError` when the database does not answer.
    """

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        self._kept: OrderedDict[tuple[str, str], object] = OrderedDict()
        self._kept_hash: str | None = None
        self._lock = Lock()

    def migrate(self, revision: str = "head") -> None:
        """Create the tables or bring them to the present schema; an older `revision` goes back."""
        migrate(self._engine, revision)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with reported(self._engine), Session(self._engine, expire_on_commit=False) as session:
            yield session

    def import_library(self, library: Library, *, force: bool = False) -> bool:
        """Replace everything by what `library` says, in one transaction.

        Returns whether anything was written: a library that is in already is left alone, unless `force`.
        """
        wanted = library.hash()
        if not force and self.library_hash() == wanted:
            return False
        with self._session() as session, session.begin():
            # Written first: a second import waits here until this one is done.
            session.execute(update(LibraryState).where(LibraryState.id == _STATE).values(hash=wanted))
            for table in reversed(Base.metadata.sorted_tables):
                if table.name != LibraryState.__tablename__:
                    session.execute(delete(table))
            session.add_all(library_rows(library))
        return True

    def library_hash(self) -> str | None:
        """`Library.hash()` of what was imported last; None before the first import."""
        with reported(self._engine), self._engine.connect() as connection:
            return connection.scalar(_HASH)

    def library(self) -> Library:
        """Everything, as it was imported."""
        return Library(
            articles=tuple(self.articles()),
            topics=tuple(self.topics()),
            offer_kinds=tuple(self.offer_kinds()),
            offers=tuple(self.offers()),
            places=tuple(self.places()),
            districts=tuple(self.districts()),
            place_names=self.place_names(),
            safety_lines=tuple(self.safety_lines()),
            safety_triggers=self.safety_triggers(),
            notes=self._keep("notes", "", self._load_notes),
        )

    def _keep(self, noun: str, key: str, load: Callable[[Session], Loaded]) -> Loaded:
        """What `load` gives, from memory when the library is still the same."""
        now = self.library_hash()
        with self._lock:
            if now != self._kept_hash:
                self._kept.clear()
                self._kept_hash = now
            if (noun, key) in self._kept:
                self._kept.move_to_end((noun, key))
                return cast("Loaded", self._kept[noun, key])
        with self._session() as session:
            loaded = load(session)
        with self._lock:
            if now == self._kept_hash:
                self._kept[noun, key] = loaded
                if len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return loaded

    def articles(self) -> list[Article]:
        """All articles, by topic and slug."""
        return list(self._keep("articles", "", lambda session: _articles(session, _all_articles())))

    def article(self, slug: str) -> Article:
        """The article with this slug; raises `ArticleNotFound`."""
        query = _all_articles().where(ArticleRow.slug == slug)
        found = self._keep("article", slug, lambda session: _articles(session, query))
        if not found:
            raise ArticleNotFound(slug)
        return found[0]

    def topics(self) -> list[Topic]:
        """All topics, in the order the library gives them."""
        query = select(TopicRow).order_by(TopicRow.position)
        return list(
            self._keep("topics", "", lambda s: [Topic(t.slug, t.names, t.icon) for t in s.scalars(query)])
        )

    def offer_kinds(self) -> list[OfferKind]:
        """All kinds of offers, in the order the library gives them."""
        return list(self._keep("offer kinds", "", _offer_kinds))

    def offer_kind(self, slug: str) -> OfferKind:
        """The kind of offer with this slug; raises `OfferKindNotFound`."""
        for kind in self._keep("offer kinds", "", _offer_kinds):
            if kind.slug == slug:
                return kind
        raise OfferKindNotFound(slug)

    def offers(self, ids: Sequence[str] | None = None) -> list[Offer]:
        """All offers, or those with these ids in the order of `ids`; unknown ids are left out."""
        if ids is None:
            return list(self._keep("offers", "", lambda session: _offers(session, _all_offers())))
        found = {key: offer for key in dict.fromkeys(ids) for offer in self._offer(key)}
        return [found[key] for key in ids if key in found]

    def offer(self, offer_id: str) -> Offer:
        """The offer with this id; raises `OfferNotFound`."""
        found = self._offer(offer_id)
        if not found:
            raise OfferNotFound(offer_id)
        return found[0]

    def _offer(self, offer_id: str) -> list[Offer]:
        query = _all_offers().where(OfferRow.id == offer_id)
        return self._keep("offer", offer_id, lambda session: _offers(session, query))

    def places(self) -> list[Place]:
        """All postcode areas."""
        return list(self._keep("places", "", _places))

    def districts(self) -> list[District]:
        """All districts, by AGS."""
        query = select(DistrictRow).order_by(DistrictRow.ags)
        load = lambda s: [District(d.ags, d.name, d.kind, d.government_region) for d in s.scalars(query)]  # noqa: E731
        return list(self._keep("districts", "", load))

    def place_names(self) -> PlaceNames:
        """Names of municipalities by language."""
        return dict(self._keep("place names", "", _place_names))

    def safety_lines(self) -> list[SafetyLine]:
        """All safety lines, in the order the library gives them."""
        return list(self._keep("safety lines", "", _safety_lines))

    def safety_triggers(self) -> dict[str, tuple[Trigger, ...]]:
        """All triggers by language."""
        return dict(self._keep("safety triggers", "", _safety_triggers))

    def _load_notes(self, session: Session) -> dict[str, str]:
        return {note.path: note.text for note in session.scalars(select(Note).order_by(Note.path))}


def _all_articles() -> Select[Any]:
    return select(ArticleRow).options(*_ARTICLE).order_by(ArticleRow.position)


def _articles(session: Session, query: Select[Any]) -> list[Article]:
    return [mapping.article(row) for row in session.scalars(query)]


def _all_offers() -> Select[Any]:
    return select(OfferRow).options(*_OFFER).order_by(OfferRow.position)


def _offers(session: Session, query: Select[Any]) -> list[Offer]:
    return [offer_mapping.offer(row) for row in session.scalars(query)]


def _offer_kinds(session: Session) -> list[OfferKind]:
    return [
        OfferKind(
            row.slug,
            row.names,
            {lang: tuple(words) for lang, words in row.synonyms.items()},
            row.what_it_does,
        )
        for row in session.scalars(select(OfferKindRow).order_by(OfferKindRow.position))
    ]


def _places(session: Session) -> list[Place]:
    query = select(PlaceRow, DistrictRow.name).join(DistrictRow).order_by(PlaceRow.position)
    return [
        Place(row.postcode, row.name, row.district_ags, district, row.latitude, row.longitude)
        for row, district in session.execute(query)
    ]


def _place_names(session: Session) -> PlaceNames:
    rows = session.scalars(select(PlaceNameRow).order_by(PlaceNameRow.position))
    return {row.place: {lang: tuple(names) for lang, names in row.names.items()} for row in rows}


def _safety_lines(session: Session) -> list[SafetyLine]:
    numbers = selectinload(SafetyLineRow.numbers)
    query = select(SafetyLineRow).options(numbers).order_by(SafetyLineRow.position)
    return [mapping.safety_line(row) for row in session.scalars(query)]


def _safety_triggers(session: Session) -> dict[str, tuple[Trigger, ...]]:
    found: dict[str, list[Trigger]] = {}
    for row in session.scalars(select(TriggerRow).order_by(TriggerRow.position)):
        words = tuple(tuple(entry) for entry in row.any)
        found.setdefault(row.lang, []).append(Trigger(row.line, words, tuple(row.unless)))
    return {lang: tuple(triggers) for lang, triggers in found.items()}
