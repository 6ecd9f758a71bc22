"""Templates, and the page a request gets."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse

from api.i18n import Localizer
from api.pages import links
from api.services import services_of
from content.languages import Language

_API_FOLDER: Final = Path(__file__).resolve().parent.parent
STATIC_FOLDER: Final = _API_FOLDER / "static"
TEMPLATE_FOLDERS: Final = (_API_FOLDER / "pages" / "templates", _API_FOLDER / "chat" / "templates")


@dataclass(frozen=True, slots=True)
class Switch:
    """A way to the same page in another language."""

    language: Language
    url: str
    current: bool


def render_page(
    request: Request, template: str, lang: str, *, status: int = 200, **context: object
) -> HTMLResponse:
    """A page of the portal in `lang`, which must be switched on.

    Beside `context`, templates find `t` (the Localizer), `links`, `static` and `switches`.
    """
    localizer = services_of(request).catalogs[lang]
    page = environment(localizer).get_template(template)
    html = page.render(switches=switches(request, lang), **context)
    return HTMLResponse(html, status, headers={"content-language": localizer.tag})


def page_language(connection: HTTPConnection) -> Localizer:
    """The language of an address: its first part, else `lang`, else what the browser asks for."""
    catalogs = services_of(connection).catalogs
    first = connection.url.path.lstrip("/").partition("/")[0]
    for tag in (first, connection.query_params.get("lang", "")):
        if tag in catalogs:
            return catalogs[tag]
    return catalogs.fallback(connection.headers.get("accept-language"))


def switches(request: Request, lang: str) -> list[Switch]:
    """Ways to the same page in all languages."""
    languages = services_of(request).catalogs.languages
    known = tuple(language.tag for language in languages)
    url = request.url
    return [
        Switch(each, links.in_language(each.tag, url.path, url.query, known), each.tag == lang)
        for each in languages
    ]


@lru_cache(maxsize=64)
def environment(localizer: Localizer) -> Environment:
    """The templates of one language."""
    templates = Environment(
        loader=FileSystemLoader(TEMPLATE_FOLDERS),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.policies["ext.i18n.trimmed"] = True
    cast("Any", templates).install_gettext_translations(localizer.translations, newstyle=True)
    templates.globals.update(t=localizer, links=links, static=static)
    templates.filters["isolate"] = isolate
    return templates


def isolate(text: str) -> Markup:
    """A name inside a sentence of another script, kept from turning the words around it."""
    return Markup("<bdi>{}</bdi>").format(text)


@cache
def static(path: str) -> str:
    """Address of a static file, with a hash of its content so that it may be kept for ever."""
    content = (STATIC_FOLDER / path).read_bytes()
    return f"/static/{path}?v={hashlib.sha256(content).hexdigest()[:8]}"
