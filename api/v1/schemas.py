"""What the JSON API says. Fields are only ever added."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field


class Schema(BaseModel):
    """Base of all answers."""


class ErrorDetail(Schema):
    """What went wrong and what to do about it."""

    code: str = Field(description="Stable name of the problem, never renamed", examples=["place_unknown"])
    message: str = Field(description="What is wrong, in the language of the request")
    remedy: str = Field(description="What to do about it, in the language of the request")
    field: str | None = Field(default=None, description="The parameter it is about")


class ErrorBody(Schema):
    """The one shape of every error."""

    error: ErrorDetail


class SourceOut(Schema):
    """An official page or a law that says what the text says."""

    authority: str | None = Field(description="Who publishes it; null for a law")
    title: str
    url: str
    as_of: date = Field(description="Day up to which it is known to say so")


class Provenance(Schema):
    """How far a text can be trusted."""

    origin: Literal["human", "machine"]
    checked_by_person: bool = Field(description="Whether a person has reviewed this text")
    last_checked: date = Field(description="Day the article was last checked against its sources")
    review_due: date
    sources: list[SourceOut]


class BlockOut(Schema):
    """A heading, a paragraph or an item of a list."""

    position: int
    kind: Literal["heading", "paragraph", "item", "step"]
    level: int = Field(description="Level of a heading, 0 for all else")
    text: str = Field(description="Inline Markdown; links may be `article:<slug>` or `offer-kind:<slug>`")
    html: str = Field(description="The same as HTML, links resolved to pages of the portal")
    stale: bool = Field(description="Whether the German text has changed since this was translated")


class ArticleBrief(Schema):
    """An article in a list."""

    slug: str
    topic: str
    lang: str = Field(
        description="Language of title and summary; another than asked for where there is no translation"
    )
    title: str
    summary: str
    languages: list[str] = Field(description="Languages the article exists in")
    url: str = Field(description="Page of the portal")


class ArticleOut(ArticleBrief):
    """An article with its whole text."""

    blocks: list[BlockOut]
    offer_kinds: list[str]
    provenance: Provenance


class QuoteOut(Schema):
    """Blocks of an article that answer."""

    article: ArticleBrief
    positions: list[int] = Field(description="Positions of the blocks; -1 is the summary")
    text: str = Field(description="Summary (where quoted) and blocks, one a line, as plain text")
    score: float
    provenance: Provenance


class NumberOut(Schema):
    """A telephone number."""

    number: str
    label: str | None


class SafetyOut(Schema):
    """Help in an emergency; show it before all else."""

    slug: str
    lang: str
    title: str
    text: str
    numbers: list[NumberOut]
    private: bool = Field(description="Sensitive: keep nothing, offer a way to leave quickly")


class PlaceOut(Schema):
    """A postcode area of a municipality."""

    postcode: str
    name: str
    district: str
    district_ags: str = Field(description="Official key of the district, five digits")
    latitude: float
    longitude: float


class WhereOut(Schema):
    """The place as it was made out."""

    finding: Literal["none", "found", "unknown", "outside", "ambiguous"]
    from_question: bool = Field(description="Whether it was read out of the question")
    places: list[PlaceOut]


class OpeningOut(Schema):
    """Whether somebody is there now."""

    known: bool
    open_now: bool
    kind: Literal["open", "appointment", "phone"] | None
    until: datetime | None
    next_opening: datetime | None
    text: str = Field(description="The same as one sentence")


class AddressOut(Schema):
    """A postal address in Germany."""

    address_1: str
    postal_code: str
    city: str


class OfferBrief(Schema):
    """An offer in a list."""

    id: str
    kind: str
    kind_name: str | None
    name: str = Field(description="German, as it stands on the door")
    organization: str
    demonstration: bool = Field(description="True for an example: the office is not real")
    address: AddressOut | None
    latitude: float | None
    longitude: float | None
    distance_km: float | None = Field(description="As the crow flies; null without a place")
    serves_place: bool
    phone: str | None
    languages: list[str] = Field(description="Languages spoken, BCP 47")
    opening: OpeningOut
    url: str = Field(description="Page of the portal")


class HoursOut(Schema):
    """Hours on one day."""

    opens: str
    closes: str
    kind: Literal["open", "appointment", "phone"]


class DayOut(Schema):
    """One of the next seven days, today first."""

    date: date
    hours: list[HoursOut]
    holiday: str | None


class OfferOut(OfferBrief):
    """An offer with all that is known of it; null means not known."""

    description: str | None
    description_lang: str | None
    status: Literal["active", "inactive", "defunct", "temporarily closed"]
    email: str | None
    website: str | None
    interpreter: bool | None
    target_groups: list[str]
    minimum_age: int | None
    maximum_age: int | None
    childcare: bool | None
    free_of_charge: bool | None
    cost: str | None
    appointment_needed: bool | None
    application: str | None
    service_area: list[str]
    wheelchair: bool | None
    transportation: str | None
    week: list[DayOut]
    last_checked: date


class AnswerOut(Schema):
    """What Lotse says to a question: quotations, or an honest nothing."""

    status: Literal["answered", "partly", "none"]
    detected_lang: str = Field(description="Language the question is written in")
    safety: list[SafetyOut] = Field(description="Show these first")
    quotes: list[QuoteOut]
    offer_kinds: list[str] = Field(description="Kinds of office that help, most fitting first")
    where: WhereOut
    ask_here: list[OfferBrief] = Field(
        description="People to ask near the place, filled when the status is `none`"
    )


class SearchOut(Schema):
    """Articles and offers to a question, best first."""

    detected_lang: str
    safety: list[SafetyOut]
    articles: list[ArticleBrief]
    offers: list[OfferBrief]
    where: WhereOut


class ArticleList(Schema):
    """Articles in the order of their topics."""

    count: int
    articles: list[ArticleBrief]


class OfferList(Schema):
    """Offers, nearest first; `count` says how many fit, `offers` holds a page of them."""

    count: int
    where: WhereOut
    offers: list[OfferBrief]


class PlaceList(Schema):
    """Places that fit."""

    finding: Literal["found", "ambiguous"]
    places: list[PlaceOut]
