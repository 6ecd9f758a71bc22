"""The exceptions of `api`, and the one place where exceptions become HTTP.

ProblemError                      something a caller can put right; carries status, code, message, remedy
├── LanguageUnknown               the address names a language that is not switched on
├── QuestionEmpty                 nothing was asked
├── QuestionTooLong               more than Lotse reads
├── PlaceUnknown                  a place nobody can make out
├── PlaceOutside                  a postcode of another Land
├── PlaceAmbiguous                several municipalities have this name
├── ParameterInvalid              a parameter has a value it cannot have
├── Missing                       nothing lies under this address
├── MethodWrong                   the address is there, but not for this method
├── TooLarge                      more was sent than is read
├── Unavailable                   the search is not ready
│   └── LibraryUnavailable        the database does not answer
└── Unexpected                    a fault of Lotse itself

JSON callers get one shape, `{"error": {"code", "message", "remedy", "field"?}}`; readers of pages get
a page in their language. Codes are never renamed.
"""

from __future__ import annotations

import traceback

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.i18n import N_, Localizer
from api.pages.render import page_language, render_page
from api.services import services_of
from content.errors import NotFoundError, StoreError
from search.errors import SearchError

log = structlog.get_logger(__name__)


class ProblemError(Exception):
    """Catch this to catch every problem a caller can put right."""

    status = 400
    code = "bad_request"
    message = N_("This request cannot be understood.")
    remedy = N_("Please check the address, or start again from the first page.")
    field: str | None = None

    def __init__(self, *, field: str | None = None, **variables: object) -> None:
        super().__init__(self.message % variables if variables else self.message)
        self.variables = variables
        self.field = field or self.field

    def body(self, localizer: Localizer) -> dict[str, dict[str, str]]:
        """The one error shape, in the language of the caller."""
        error = {
            "code": self.code,
            "message": localizer.gettext(self.message, **self.variables),
            "remedy": localizer.gettext(self.remedy, **self.variables),
        }
        return {"error": error | ({"field": self.field} if self.field else {})}


class LanguageUnknown(ProblemError):
    """The address names a language that is not switched on."""

    status = 404
    code = "language_unknown"
    message = N_("Lotse does not speak this language yet.")
    remedy = N_("Please choose one of these languages: %(languages)s.")
    field = "lang"


class QuestionEmpty(ProblemError):
    """Nothing was asked."""

    status = 422
    code = "question_empty"
    message = N_("There is no question yet.")
    remedy = N_("Please write what you would like to know, in any language.")
    field = "q"


class QuestionTooLong(ProblemError):
    """More was written than Lotse reads."""

    status = 422
    code = "question_too_long"
    message = N_("Your question is too long: it has %(length)s characters.")
    remedy = N_("Lotse reads up to %(limit)s characters. Please ask in one or two sentences.")
    field = "q"


class PlaceUnknown(ProblemError):
    """A place nobody can make out."""

    status = 422
    code = "place_unknown"
    message = N_("Lotse does not know this place.")
    remedy = N_("Please check the postcode: it has five digits. You find it in every letter you get.")
    field = "place"


class PlaceOutside(ProblemError):
    """A postcode of another Land."""

    status = 422
    code = "place_outside"
    message = N_("This postcode is not in North Rhine-Westphalia.")
    remedy = N_(
        "Lotse knows offices in North Rhine-Westphalia only. The articles hold in all of Germany unless they say otherwise."
    )
    field = "place"


class PlaceAmbiguous(ProblemError):
    """Several municipalities have this name."""

    status = 422
    code = "place_ambiguous"
    message = N_("There are several places of this name.")
    remedy = N_("Please choose one, or give the postcode: %(places)s.")
    field = "place"


class ParameterInvalid(ProblemError):
    """A parameter has a value it cannot have."""

    status = 422
    code = "parameter_invalid"
    message = N_("The value of “%(name)s” is not possible.")
    remedy = N_("The documentation at /api/v1/openapi.json lists what is possible.")


class Missing(ProblemError):
    """Nothing lies under this address."""

    status = 404
    code = "not_found"
    message = N_("There is nothing at this address.")
    remedy = N_("It may have moved or been removed. Please use the search.")


class MethodWrong(ProblemError):
    """The address is there, but not for this method."""

    status = 405
    code = "method_not_allowed"
    message = N_("This address does not take requests of this kind.")
    remedy = N_("The documentation at /api/v1/openapi.json lists what is possible.")


class TooLarge(ProblemError):
    """More was sent than is read."""

    status = 413
    code = "too_large"
    message = N_("Too much was sent at once.")
    remedy = N_("Please send less.")


class Unavailable(ProblemError):
    """The search is not ready."""

    status = 503
    code = "unavailable"
    message = N_("The search is not available at the moment.")
    remedy = N_("Please try again in a few minutes. The articles and the addresses can be read meanwhile.")


class LibraryUnavailable(Unavailable):
    """The database does not answer."""

    message = N_("This is not available at the moment.")
    remedy = N_("Please try again in a few minutes.")


class Unexpected(ProblemError):
    """A fault of Lotse, not of the caller."""

    status = 500
    code = "internal"
    message = N_("Something went wrong here. It is not your fault.")
    remedy = N_("Please try again. If it happens again, ask a person: counselling is free of charge.")


_BY_STATUS = {404: Missing, 405: MethodWrong, 413: TooLarge, 503: Unavailable}


def register_errors(app: FastAPI) -> None:
    """Turn every exception into the error shape (API) or a page in the reader's language."""
    app.add_exception_handler(ProblemError, _on_problem)
    app.add_exception_handler(NotFoundError, _on_not_found)
    app.add_exception_handler(SearchError, _on_search_error)
    app.add_exception_handler(StoreError, _on_store_error)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http_exception)


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)  # noqa: S101 - registered for this type alone
    return respond(request, error)


async def _on_not_found(request: Request, _error: Exception) -> Response:
    return respond(request, Missing())


async def _on_search_error(request: Request, error: Exception) -> Response:
    log.warning("search_unavailable", reason=type(error).__name__)
    return respond(request, Unavailable())


async def _on_store_error(request: Request, _error: Exception) -> Response:
    log.error("store_unavailable")
    return respond(request, LibraryUnavailable())


async def _on_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this type alone
    location = error.errors()[0]["loc"] if error.errors() else ()
    name = str(location[-1]) if location else "body"
    return respond(request, ParameterInvalid(field=name, name=name))


async def _on_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type alone
    problem = _BY_STATUS.get(error.status_code, ProblemError)()
    problem.status = error.status_code
    response = respond(request, problem)
    response.headers.update(error.headers or {})
    return response


class FaultMiddleware:
    """Answers whatever no handler expected, and logs where it happened.

    Starlette would hand the exception on to the server, which prints its text; that text may quote
    what a person wrote, so only the type and the place in the code are kept.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; answer 500 when the application fails before it has begun to answer."""
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if scope["type"] != "http" or started:
                raise
            frame = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{frame.name}:{frame.lineno}"
            log.error("unexpected_error", reason=type(error).__name__, where=where)  # noqa: TRY400 - see above
            response = respond(Request(scope, receive), Unexpected())
            await response(scope, receive, send)


def respond(request: Request, problem: ProblemError) -> Response:
    """The answer to a problem, in the shape the caller reads."""
    localizer = page_language(request)
    if request.url.path.startswith(("/api/", "/internal/")):
        body = problem.body(localizer)
        return JSONResponse(body, problem.status, headers={"content-language": localizer.tag})
    catalogs = services_of(request).catalogs
    error = problem.body(localizer)["error"]
    return render_page(
        request, "error.html", localizer.tag, status=problem.status, error=error, languages=catalogs.languages
    )
