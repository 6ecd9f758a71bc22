"""Cards from references: passages of articles, offers, safety lines, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, Literal

from markupsafe import Markup

from api.chat.schemas import Link, OfferMessage, QuoteMessage, SafetyMessage, SafetyNumber
from api.i18n import Localizer
from api.markup import inline_html
from api.opening import opening_text
from api.pages import links
from api.services import Services
from api.texts import pick, pick_text
from content.articles.models import Article, ArticleText, BlockKind, Origin, Source
from content.languages import LANGUAGES
from content.offers.hours import status
from content.offers.models import Offer
from content.safety.models import SafetyLine

_SUMMARY: Final = -1
_BLOCKS_SHOWN: Final = 6
"""A passage that fits on the screen of a phone; the article has the rest."""
_QUICK_EXIT: Final = "https://www.dwd.de/"


@dataclass(frozen=True, slots=True)
class Voice:
    """A language, and everything that speaks it."""

    services: Services
    t: Localizer
    place: str | None = None
    """Postcode that links carry along."""

    @property
    def lang(self) -> str:
        """BCP 47 tag."""
        return self.t.tag


def isolate(name: str) -> str:
    """A name within a sentence, kept apart from the direction of the text around it (FSI, PDI)."""
    return f"\u2068{name}\u2069"


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """For the `dir` attribute."""
    return "rtl" if LANGUAGES[lang].direction == "rtl" else "ltr"


def quote_message(voice: Voice, reference: Mapping[str, Any]) -> QuoteMessage:
    """The passage in the language of the talk where the article has it, else as it was found.

    Block n of a translation translates block n of the source, so the position holds in every language.
    Raises ArticleNotFound.
    """
    article = voice.services.store.article(str(reference["article"]))
    text = pick_text(article, voice.lang, str(reference.get("lang", "")))
    positions = [
        int(each) for each in reference.get("positions", ()) if _SUMMARY <= int(each) < len(text.blocks)
    ]
    return QuoteMessage(
        article=article.slug,
        lang=text.lang,
        dir=direction(text.lang),
        title=text.title,
        paragraphs=[str(part) for part in _paragraphs(voice, text, positions or [_SUMMARY])],
        url=links.article(_page_lang(voice, text), article.slug, place=voice.place),
        read_more=voice.t.gettext("quote_read_more"),
        sources=list(dict.fromkeys(_source(voice, source) for source in article.sources))[:2],
        checked=voice.t.gettext("quote_checked", date=voice.t.date(article.reviewed_on)),
        notes=list(_notes(voice, article, text, positions)),
    )


def _page_lang(voice: Voice, text: ArticleText) -> str:
    return voice.lang if text.lang == voice.lang or text.lang not in voice.services.catalogs else text.lang


def _source(voice: Voice, source: Source) -> str:
    date = voice.t.date(source.as_of)
    return voice.t.gettext("quote_source", authority=isolate(source.authority), date=date)


def _notes(voice: Voice, article: Article, text: ArticleText, positions: Sequence[int]) -> Iterator[str]:
    if text.lang != voice.lang:
        name = voice.t.language_name(text.lang)
        yield voice.t.gettext("quote_other_language", language=isolate(name))
    if text.origin is Origin.MACHINE and not text.checked_by_person:
        yield voice.t.gettext("quote_machine")
    if set(positions) & set(article.stale_blocks(text.lang)):
        yield voice.t.gettext("quote_stale")


def _paragraphs(voice: Voice, text: ArticleText, positions: Sequence[int]) -> Iterator[Markup]:
    """Safe HTML of the blocks in reading order; neighbouring items become one list."""

    def resolve(kind: str, slug: str) -> str:
        if kind == "article":
            return links.article(voice.lang, slug, place=voice.place)
        return links.offers(voice.lang, kind=slug, place=voice.place)

    if _SUMMARY in positions:
        yield Markup("<p>{}</p>").format(inline_html(text.summary, resolve))
    chosen = [text.blocks[each] for each in sorted(set(positions)) if each != _SUMMARY][:_BLOCKS_SHOWN]
    for kind, blocks in groupby(chosen, key=lambda block: block.kind):
        yield from _group(kind, [inline_html(block.text, resolve) for block in blocks])


_WRAPPERS: Final = {
    BlockKind.HEADING: Markup("<p><strong>{}</strong></p>"),
    BlockKind.PARAGRAPH: Markup("<p>{}</p>"),
    BlockKind.ITEM: Markup("<li>{}</li>"),
    BlockKind.STEP: Markup("<li>{}</li>"),
}


def _group(kind: BlockKind, texts: list[Markup]) -> Iterator[Markup]:
    wrapped = [_WRAPPERS[kind].format(text) for text in texts]
    if kind is BlockKind.ITEM:
        yield Markup("<ul>{}</ul>").format(Markup("").join(wrapped))
    elif kind is BlockKind.STEP:
        yield Markup("<ol>{}</ol>").format(Markup("").join(wrapped))
    else:
        yield from wrapped


def offer_message(voice: Voice, offer: Offer, km: float | None) -> OfferMessage:
    """What somebody needs to decide whether to go there."""
    service, location = offer.service, offer.location
    now = voice.services.clock()
    opening = status(offer.schedule, now)
    address = location.address
    kind = voice.services.store.offer_kind(service.kind)
    kind_name = pick(kind.names, voice.lang)
    spoken = voice.t.list([voice.t.language_name(tag) for tag in service.languages])
    return OfferMessage(
        id=offer.id,
        name=service.name,
        kind_name=kind_name.text if kind_name else service.kind,
        address=f"{address.address_1}, {address.postal_code} {address.city}" if address else None,
        distance=None if km is None else voice.t.distance(km),
        open_now=opening.open_now,
        hours=opening_text(voice.t, opening, now),
        languages=voice.t.gettext("offer_languages", languages=spoken) if spoken else None,
        phone=offer.phone,
        phone_url=links.telephone(offer.phone) if offer.phone else None,
        url=links.offer(voice.lang, offer.id, place=voice.place),
        demonstration=voice.t.gettext("offer_demonstration") if service.demonstration else None,
    )


def safety_message(voice: Voice, line: SafetyLine) -> SafetyMessage:
    """The fixed words of a safety line."""
    exit_link = Link(title=voice.t.gettext("quick_exit"), url=_QUICK_EXIT)
    return SafetyMessage(
        line=line.slug,
        title=_words(line.title, voice.lang),
        text=_words(line.text, voice.lang),
        numbers=[
            SafetyNumber(
                number=each.number, url=links.telephone(each.number), label=_words(each.label, voice.lang)
            )
            for each in line.numbers
        ],
        quick_exit=exit_link if line.private else None,
    )


def _words(texts: Mapping[str, str], lang: str) -> str:
    found = pick(texts, lang)
    return found.text if found else ""
