"""Hypothesis strategies for everything a library can say, in all scripts of its languages."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from hypothesis import strategies as st

from content.articles.models import (
    Article,
    ArticleText,
    Block,
    BlockKind,
    LegalBasis,
    Origin,
    Source,
    SourceHashes,
)
from content.articles.topics import Topic
from content.files.blocks import text_problem
from content.files.canonical import by_language
from content.files.library import Library
from content.languages import LANGUAGES
from content.offers.models import (
    Address,
    Cost,
    HoursKind,
    Location,
    LocationType,
    Offer,
    OfferKind,
    OpeningException,
    OpeningRule,
    Organization,
    Schedule,
    Service,
    ServiceStatus,
)
from content.places.districts import District
from content.places.models import Place
from content.safety.models import HelpNumber, SafetyLine
from content.safety.triggers import Trigger

SCRIPTS = (
    "abc XYZ äöüß €§–„“’.,:;#&*!|>%@`\"'[](){}?-_=+~/0123 yes no null true 1e3 0x1F",
    "абвгґєії щюя’ ЖЗ 12",
    "ابتثجحخ ةىئؤ \u200c\u064e ٠١٢٣٤ ؟،",
    "ሀለሐመ ሰረ ቀበ፣ ።",
)
lines = (
    st.one_of(
        *(st.text(alphabet=sorted(set(script)), min_size=1, max_size=40) for script in SCRIPTS),
    )
    .map(str.strip)
    .filter(lambda text: bool(text.strip()))
)
slugs = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4})?", fullmatch=True)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
hashes = st.from_regex(r"[0-9a-f]{8}", fullmatch=True)
flags = st.sampled_from([True, False, None])
some_lines = st.lists(lines, max_size=3).map(tuple)
block_lines = lines.filter(lambda text: text_problem(text) is None)
paragraphs = block_lines.filter(lambda text: not text.startswith(("- ", "#")))


def texts(required: tuple[str, ...] = ("de",)) -> st.SearchStrategy[dict[str, str]]:
    optional = dict.fromkeys(("en", "ar", "uk", "de-simple", "ti"), lines)
    return st.fixed_dictionaries(dict.fromkeys(required, lines), optional=optional).map(by_language)


blocks = st.one_of(
    st.builds(Block, st.just(BlockKind.HEADING), block_lines, st.sampled_from([2, 3])),
    st.builds(Block, st.just(BlockKind.PARAGRAPH), paragraphs),
    st.builds(Block, st.just(BlockKind.ITEM), block_lines),
    st.builds(Block, st.just(BlockKind.STEP), block_lines),
)
bodies = st.lists(blocks, min_size=1, max_size=8).map(tuple)


def article_texts(lang: str) -> st.SearchStrategy[ArticleText]:
    stamps = (
        st.none()
        if lang == "de"
        else st.none() | st.builds(SourceHashes, hashes, hashes, st.lists(hashes, max_size=4).map(tuple))
    )
    return st.builds(
        ArticleText,
        lang=st.just(lang),
        title=lines,
        summary=lines,
        questions=some_lines,
        origin=st.sampled_from(Origin),
        reviewed_by=st.none() | lines,
        reviewed_on=st.none() | days,
        blocks=bodies,
        source_hashes=stamps,
    )


@st.composite
def articles(draw: st.DrawFn, topic: str = "living") -> Article:
    langs = ["de", *draw(st.lists(st.sampled_from(sorted(set(LANGUAGES) - {"de"})), unique=True, max_size=3))]
    return Article(
        slug=draw(slugs),
        topic=topic,
        audience=draw(some_lines),
        offer_kinds=draw(some_lines),
        checks=draw(some_lines),
        terms=draw(some_lines),
        legal_basis=draw(st.lists(st.builds(LegalBasis, lines, lines, days), max_size=2).map(tuple)),
        sources=draw(st.lists(st.builds(Source, lines, lines, lines, days), max_size=2).map(tuple)),
        owner=draw(lines),
        reviewed_on=draw(days),
        review_due=draw(days),
        serves=draw(some_lines),
        texts={lang: draw(article_texts(lang)) for lang in by_language(dict.fromkeys(langs))},
    )


rules = st.builds(
    OpeningRule, st.integers(0, 6), clocks, clocks, st.sampled_from(HoursKind), note=st.none() | lines
)


@st.composite
def exceptions(draw: st.DrawFn) -> OpeningException:
    first, last = sorted((draw(days), draw(days)))
    note = draw(st.none() | lines)
    if draw(st.booleans()):
        return OpeningException(first, last, note=note)
    return OpeningException(first, last, draw(clocks), draw(clocks), draw(st.sampled_from(HoursKind)), note)


schedules = st.builds(
    Schedule,
    st.lists(rules, max_size=4).map(tuple),
    st.lists(exceptions(), max_size=2).map(tuple),
    st.booleans(),
)


@st.composite
def organizations(draw: st.DrawFn, number: int) -> list[Offer]:
    """The offers of one organization: services at some of its locations."""
    demonstration = draw(st.booleans())
    head = f"demo-05913-o{number}" if demonstration else f"o{number}"
    organization = Organization(
        head, draw(lines), draw(lines), draw(st.none() | lines), draw(st.none() | lines)
    )
    places = [draw(locations(f"{head}-l{i}")) for i in range(draw(st.integers(1, 2)))]
    offers: list[Offer] = []
    for i in range(draw(st.integers(1, 2))):
        service = draw(services(f"{head}-s{i}", organization.id, demonstration=demonstration))
        offers += [
            Offer(
                f"{head}-s{i}-at{j}",
                organization,
                service,
                place,
                draw(st.none() | lines),
                draw(st.none() | lines),
                draw(st.none() | lines),
                draw(schedules),
            )
            for j, place in enumerate(places)
        ]
    return offers


def degrees(most: int) -> st.SearchStrategy[float]:
    """Never minus zero, which is zero when it is read."""
    return st.floats(-most, most, allow_nan=False).map(lambda value: value + 0.0)


def locations(key: str) -> st.SearchStrategy[Location]:
    postcodes = st.from_regex(r"[0-9]{5}", fullmatch=True).filter(str.isascii)
    return st.builds(
        Location,
        st.just(key),
        lines,
        st.sampled_from(LocationType),
        st.none() | st.builds(Address, lines, postcodes, lines),
        st.none() | degrees(90),
        st.none() | degrees(180),
        st.none() | lines,
        flags,
    )


def services(key: str, organization: str, *, demonstration: bool) -> st.SearchStrategy[Service]:
    return st.builds(
        Service,
        id=st.just(key),
        organization_id=st.just(organization),
        kind=slugs,
        name=lines,
        description=texts(),
        status=st.sampled_from(ServiceStatus),
        languages=st.lists(st.sampled_from(["de", "kmr", "prs", "de-simple"]), max_size=3).map(tuple),
        interpreter=flags,
        target_groups=some_lines,
        minimum_age=st.none() | st.integers(0, 120),
        maximum_age=st.none() | st.integers(0, 120),
        childcare=flags,
        cost=st.builds(Cost, flags, texts(())),
        appointment_needed=flags,
        application_process=texts(()),
        service_area=st.lists(st.just("05913"), max_size=1).map(tuple),
        assured_date=days,
        review_due=days,
        demonstration=st.just(demonstration),
    )


def unique(items: st.SearchStrategy[Any], key: str, *, most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=most, unique_by=lambda item: getattr(item, key)).map(tuple)


kinds = st.builds(OfferKind, slugs, texts(), st.just({"de": ("Wort", "yes")}) | st.just({}), texts())
safety_lines = st.builds(
    SafetyLine,
    slugs,
    st.integers(1, 1000),
    texts(),
    texts(),
    st.lists(st.builds(HelpNumber, lines, texts()), max_size=2).map(tuple),
    some_lines,
    st.booleans(),
)
triggers = st.builds(
    Trigger,
    slugs,
    st.lists(st.lists(lines, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple),
    some_lines,
)
DISTRICT = District("05913", "Dortmund", "kreisfreie Stadt", "Arnsberg")


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    found = draw(unique(articles(), "slug", most=2))
    places = [Place("44137", "Dortmund", "05913", "Dortmund", 51.5123, -7.4)]
    organizations_ = [draw(organizations(number)) for number in range(draw(st.integers(0, 2)))]
    offers = [offer for members in organizations_ for offer in members]
    return Library(
        articles=tuple(sorted(found, key=lambda article: article.slug)),
        topics=draw(unique(st.builds(Topic, slugs, texts(), slugs), "slug")),
        offer_kinds=draw(unique(kinds, "slug")),
        offers=tuple(sorted(offers, key=lambda offer: not offer.service.demonstration)),
        places=tuple(places),
        districts=(DISTRICT,),
        place_names=draw(st.dictionaries(lines, st.just({"ar": ("دورتموند",)}), max_size=2)),
        safety_lines=draw(unique(safety_lines, "slug")),
        safety_triggers=by_language(
            draw(st.dictionaries(st.sampled_from(["de", "uk"]), unique(triggers, "line").filter(bool)))
        ),
        notes=draw(st.just({}) | lines.map(lambda text: {"places/README.md": f"{text}\n"})),
    )
