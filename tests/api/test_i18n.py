from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from api.i18n import (
    LOCALES_FOLDER,
    CatalogError,
    Catalogs,
    domains,
    load_catalogs,
    preferred_tags,
    read_catalog,
    untranslated,
)
from content.languages import LANGUAGES, Language

ROOT = LOCALES_FOLDER.parent
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
CATALOGS = [
    (language, domain)
    for language in LANGUAGES.values()
    for domain in domains()
    if (LOCALES_FOLDER / language.catalog / "LC_MESSAGES" / f"{domain}.po").is_file()
]


def po(catalog: str, domain: str) -> Catalog:
    return read_catalog(LOCALES_FOLDER / catalog / "LC_MESSAGES" / f"{domain}.po")


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    if text is None:
        return []
    return [text] if isinstance(text, str) else list(text)


def extracted() -> set[str]:
    with (LOCALES_FOLDER / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}
    found = extract_from_dir(ROOT, methods, options, keywords=keywords, directory_filter=is_below_api)
    return {forms(message)[0] for _file, _line, message, *_rest in found}


def is_below_api(folder: str) -> bool:
    return Path(folder).resolve().is_relative_to(ROOT / "api") and "__pycache__" not in folder


def test_the_languages_of_this_edition_are_switched_on(catalogs: Catalogs) -> None:
    assert {"de", "en", "ar", "uk"} <= set(catalogs.localizers)


@pytest.mark.parametrize(("language", "domain"), CATALOGS, ids=lambda value: getattr(value, "tag", value))
def test_placeholders_of_a_translation_are_those_of_its_source(language: Language, domain: str) -> None:
    template = read_catalog(LOCALES_FOLDER / f"{domain}.pot")
    wrong = []
    for message in po(language.catalog, domain):
        if not message.id or template.get(forms(message.id)[0]) is None:
            continue
        wanted = [Counter(PLACEHOLDER.findall(form)) for form in forms(message.id)]
        given = [Counter(PLACEHOLDER.findall(form)) for form in forms(message.string) if form]
        if is_source_text(message) and any(form not in wanted for form in given):
            wrong.append(message.id)
    assert wrong == []


def is_source_text(message: Message) -> bool:
    """Keys such as `utter_greet` carry no placeholders of their own."""
    return any(" " in form or "%" in form for form in forms(message.id))


def test_the_template_holds_what_code_and_pages_say() -> None:
    template = {
        forms(message.id)[0] for message in read_catalog(LOCALES_FOLDER / "messages.pot") if message.id
    }
    assert template == extracted(), "run the extraction of locales/README.md"


def test_a_language_with_an_empty_or_fuzzy_message_stays_off(tmp_path: Path) -> None:
    write(tmp_path / "messages.pot", 'msgid "Hello"\nmsgstr ""\n')
    write(tmp_path / "de/LC_MESSAGES/messages.po", 'msgid "Hello"\nmsgstr "Hallo"\n')
    write(tmp_path / "uk/LC_MESSAGES/messages.po", 'msgid "Hello"\nmsgstr ""\n')
    write(tmp_path / "ar/LC_MESSAGES/messages.po", '#, fuzzy\nmsgid "Hello"\nmsgstr "أهلا"\n')
    assert list(load_catalogs(tmp_path).localizers) == ["de"]


def test_a_second_domain_must_be_complete_too_and_its_messages_are_found(tmp_path: Path) -> None:
    write(tmp_path / "messages.pot", 'msgid "Hello"\nmsgstr ""\n')
    write(tmp_path / "bot.pot", 'msgid "utter_greet"\nmsgstr ""\n')
    for lang in ("de", "uk"):
        write(tmp_path / f"{lang}/LC_MESSAGES/messages.po", 'msgid "Hello"\nmsgstr "Hallo"\n')
    write(tmp_path / "de/LC_MESSAGES/bot.po", 'msgid "utter_greet"\nmsgstr "Guten Tag"\n')
    loaded = load_catalogs(tmp_path)
    assert list(loaded.localizers) == ["de"]
    assert loaded["de"].gettext("utter_greet") == "Guten Tag"
    assert loaded["de"].gettext("Hello") == "Hallo"


def test_no_complete_language_is_a_clear_error(tmp_path: Path) -> None:
    write(tmp_path / "messages.pot", 'msgid "Hello"\nmsgstr ""\n')
    with pytest.raises(CatalogError, match=r"no catalog in .* is complete"):
        load_catalogs(tmp_path)
    with pytest.raises(CatalogError, match="no message template"):
        load_catalogs(tmp_path / "nowhere")


def test_untranslated_names_what_is_missing() -> None:
    template, catalog = Catalog(), Catalog(locale="de")
    template.add("Hello")
    template.add(("%(num)s place", "%(num)s places"))
    catalog.add("Hello", "Hallo")
    catalog.add(("%(num)s place", "%(num)s places"), ("%(num)s Ort", ""))
    assert untranslated(template, catalog) == ["%(num)s place"]


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("uk, ar;q=0.9", "uk"),
        ("ar-SY,ar;q=0.8,en;q=0.5", "ar"),
        ("tlh, de;q=0.3", "de"),
        ("en;q=0, uk;q=0.1", "uk"),
        ("tlh", None),
        ("*", None),
        ("", None),
        (";;q=,,de;q=x", None),
        ("de" * 5000, None),
    ],
)
def test_negotiation(catalogs: Catalogs, header: str, wanted: str | None) -> None:
    found = catalogs.negotiate(header)
    assert (found.tag if found else None) == wanted


def test_preferred_tags_go_by_weight_then_by_order() -> None:
    assert preferred_tags("a;q=0.1, b, c;q=0.5, d") == ["b", "d", "c", "a"]


def test_dates_numbers_lists_and_names_follow_the_language(catalogs: Catalogs) -> None:
    day = dt.date(2026, 11, 21)
    assert catalogs["de"].date(day) == "21. November 2026"
    assert catalogs["en"].date(day) == "21 November 2026"
    assert catalogs["ar"].date(day) == "21 نوفمبر 2026"
    assert catalogs["uk"].list(["а", "б", "в"]) == "а, б і в"
    assert catalogs["de"].number(10000) == "10.000"
    assert catalogs["de"].distance(3.44) == "3,4 km"
    assert catalogs["de"].distance(34.4) == "34 km"
    assert catalogs["de"].language_name("ar") == "Arabisch"
    assert catalogs["de"].language_name("prs") == "Dari"
    assert catalogs["en"].language_name("kmr") == "Kurdish"
    assert catalogs["de"].language_name("qqq") == "qqq"
    assert catalogs["de"].weekday(0) == "Montag"


@pytest.mark.parametrize(("number", "form"), [(1, "місце"), (2, "місця"), (5, "місць"), (21, "місце")])
def test_plural_forms_follow_the_language(catalogs: Catalogs, number: int, form: str) -> None:
    text = catalogs["uk"].ngettext("%(count)s place", "%(count)s places", number, count=number)
    assert text == f"{number} {form}"


def write(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    path.write_text(header + body, encoding="utf-8")
