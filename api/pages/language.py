"""The language in the address of a page."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from api.errors import LanguageUnknown
from api.i18n import Localizer
from api.services import services_of


def switched_on(request: Request, lang: str) -> Localizer:
    """The Localizer of `lang`; raises LanguageUnknown when it is not switched on."""
    catalogs = services_of(request).catalogs
    if lang not in catalogs:
        names = ", ".join(language.own_name for language in catalogs.languages)
        raise LanguageUnknown(languages=names)
    return catalogs[lang]


PageLanguage = Annotated[Localizer, Depends(switched_on)]
