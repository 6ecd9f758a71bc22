"""Every rule of the lint, by breaking it once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from content.articles.models import Article, ArticleText, Block, BlockKind, LegalBasis, Origin, Source
from content.articles.topics import Topic
from content.files.library import LIBRARY_FOLDER, Library, write_library
from content.lint import Finding, Severity, lint
from content.lint.translations import numbers
from content.offers.models import (
    Address,
    Cost,
    Location,
    LocationType,
    Offer,
    OfferKind,
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
from tests.content.offers.test_hours import rule

TODAY = date(2026, 11, 21)
LANGS = ("de", "ar", "uk")
WORD = {"de": "Wort", "ar": "كلمة", "uk": "слово"}


def text(lang: str, *blocks: Block) -> ArticleText:
    word = WORD[lang]
    return ArticleText(
        lang=lang,
        title=word,
        summary=word,
        questions=tuple(f"{word} {number}?" for number in range(5)),
        origin=Origin.MACHINE,
        reviewed_by=None,
        reviewed_on=None,
        blocks=blocks
        or (
            Block(BlockKind.HEADING, word, 2),
            Block(
                BlockKind.PARAGRAPH, f"[{word}](offer-kind:jugendamt) {'١٠٠٠' if lang == 'ar' else '1.000'}"
            ),
            Block(BlockKind.ITEM, word),
        ),
    )


def article(**changes: object) -> Article:
    german = text("de")
    texts = {lang: replace(text(lang), source_hashes=german.hashes()) for lang in LANGS if lang != "de"}
    base = Article(
        slug="kita",
        topic="childcare",
        audience=("families",),
        offer_kinds=("jugendamt",),
        checks=(),
        terms=(),
        legal_basis=(LegalBasis("§ 24 SGB VIII", "https://example.org/24", TODAY),),
        sources=(Source("Land", "Kita", "https://example.org/kita", TODAY),),
        owner="editors",
        reviewed_on=TODAY,
        review_due=date(2027, 5, 21),
        serves=("state-6", "federal-S12"),
        texts={"de": german, **texts},
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def offer(**changes: object) -> Offer:
    base = Offer(
        id="demo-05913-amt-rat-mitte",
        organization=Organization("demo-05913-amt", "Amt (Beispiel)", "Hilft.", "https://amt.example.org"),
        service=SERVICE,
        location=LOCATION,
        phone="0221 4710 123",
        email="rat@amt.example.org",
        url=None,
        schedule=Schedule((rule(0, "08:00", "12:00"),)),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


LOCATION = Location(
    "demo-05913-amt-mitte",
    "Mitte",
    LocationType.PHYSICAL,
    Address("Beispielstraße 1", "44137", "Dortmund"),
    51.51,
    7.46,
)
SERVICE = Service(
    id="demo-05913-amt-rat",
    organization_id="demo-05913-amt",
    kind="jugendamt",
    name="Rat (Beispiel)",
    description={"de": "Rat."},
    status=ServiceStatus.ACTIVE,
    languages=("de", "kmr"),
    interpreter=None,
    target_groups=("families",),
    minimum_age=None,
    maximum_age=None,
    childcare=None,
    cost=Cost(free=True),
    appointment_needed=None,
    application_process={},
    service_area=("05913",),
    assured_date=TODAY,
    review_due=date(2027, 5, 21),
    demonstration=True,
)
LINE = SafetyLine(
    "danger",
    10,
    WORD,
    {lang: f"{word} 112" for lang, word in WORD.items()},
    (HelpNumber("112", WORD),),
    (),
    False,
)


def library(**changes: object) -> Library:
    base = Library(
        articles=(article(),),
        topics=(Topic("childcare", WORD, "child"),),
        offer_kinds=(OfferKind("jugendamt", WORD, {}, WORD),),
        offers=(offer(),),
        places=(Place("44137", "Dortmund", "05913", "Dortmund", 51.51, 7.46),),
        districts=(District("05913", "Dortmund", "kreisfreie Stadt", "Arnsberg"),),
        place_names={"Dortmund": {"ar": ("دورتموند",)}},
        safety_lines=(LINE,),
        safety_triggers={lang: (Trigger("danger", ((WORD[lang],),)),) for lang in LANGS},
        notes={"places/README.md": "GeoNames\n"},
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def findings(folder: Path, found: Library) -> list[Finding]:
    write_library(found, folder)
    return lint(folder, TODAY)


def test_a_sound_library_has_no_findings(tmp_path: Path) -> None:
    assert findings(tmp_path, library()) == []


def test_the_library_that_ships_has_no_errors() -> None:
    errors = [finding for finding in lint(LIBRARY_FOLDER) if finding.severity is Severity.ERROR]
    assert errors == []


def with_article(**changes: object) -> Library:
    return library(articles=(article(**changes),))


def with_text(lang: str, **changes: object) -> Library:
    base = article()
    return library(
        articles=(replace(base, texts={**base.texts, lang: replace(base.texts[lang], **changes)}),)  # type: ignore[arg-type]
    )


def with_block(lang: str, position: int, written: str) -> Library:
    blocks = list(article().texts[lang].blocks)
    blocks[position] = replace(blocks[position], text=written)
    return with_text(lang, blocks=tuple(blocks))


def with_offer(**changes: object) -> Library:
    return library(offers=(offer(**changes),))


def with_service(**changes: object) -> Library:
    return with_offer(service=replace(SERVICE, **changes))  # type: ignore[arg-type]


def with_location(**changes: object) -> Library:
    return with_offer(location=replace(LOCATION, **changes))  # type: ignore[arg-type]


def with_rules(*rules: OpeningRule) -> Library:
    return with_offer(schedule=Schedule(rules))


TOMORROW = date(2026, 11, 22)
Case = tuple[Callable[[], Library], str, str]
ERRORS: list[Case] = [
    (lambda: with_article(sources=()), "article.yaml", "No source"),
    (
        lambda: with_article(sources=(Source("Land", "Kita", "http://x", TODAY),)),
        "article.yaml",
        "no web address",
    ),
    (
        lambda: with_article(sources=(Source("L", "K", "https://x", TOMORROW),)),
        "article.yaml",
        "in the future",
    ),
    (
        lambda: with_article(legal_basis=(LegalBasis("§", "https://x", TOMORROW),)),
        "article.yaml",
        "in the future",
    ),
    (lambda: with_article(reviewed_on=TOMORROW), "article.yaml", "in the future"),
    (lambda: with_article(review_due=TODAY), "article.yaml", "before reviewed_on"),
    (lambda: with_article(review_due=date(2028, 1, 1)), "article.yaml", "six months"),
    (lambda: with_article(audience=()), "article.yaml", "Nobody"),
    (lambda: with_article(audience=("nobody",)), "article.yaml", "not among"),
    (lambda: with_article(offer_kinds=("zoo",)), "article.yaml", "no kind 'zoo'"),
    (lambda: with_article(topic="zoo"), "article.yaml", "no topic 'zoo'"),
    (lambda: with_article(serves=("row 7",)), "article.yaml", "no row of the facts"),
    (lambda: with_text("uk", questions=("а?", "б?")), "uk.md", "2 questions"),
    (lambda: with_text("uk", questions=("а?",) * 5), "uk.md", "stands twice"),
    (lambda: with_text("ar", reviewed_by="Nobody"), "ar.md", "Only one of"),
    (lambda: with_text("ar", reviewed_by="Х", reviewed_on=TOMORROW), "ar.md", "in the future"),
    (lambda: with_text("de", source_hashes=text("de").hashes()), "de.md", "bears a stamp"),
    (lambda: with_text("ar", source_hashes=None), "ar.md", "Nobody has recorded"),
    (lambda: with_text("ar", blocks=article().texts["ar"].blocks[:2]), "ar.md", "2 blocks, in German 3"),
    (
        lambda: with_text("uk", blocks=article().texts["uk"].blocks[::-1]),
        "uk.md",
        "is a item, in German a heading",
    ),
    (lambda: with_block("uk", 1, "[слово](offer-kind:jugendamt) 1001"), "uk.md", "missing 1000; added 1001"),
    (lambda: with_block("uk", 1, "слово 1 000"), "uk.md", "links differ"),
    (lambda: with_text("ar", summary="كلمة 7"), "ar.md", "added 7"),
    (lambda: with_block("de", 2, "[hier](article:nowhere)"), "de.md", "no article 'nowhere'"),
    (lambda: with_block("de", 2, "[hier](offer-kind:zoo)"), "de.md", "no kind of offer 'zoo'"),
    (lambda: with_block("de", 2, "[hier](http://x)"), "de.md", "no known kind"),
    (lambda: with_block("de", 2, "[hier](article: kita)"), "de.md", "link is broken"),
    (lambda: with_block("de", 2, "**fett"), "de.md", "stands alone"),
    (lambda: with_block("de", 2, "`code`"), "de.md", "code inline"),
    (lambda: with_text("de", title="**Wort**"), "de.md", "marks of Markdown"),
    (lambda: with_text("de", blocks=(Block(BlockKind.HEADING, "x", 3),)), "de.md", "skips a level"),
    (lambda: with_block("ar", 2, "слово"), "ar.md", "Cyrillic letters"),
    (lambda: with_block("de", 2, "كلمة"), "de.md", "Arabic letters"),
    (lambda: with_block("uk", 2, "слова и мышь"), "uk.md", "Russian letters"),
    (lambda: with_block("uk", 2, "слоvо"), "uk.md", "in one word"),
    (lambda: with_block("ar", 2, "Das ist nicht übersetzt"), "ar.md", "not translated"),
    (lambda: with_service(kind="zoo"), "05913.yaml", "no kind 'zoo'"),
    (lambda: with_service(name="Rat"), "05913.yaml", "does not say so"),
    (lambda: with_service(service_area=("00000",)), "05913.yaml", "no district"),
    (lambda: with_service(target_groups=("cats",)), "05913.yaml", "'cats' is unknown"),
    (lambda: with_service(languages=("qqq",)), "05913.yaml", "no language"),
    (lambda: with_service(minimum_age=9, maximum_age=3), "05913.yaml", "greatest age"),
    (lambda: with_service(assured_date=TOMORROW), "05913.yaml", "in the future"),
    (lambda: with_service(review_due=TODAY), "05913.yaml", "before assured_date"),
    (lambda: with_offer(phone="0231 5013700"), "05913.yaml", "somebody's number"),
    (lambda: with_offer(email="rat@amt.de"), "05913.yaml", "somebody's address"),
    (lambda: with_offer(url="https://notexample.org"), "05913.yaml", "somebody's address"),
    (lambda: with_location(address=None), "05913.yaml", "Address or point is missing"),
    (lambda: with_location(address=Address("x", "44137", "Köln")), "05913.yaml", "belongs to Dortmund"),
    (lambda: with_location(latitude=50.9), "05913.yaml", "km from"),
    (
        lambda: with_rules(rule(0, "08:00", "12:00"), rule(0, "11:00", "13:00")),
        "05913.yaml",
        "overlap at 11:00",
    ),
    (
        lambda: library(topics=(Topic("childcare", {"de": "Wort"}, "child"),)),
        "topics.yaml",
        "missing: ar, uk",
    ),
    (
        lambda: library(offer_kinds=(OfferKind("jugendamt", WORD, {}, {"de": "x"}),)),
        "offer-kinds.yaml",
        "missing",
    ),
    (lambda: library(place_names={"Atlantis": {}}), "names.yaml", "No municipality"),
    (lambda: library(place_names={"Dortmund": {"ar": ("Дортмунд",)}}), "names.yaml", "Cyrillic"),
    (lambda: library(safety_lines=(replace(LINE, title={"de": "x"}),)), "lines.yaml", "missing: ar, uk"),
    (
        lambda: library(safety_lines=(replace(LINE, text={**LINE.text, "uk": "слово 110"}),)),
        "lines.yaml",
        "numbers",
    ),
    (lambda: library(safety_lines=(replace(LINE, offer_kinds=("zoo",)),)), "lines.yaml", "no kind 'zoo'"),
    (
        lambda: library(safety_lines=(replace(LINE, numbers=(HelpNumber("0800 CALL", WORD),)),)),
        "lines.yaml",
        "no telephone number",
    ),
    (
        lambda: library(safety_triggers={**library().safety_triggers, "uk": (Trigger("x", (("слово",),)),)}),
        "uk.yaml",
        "No words of this language",
    ),
    (
        lambda: library(safety_triggers={**library().safety_triggers, "uk": (Trigger("danger", (("*",),)),)}),
        "uk.yaml",
        "without letters",
    ),
]


@pytest.mark.parametrize(("broken", "name", "says"), ERRORS, ids=[says for _, _, says in ERRORS])
def test_each_mistake_is_an_error_in_its_file(
    tmp_path: Path, broken: Callable[[], Library], name: str, says: str
) -> None:
    found = findings(tmp_path, broken())
    hits = [finding for finding in found if finding.path.name == name and says in finding.problem]
    assert hits, found
    assert all(finding.severity is Severity.ERROR and finding.remedy for finding in hits)


WARNINGS: list[Case] = [
    (lambda: with_block("de", 2, "Anders"), "ar.md", "has changed since this translation: block 3"),
    (lambda: with_text("de", summary="Anders"), "uk.md", "has changed since this translation: summary"),
    (
        lambda: with_article(reviewed_on=date(2026, 1, 1), review_due=date(2026, 6, 1)),
        "article.yaml",
        "was due",
    ),
    (
        lambda: with_service(assured_date=date(2026, 1, 1), review_due=date(2026, 6, 1)),
        "05913.yaml",
        "checked by",
    ),
    (lambda: with_rules(rule(0, "22:00", "02:00")), "05913.yaml", "go over midnight"),
    (lambda: with_block("de", 2, "[x](article:kita)"), "de.md", "links to itself"),
]


@pytest.mark.parametrize(("broken", "name", "says"), WARNINGS, ids=[says for _, _, says in WARNINGS])
def test_what_grows_old_is_a_warning(
    tmp_path: Path, broken: Callable[[], Library], name: str, says: str
) -> None:
    found = findings(tmp_path, broken())
    assert [f.severity for f in found if f.path.name == name and says in f.problem] == [Severity.WARNING]


def test_what_runs_at_the_same_time_may_be_told_apart_by_a_note(tmp_path: Path) -> None:
    cafe = rule(0, "09:00", "10:00", note="Elterncafé")
    assert findings(tmp_path, with_rules(rule(0, "08:00", "12:00"), cafe)) == []


def test_one_and_two_may_be_words(tmp_path: Path) -> None:
    assert findings(tmp_path, with_text("ar", summary="2 كلمة")) == []


def test_one_unreadable_file_does_not_hide_the_others(tmp_path: Path) -> None:
    write_library(with_article(sources=()), tmp_path)
    (tmp_path / "topics.yaml").write_text("[")
    found = {(finding.path.name, finding.problem.split(".")[0][:15]) for finding in lint(tmp_path, TODAY)}
    assert ("article.yaml", "No source is na") in found
    assert ("topics.yaml", "This is not YAM") in found


def test_other_forms_and_stray_files_are_found(tmp_path: Path) -> None:
    write_library(library(), tmp_path)
    topics = tmp_path / "topics.yaml"
    topics.write_text("# a comment\n" + topics.read_text("utf-8"), "utf-8")
    (tmp_path / "notes.txt").write_text("x")
    found = {finding.path.name: finding for finding in lint(tmp_path, TODAY)}
    assert found["topics.yaml"].severity is Severity.ERROR
    assert "canonical" in found["topics.yaml"].problem
    assert found["notes.txt"].severity is Severity.WARNING


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("1.000 Euro", {"1000"}),
        ("1 000 євро", {"1000"}),
        ("١٬٠٠٠ يورو", {"1000"}),
        ("2,50", {"250"}),
        ("16–25 Jahre, § 24", {"16", "25", "24"}),
        ("0800 111 0 111", {"08001110111"}),
        ("nichts", set()),
    ],
)
def test_numbers_of_all_digits_and_separators(written: str, found: set[str]) -> None:
    assert numbers(written.replace("٬", "\u066c")) == found


def test_findings_name_paths_below_the_library(tmp_path: Path) -> None:
    for finding in findings(tmp_path, with_article(sources=())):
        assert re.match(r"articles/childcare/kita/", finding.path.as_posix())
