"""Suggested replies; each carries its meaning with our signature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from api.chat.cards import Voice
from api.chat.models import Press, Utterance
from api.chat.schemas import Button
from api.chat.signing import Signer
from api.texts import pick
from content.languages import LANGUAGES

_KINDS_SHOWN: Final = 6
_PLACES_SHOWN: Final = 6


class Buttons:
    """Makes the buttons that follow an utterance."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def after(self, voice: Voice, utterance: Utterance) -> Iterator[Button]:
        """The replies that make sense now; most utterances have none."""
        match utterance.key:
            case (
                "utter_greet"
                | "utter_help"
                | "utter_restarted"
                | "utter_anything_else"
                | "utter_out_of_scope"
            ):
                yield self._button(voice, "button_find_offer", Press("find_offer"))
                yield self._button(voice, "button_person", Press("talk_to_person"))
                yield self._button(voice, "button_languages", Press("change_language"))
            case "text_empty" | "utter_ask_rephrase":
                yield self._button(voice, "button_help", Press("help"))
                yield self._button(voice, "button_person", Press("talk_to_person"))
            case "utter_offer_nearby":
                yield self._button(voice, "button_yes", Press("find_offer", what=utterance.args["kind"]))
                yield self._button(voice, "button_no", Press("deny"))
            case "utter_ask_find_offer_form_what":
                yield from self._kinds(voice)
            case "utter_place_ambiguous":
                yield from self._places(utterance)
            case "languages":
                yield from self._languages(voice)
            case "language_switched":
                yield self._language(str(utterance.args["from"]))
            case "safety":
                yield from self._help_near(voice, utterance)

    def _button(self, voice: Voice, key: str, press: Press) -> Button:
        return Button(title=voice.t.gettext(key), payload=self._signer.payload(press))

    def _kinds(self, voice: Voice) -> Iterator[Button]:
        """The kinds of office most articles lead to, those they name first above all."""
        store = voice.services.store
        offered = {offer.service.kind for offer in store.offers()}
        asked_for: Counter[str] = Counter()
        for article in store.articles():
            for rank, slug in enumerate(article.offer_kinds, start=1):
                asked_for[slug] += 12 // rank
        kinds = sorted(
            (kind for kind in store.offer_kinds() if kind.slug in offered),
            key=lambda kind: -asked_for[kind.slug],
        )
        for kind in kinds[:_KINDS_SHOWN]:
            name = pick(kind.names, voice.lang)
            if name is not None:
                payload = self._signer.payload(Press("find_offer", what=kind.slug))
                yield Button(title=name.text, payload=payload, lang=name.lang)

    def _places(self, utterance: Utterance) -> Iterator[Button]:
        named = zip(utterance.args["names"], utterance.args["postcodes"], strict=True)
        for name, postcode in list(named)[:_PLACES_SHOWN]:
            payload = self._signer.payload(Press("inform", where=str(postcode)))
            yield Button(title=str(name), payload=payload, lang="de")

    def _languages(self, voice: Voice) -> Iterator[Button]:
        for language in voice.services.catalogs.languages:
            if language.tag != voice.lang:
                yield self._language(language.tag)

    def _language(self, tag: str) -> Button:
        payload = self._signer.payload(Press("change_language", lang=tag))
        return Button(title=LANGUAGES[tag].own_name, payload=payload, lang=tag)

    def _help_near(self, voice: Voice, utterance: Utterance) -> Iterator[Button]:
        lines = {line.slug: line for line in voice.services.store.safety_lines()}
        kinds = [kind for slug in utterance.args["lines"] for kind in lines[slug].offer_kinds]
        if kinds and len(utterance.args["lines"]) < len(lines):
            yield self._button(voice, "button_help_near", Press("find_offer", what=kinds[0]))
