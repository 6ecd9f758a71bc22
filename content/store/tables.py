"""The tables. Lists whose members nobody looks up alone, and texts by language, are JSON columns."""

from __future__ import annotations

from datetime import date, time
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

Texts = dict[str, str]
Words = list[str]

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all tables; constraints have names, so that migrations can speak of them."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        Texts: JSON,
        Words: JSON,
        dict[str, list[str]]: JSON,
        list[list[str]]: JSON,
    }


class LibraryState(Base):
    """One row: what was imported last. Writers update it first and so wait for each other."""

    __tablename__ = "library_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str | None]


class Note(Base):
    """A README of the library, by path."""

    __tablename__ = "notes"

    path: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]


class TopicRow(Base):
    """A topic."""

    __tablename__ = "topics"

    slug: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    names: Mapped[Texts]
    icon: Mapped[str]


class ArticleRow(Base):
    """An article without its texts."""

    __tablename__ = "articles"

    slug: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    topic: Mapped[str] = mapped_column(index=True)
    audience: Mapped[Words]
    offer_kinds: Mapped[Words]
    checks: Mapped[Words]
    terms: Mapped[Words]
    owner: Mapped[str]
    reviewed_on: Mapped[date]
    review_due: Mapped[date] = mapped_column(index=True)
    serves: Mapped[Words]

    references: Mapped[list[ReferenceRow]] = relationship(order_by="ReferenceRow.position", lazy="raise")
    texts: Mapped[list[TextRow]] = relationship(order_by="TextRow.position", lazy="raise")


class ReferenceRow(Base):
    """A legal basis or an official source of an article."""

    __tablename__ = "article_references"

    article: Mapped[str] = mapped_column(ForeignKey("articles.slug", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    is_law: Mapped[bool]
    authority: Mapped[str | None]
    title: Mapped[str]
    url: Mapped[str]
    as_of: Mapped[date]


class TextRow(Base):
    """An article in one language."""

    __tablename__ = "article_texts"

    article: Mapped[str] = mapped_column(ForeignKey("articles.slug", ondelete="CASCADE"), primary_key=True)
    lang: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[str]
    summary: Mapped[str]
    questions: Mapped[Words]
    origin: Mapped[str]
    reviewed_by: Mapped[str | None]
    reviewed_on: Mapped[date | None]
    source_title: Mapped[str | None]
    source_summary: Mapped[str | None]
    source_blocks: Mapped[Words | None]

    blocks: Mapped[list[BlockRow]] = relationship(order_by="BlockRow.position", lazy="raise")


class BlockRow(Base):
    """A block of an article in one language."""

    __tablename__ = "blocks"
    __table_args__ = (
        ForeignKeyConstraint(
            ["article", "lang"], ["article_texts.article", "article_texts.lang"], ondelete="CASCADE"
        ),
    )

    article: Mapped[str] = mapped_column(primary_key=True)
    lang: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    level: Mapped[int]
    text: Mapped[str]


class OfferKindRow(Base):
    """A kind of offer."""

    __tablename__ = "offer_kinds"

    slug: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    names: Mapped[Texts]
    synonyms: Mapped[dict[str, list[str]]]
    what_it_does: Mapped[Texts]


class OrganizationRow(Base):
    """HSDS `organization`."""

    __tablename__ = "organizations"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    description: Mapped[str]
    website: Mapped[str | None]
    email: Mapped[str | None]


class LocationRow(Base):
    """HSDS `location` with its address."""

    __tablename__ = "locations"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    location_type: Mapped[str]
    address_1: Mapped[str | None]
    postal_code: Mapped[str | None] = mapped_column(index=True)
    city: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    transportation: Mapped[str | None]
    wheelchair: Mapped[bool | None]


class ServiceRow(Base):
    """HSDS `service`."""

    __tablename__ = "services"

    id: Mapped[str] = mapped_column(primary_key=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    kind: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    description: Mapped[Texts]
    status: Mapped[str]
    languages: Mapped[Words]
    interpreter: Mapped[bool | None]
    target_groups: Mapped[Words]
    minimum_age: Mapped[int | None]
    maximum_age: Mapped[int | None]
    childcare: Mapped[bool | None]
    free: Mapped[bool | None]
    cost_description: Mapped[Texts]
    appointment_needed: Mapped[bool | None]
    application_process: Mapped[Texts]
    service_area: Mapped[Words]
    assured_date: Mapped[date]
    review_due: Mapped[date] = mapped_column(index=True)
    demonstration: Mapped[bool]

    organization: Mapped[OrganizationRow] = relationship(lazy="raise")


class OfferRow(Base):
    """HSDS `service_at_location`: what people see as one offer."""

    __tablename__ = "offers"

    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    service_id: Mapped[str] = mapped_column(ForeignKey("services.id"), index=True)
    location_id: Mapped[str] = mapped_column(ForeignKey("locations.id"), index=True)
    phone: Mapped[str | None]
    email: Mapped[str | None]
    url: Mapped[str | None]
    closed_on_public_holidays: Mapped[bool]

    service: Mapped[ServiceRow] = relationship(lazy="raise")
    location: Mapped[LocationRow] = relationship(lazy="raise")
    rules: Mapped[list[RuleRow]] = relationship(order_by="RuleRow.position", lazy="raise")
    exceptions: Mapped[list[ExceptionRow]] = relationship(order_by="ExceptionRow.position", lazy="raise")


class RuleRow(Base):
    """Weekly hours of an offer."""

    __tablename__ = "opening_rules"

    offer: Mapped[str] = mapped_column(ForeignKey("offers.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    weekday: Mapped[int]
    opens: Mapped[time]
    closes: Mapped[time]
    kind: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    note: Mapped[str | None]


class ExceptionRow(Base):
    """Dated hours or closures of an offer."""

    __tablename__ = "opening_exceptions"

    offer: Mapped[str] = mapped_column(ForeignKey("offers.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    date_from: Mapped[date]
    date_to: Mapped[date]
    opens: Mapped[time | None]
    closes: Mapped[time | None]
    kind: Mapped[str]
    note: Mapped[str | None]


class DistrictRow(Base):
    """A Kreis or kreisfreie Stadt."""

    __tablename__ = "districts"

    ags: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    government_region: Mapped[str]


class PlaceRow(Base):
    """A postcode area of a municipality."""

    __tablename__ = "places"

    postcode: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    district_ags: Mapped[str] = mapped_column(ForeignKey("districts.ags"), index=True)
    latitude: Mapped[float]
    longitude: Mapped[float]


class PlaceNameRow(Base):
    """The names of a municipality in other languages."""

    __tablename__ = "place_names"

    place: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    names: Mapped[dict[str, list[str]]]


class SafetyLineRow(Base):
    """A safety line."""

    __tablename__ = "safety_lines"

    slug: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    rank: Mapped[int]
    private: Mapped[bool]
    offer_kinds: Mapped[Words]
    title: Mapped[Texts]
    text: Mapped[Texts]

    numbers: Mapped[list[HelpNumberRow]] = relationship(order_by="HelpNumberRow.position", lazy="raise")


class HelpNumberRow(Base):
    """A telephone number of a safety line."""

    __tablename__ = "help_numbers"

    line: Mapped[str] = mapped_column(ForeignKey("safety_lines.slug", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    label: Mapped[Texts]


class TriggerRow(Base):
    """What calls for a safety line in one language."""

    __tablename__ = "safety_triggers"

    lang: Mapped[str] = mapped_column(primary_key=True)
    line: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    any: Mapped[list[list[str]]]
    unless: Mapped[Words]
