"""Puts references into words: catalog, library, offers; the only place of the chat that knows texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import structlog

from api.asking import WHO_HELPS, who_helps
from api.chat import cards
from api.chat.buttons import Buttons
from api.chat.cards import Voice, isolate
from api.chat.metrics import DROPPED
from api.chat.models import Utterance
from api.chat.schemas import Button, Link, Message, OfferMessage, TextMessage
from api.pages import links
from api.services import Services
from api.texts import pick, pick_text
from api.whereabouts import from_field
from content.errors import NotFoundError

log = structlog.get_logger(__name__)

_RELATED_SHOWN: Final = 3


@dataclass(slots=True)
class Rendered:
    """What a person sees of a turn."""

    messages: list[Message] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)

    def add(self, messages: Iterable[Message], buttons: Iterable[Button]) -> None:
        """Append; a button that is there already is not repeated."""
        self.messages.extend(messages)
        seen = {button.title for button in self.buttons}
        self.buttons.extend(button for button in buttons if button.title not in seen)


class Renderer:
    """Renders the utterances of a turn in one language."""

    def __init__(self, services: Services, buttons: Buttons) -> None:
        self._services = services
        self._buttons = buttons
        self._cards: dict[str, Callable[[Voice, Utterance], Iterator[Message]]] = {
            "answer": self._answer,
            "offers": self._offers,
            "offers_none": self._offers_none,
            "person": self._person,
            "safety": self._safety,
            "language_changed": self._language,
            "language_switched": self._language,
            "utter_offer_nearby": self._offer_nearby,
            "utter_place_ambiguous": self._ambiguous,
            "text_too_long": self._too_long,
        }

    def render(self, utterances: Iterable[Utterance], lang: str, place: str | None) -> Rendered:
        """Messages and buttons. What refers to something that is gone, or says nothing known, is left out."""
        voice = Voice(self._services, self._services.catalogs[lang], place)
        rendered = Rendered()
        for utterance in _once(utterances):
            card = self._cards.get(utterance.key, self._text)
            try:
                messages = list(card(voice, utterance))
                buttons = list(self._buttons.after(voice, utterance)) if messages else []
            except (NotFoundError, KeyError, TypeError, ValueError) as error:
                # Arguments come over the network, and what they name may have been deleted meanwhile.
                DROPPED.labels(type(error).__name__).inc()
                log.warning("message_dropped", key=utterance.key, reason=type(error).__name__)
                continue
            rendered.add(messages, buttons)
        return rendered

    def _text(self, voice: Voice, utterance: Utterance) -> Iterator[Message]:
        text = voice.t.gettext(utterance.key)
        if text == utterance.key:
            raise KeyError(utterance.key)
        yield TextMessage(key=utterance.key, text=text)

    def _answer(self, voice: Voice, utterance: Utterance) -> Iterator[Message]:
        args = utterance.args
        quotes = [cards.quote_message(voice, reference) for reference in _by_article(args["quotes"])]
        quoted = {quote.article for quote in quotes}
        related = self._related(voice, [each["article"] for each in args["related"]], quoted)
        if args["status"] == "none" or not quotes:
            yield TextMessage(key="answer_none", text=voice.t.gettext("answer_none"))
        elif args["status"] == "partly":
            yield TextMessage(key="answer_partly", text=voice.t.gettext("answer_partly"))
        yield from quotes
        if related and args["status"] != "answered":
            yield TextMessage(key="answer_related", text=voice.t.gettext("answer_related"), links=related)

    def _related(self, voice: Voice, slugs: Iterable[str], quoted: set[str]) -> list[Link]:
        wanted = [slug for slug in dict.fromkeys(slugs) if slug not in quoted]
        articles = [self._services.store.article(slug) for slug in wanted[:_RELATED_SHOWN]]
        return [
            Link(
                title=pick_text(article, voice.lang).title,
                url=links.article(voice.lang, article.slug, place=voice.place),
            )
            for article in articles
        ]

    def _offers(self, voice: Voice, utterance: Utterance) -> Iterator[Message]:
        kind, place = utterance.args.get("kind"), utterance.args["place"]
        shown = self._offer_cards(voice, utterance)
        if not shown:
            return
        everything = Link(
            title=voice.t.gettext("offers_all"), url=links.offers(voice.lang, kind=kind, place=place)
        )
        text = voice.t.ngettext("offers_near", "offers_near", len(shown), place=self._place_name(place))
        yield TextMessage(key="offers_near", text=text, links=[everything])
        yield from shown

    def _offer_cards(self, voice: Voice, utterance: Utterance) -> list[OfferMessage]:
        distances = dict(zip(utterance.args["offers"], utterance.args["distances"], strict=True))
        offers = self._services.store.offers(list(distances)) if distances else []
        return [cards.offer_message(voice, offer, distances[offer.id]) for offer in offers]

    def _offers_none(self, voice: Voice, utterance: Utterance) -> Iterator[Message]:
        kind, place = (
            self._kind_name(voice, utterance.args["kind"]),
            self._place_name(utterance.args["place"]),
        )
        yield TextMessage(key="offers_none", text=voice.t.gettext("offers_none", kind=kind, place=place))

    def _person(self, voice: Voice, utterance: Utterance) -> Iterator[Message]:
        guide = who_helps(self._services)
        which = (
            [
                Link(
                    title=pick_text(guide, voice.lang).title,
                    url=links.article(voice.lang, WHO_HELPS, place=voice.place),
                )
            ]
            if guide
            else []
        )
        shown = self._offer_cards(voice, utterance)
        key = "person_near" if shown else "person_anywhere"
        yield TextMessage(key=key, text=voice.t.gettext(key), links=which)
        yield from shown

    def _safety(self, voice: Voice, utterance: Utterance) -> Iterator[Message]:
        lines = {line.slug: line for line in self._services.store.safety_lines()}
        for slug in utterance.args["lines"]:
            yield cards.safety_message(voice, lines[slug])
        yield TextMessage(key="safety_after", text=voice.t.gettext("safety_after"))

    def _language(self, voice: Voice, utterance: Utterance) -> Iterator[Message]:
        own_name = isolate(voice.t.language.own_name)
        yield TextMessage(key=utterance.key, text=voice.t.gettext(utterance.key, language=own_name))

    def _offer_nearby(self, voice: Voice, utterance: Utterance) -> Iterator[Message]:
        text = voice.t.gettext("utter_offer_nearby", kind=self._kind_name(voice, utterance.args["kind"]))
        yield TextMessage(key=utterance.key, text=text)

    def _ambiguous(self, voice: Voice, utterance: Utterance) -> Iterator[Message]:
        names = voice.t.list([isolate(str(name)) for name in utterance.args["names"]])
        yield TextMessage(key=utterance.key, text=voice.t.gettext("utter_place_ambiguous", names=names))

    def _too_long(self, voice: Voice, utterance: Utterance) -> Iterator[Message]:
        numbers = {name: voice.t.number(int(utterance.args[name])) for name in ("length", "limit")}
        yield TextMessage(key=utterance.key, text=voice.t.gettext("text_too_long", **numbers))

    def _kind_name(self, voice: Voice, slug: str) -> str:
        found = pick(self._services.store.offer_kind(slug).names, voice.lang)
        return isolate(found.text if found else slug)

    def _place_name(self, postcode: str) -> str:
        return isolate(from_field(self._services.gazetteer, postcode).name)


def _by_article(references: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Passages of one article become one, in the order of the best of each."""
    joined: dict[str, dict[str, Any]] = {}
    for reference in references:
        known = joined.setdefault(reference["article"], {**reference, "positions": []})
        known["positions"] = sorted({*known["positions"], *reference.get("positions", ())})
    return list(joined.values())


def _once(utterances: Iterable[Utterance]) -> Iterator[Utterance]:
    """The same thing is not said twice in a row."""
    before = None
    for utterance in utterances:
        if utterance != before:
            yield utterance
        before = utterance
