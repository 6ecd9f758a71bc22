"""From the nouns of `content` and `search` to what the JSON API says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from api.asking import SUMMARY, Quotation
from api.directory import Listing
from api.i18n import Localizer
from api.markup import inline_html, plain
from api.opening import opening_text
from api.pages import links
from api.pages.views import resolver
from api.services import Services
from api.texts import Words, pick, pick_text
from api.v1 import schemas
from api.whereabouts import Whereabouts
from content.articles.models import Article, ArticleText
from content.offers.hours import DayHours, OpeningStatus, week
from content.places.models import Place
from content.safety.models import SafetyLine


def article_brief(article: Article, text: ArticleText, lang: str) -> schemas.ArticleBrief:
    """Title and summary."""
    return schemas.ArticleBrief(
        slug=article.slug,
        topic=article.topic,
        lang=text.lang,
        title=text.title,
        summary=plain(text.summary),
        languages=sorted(article.texts),
        url=links.article(lang, article.slug),
    )


def article_out(article: Article, lang: str) -> schemas.ArticleOut:
    """The whole text, in German where `lang` has none."""
    text = pick_text(article, lang)
    stale = frozenset(article.stale_blocks(text.lang))
    blocks = [
        schemas.BlockOut(
            position=position,
            kind=block.kind.value,
            level=block.level,
            text=block.text,
            html=str(inline_html(block.text, resolver(lang, None))),
            stale=position in stale,
        )
        for position, block in enumerate(text.blocks)
    ]
    brief = article_brief(article, text, lang).model_dump()
    return schemas.ArticleOut(
        **brief, blocks=blocks, offer_kinds=list(article.offer_kinds), provenance=provenance(article, text)
    )


def provenance(article: Article, text: ArticleText) -> schemas.Provenance:
    """How far a text can be trusted."""
    sources = [
        schemas.SourceOut(authority=source.authority, title=source.title, url=source.url, as_of=source.as_of)
        for source in article.sources
    ]
    laws = [
        schemas.SourceOut(authority=None, title=law.name, url=law.url, as_of=law.as_of)
        for law in article.legal_basis
    ]
    return schemas.Provenance(
        origin=text.origin.value,
        checked_by_person=text.checked_by_person,
        last_checked=article.reviewed_on,
        review_due=article.review_due,
        sources=sources + laws,
    )


def quote_out(quotation: Quotation, lang: str) -> schemas.QuoteOut:
    """A quotation with its words."""
    text = quotation.text
    words = [
        text.summary if position == SUMMARY else text.blocks[position].text
        for position in quotation.positions
    ]
    return schemas.QuoteOut(
        article=article_brief(quotation.article, text, lang),
        positions=list(quotation.positions),
        text="\n".join(plain(each) for each in words),
        score=quotation.score,
        provenance=provenance(quotation.article, text),
    )


def safety_out(lines: Iterable[SafetyLine], lang: str) -> list[schemas.SafetyOut]:
    """Safety lines in `lang`."""
    found = []
    for line in lines:
        title, text = pick(line.title, lang), pick(line.text, lang)
        if title and text:
            numbers = [
                schemas.NumberOut(
                    number=each.number, label=label.text if (label := pick(each.label, lang)) else None
                )
                for each in line.numbers
            ]
            found.append(
                schemas.SafetyOut(
                    slug=line.slug,
                    lang=text.lang,
                    title=title.text,
                    text=text.text,
                    numbers=numbers,
                    private=line.private,
                )
            )
    return found


def place_out(place: Place) -> schemas.PlaceOut:
    """A place."""
    return schemas.PlaceOut(
        postcode=place.postcode,
        name=place.name,
        district=place.district,
        district_ags=place.district_ags,
        latitude=place.latitude,
        longitude=place.longitude,
    )


def where_out(where: Whereabouts) -> schemas.WhereOut:
    """A place as it was made out."""
    return schemas.WhereOut(
        finding=where.finding.value,
        from_question=where.from_question,
        places=[place_out(place) for place in where.places],
    )


def opening_out(services: Services, opening: OpeningStatus, localizer: Localizer) -> schemas.OpeningOut:
    """Whether somebody is there now."""
    return schemas.OpeningOut(
        known=opening.known,
        open_now=opening.open_now,
        kind=opening.kind.value if opening.kind else None,
        until=opening.until,
        next_opening=opening.next_opening,
        text=opening_text(localizer, opening, services.clock()),
    )


def offer_briefs(
    services: Services, listings: Iterable[Listing], localizer: Localizer
) -> list[schemas.OfferBrief]:
    """Offers for a list."""
    names = {kind.slug: pick(kind.names, localizer.tag) for kind in services.store.offer_kinds()}
    return [_offer_brief(services, listing, localizer, names) for listing in listings]


def offer_out(services: Services, listing: Listing, localizer: Localizer) -> schemas.OfferOut:
    """An offer with all that is known of it."""
    offer, service, lang = listing.offer, listing.offer.service, localizer.tag
    (brief,) = offer_briefs(services, [listing], localizer)
    description = pick(service.description, lang)
    return schemas.OfferOut(
        **brief.model_dump(),
        description=description.text if description else None,
        description_lang=description.lang if description else None,
        status=service.status.value,
        email=offer.email or offer.organization.email,
        website=offer.url or offer.organization.website,
        interpreter=service.interpreter,
        target_groups=list(service.target_groups),
        minimum_age=service.minimum_age,
        maximum_age=service.maximum_age,
        childcare=service.childcare,
        free_of_charge=service.cost.free,
        cost=_text(service.cost.description, lang),
        appointment_needed=service.appointment_needed,
        application=_text(service.application_process, lang),
        service_area=list(service.service_area),
        wheelchair=offer.location.wheelchair,
        transportation=offer.location.transportation,
        week=[_day(hours) for hours in week(offer.schedule, services.clock().date())],
        last_checked=service.assured_date,
    )


def _offer_brief(
    services: Services, listing: Listing, localizer: Localizer, kind_names: Mapping[str, Words | None]
) -> schemas.OfferBrief:
    offer, service, location = listing.offer, listing.offer.service, listing.offer.location
    kind_name = kind_names.get(service.kind)
    distance = listing.distance_km
    return schemas.OfferBrief(
        id=offer.id,
        kind=service.kind,
        kind_name=kind_name.text if kind_name else None,
        name=service.name,
        organization=offer.organization.name,
        demonstration=service.demonstration,
        address=schemas.AddressOut(**asdict(location.address)) if location.address else None,
        latitude=location.latitude,
        longitude=location.longitude,
        distance_km=None if distance is None else round(distance, 1),
        serves_place=listing.serves_place,
        phone=offer.phone,
        languages=list(service.languages),
        opening=opening_out(services, listing.opening, localizer),
        url=links.offer(localizer.tag, offer.id),
    )


def _day(hours: DayHours) -> schemas.DayOut:
    slots = [
        schemas.HoursOut(opens=f"{slot.opens:%H:%M}", closes=f"{slot.closes:%H:%M}", kind=slot.kind.value)
        for slot in hours.slots
    ]
    return schemas.DayOut(date=hours.day, hours=slots, holiday=hours.holiday)


def _text(texts: Mapping[str, str], lang: str) -> str | None:
    words = pick(texts, lang)
    return words.text if words else None
