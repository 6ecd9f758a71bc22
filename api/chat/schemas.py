"""What a turn looks like to those who ask: the JSON API, the chat page and the widget."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.chat.models import HandledBy


class TurnBody(BaseModel):
    """One message of a person. Either `text` or the `payload` of a button pressed."""

    conversation_id: str | None = Field(
        default=None, max_length=64, description="As given by an earlier answer; leave it out to begin."
    )
    text: str | None = Field(default=None, description="Up to 1,000 characters are read.")
    payload: str | None = Field(default=None, max_length=2000, description="Of a button, unchanged.")
    lang: str = Field(default="en", max_length=35, description="BCP 47 tag of the language on screen.")
    place: str | None = Field(default=None, max_length=100, description="Postcode or municipality.")


class Link(BaseModel):
    """A way to a page."""

    title: str
    url: str


class TextMessage(BaseModel):
    """A sentence or two of Lotse itself."""

    kind: Literal["text"] = "text"
    key: str
    text: str
    links: list[Link] = Field(default_factory=list)


class QuoteMessage(BaseModel):
    """A passage of an article, in the language it was found in."""

    kind: Literal["quote"] = "quote"
    article: str
    lang: str
    dir: Literal["ltr", "rtl"]
    title: str
    paragraphs: list[str] = Field(description="Safe HTML: links, emphasis, lists.")
    url: str
    read_more: str
    sources: list[str] = Field(description="Authority and date of each official source.")
    checked: str = Field(description="When the article was last checked, in words.")
    notes: list[str] = Field(
        description="What the reader must know: translated by machine, older than the German text, in another language."
    )


class OfferMessage(BaseModel):
    """A local offer."""

    kind: Literal["offer"] = "offer"
    id: str
    name: str
    name_lang: Literal["de"] = "de"
    kind_name: str
    address: str | None
    distance: str | None
    open_now: bool
    hours: str
    languages: str | None
    phone: str | None
    phone_url: str | None
    url: str
    demonstration: str | None = Field(description="Says that this is an example, not a real office.")


class SafetyNumber(BaseModel):
    """A number to call."""

    number: str
    url: str
    label: str


class SafetyMessage(BaseModel):
    """Fixed, reviewed words for an emergency."""

    kind: Literal["safety"] = "safety"
    line: str
    title: str
    text: str
    numbers: list[SafetyNumber]
    quick_exit: Link | None = Field(
        description="Leaves this page at once; given when being watched is a danger."
    )


Message = Annotated[TextMessage | QuoteMessage | OfferMessage | SafetyMessage, Field(discriminator="kind")]


class Button(BaseModel):
    """A suggested reply."""

    title: str
    payload: str
    lang: str | None = Field(default=None, description="Of the title, where it is not that of the answer.")


class TurnResponse(BaseModel):
    """What Lotse says in a turn."""

    conversation_id: str
    lang: str = Field(description="The language of this answer; send it with the next turn.")
    dir: Literal["ltr", "rtl"]
    messages: list[Message] = Field(min_length=1)
    buttons: list[Button]
    handled_by: HandledBy
    place: str | None = Field(description="Postcode of the place known so far; send it with the next turn.")
    place_name: str | None
    keep_text: bool = Field(
        default=False, description="Leave what was typed in the field: it was not used and shall not be lost."
    )
