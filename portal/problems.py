"""Errors of the REST API as problem+json (RFC 9457): plain words, the field, what was given."""

import logging
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions

from governance.people.authentication import REFUSALS

log = logging.getLogger(__name__)
TITLES = {
    400: gettext_lazy("This request can't be understood"), 401: gettext_lazy("Not signed in"),
    403: gettext_lazy("Not allowed"), 404: gettext_lazy("Not found"), 405: gettext_lazy("Method not allowed"),
    406: gettext_lazy("Not available in this format"), 409: gettext_lazy("In conflict with what stands there"),
    412: gettext_lazy("The record has changed"), 413: gettext_lazy("Too large"),
    415: gettext_lazy("Unsupported media type"), 422: gettext_lazy("Nothing was written"),
    428: gettext_lazy("Say which version you mean"), 429: gettext_lazy("Too many requests"),
    500: gettext_lazy("Something went wrong on our side"), 503: gettext_lazy("Not ready yet"),
}
# What does not exist and what is somebody else's must be the same to the byte: no trace of its own.
NO_TRACE = "0" * 32


class ParameterProblem(Exception):
    """One or more parameters can't be used. Each error: path, code, message, value."""

    def __init__(self, errors: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(" ".join(str(error["message"]) for error in errors))
        self.errors = list(errors)


class Declined(Exception):
    """A request that can't be granted, with everything that its problem document says."""

    def __init__(
        self, status: int, code: str, detail: str, errors: Sequence[Mapping[str, Any]] = (), *,
        headers: Mapping[str, str] | None = None, more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail, self.errors = status, code, detail, list(errors)
        self.headers, self.more = dict(headers or {}), dict(more or {})


def fault(path: str, code: str, message: str, value: Any = None) -> dict[str, Any]:
    """One entry of `errors`."""
    return {"path": path, "code": code, "message": message, "value": value}


def problem(
    status: int, code: str, detail: str, errors: Sequence[Mapping[str, Any]] = (), *,
    headers: Mapping[str, str] | None = None, trace: str = "", more: Mapping[str, Any] | None = None,
) -> JsonResponse:
    """A problem document, with `more` members of its kind. The codes are listed in docs/api.md."""
    body = {
        "type": f"urn:yuanzhi:problem:{code}", "title": str(TITLES.get(status, TITLES[400])), "status": status,
        "detail": detail, "code": code, "errors": list(errors), "trace_id": trace or uuid.uuid4().hex, **(more or {}),
    }
    answer = JsonResponse(
        body, status=status, content_type="application/problem+json", headers=dict(headers or {}),
        json_dumps_params={"ensure_ascii": False},
    )
    answer["Cache-Control"] = "no-store"
    return answer


def missing(request: HttpRequest | None = None, exception: Exception | None = None, **path: Any) -> JsonResponse:
    """The one answer for what does not exist and for what is somebody else's; also a view for unknown addresses."""
    return problem(404, "not_found", _("There is nothing here, or it is not yours to see."), trace=NO_TRACE)


def handle(error: Exception, context: Mapping[str, Any]) -> JsonResponse | None:
    """REST framework's exception handler."""
    if isinstance(error, ParameterProblem):
        return problem(400, "invalid_parameter", str(error), error.errors)
    if isinstance(error, Declined):
        return problem(error.status, error.code, error.detail, error.errors, headers=error.headers, more=error.more)
    if isinstance(error, Http404 | exceptions.NotFound):
        return missing()
    if isinstance(error, exceptions.AuthenticationFailed):
        code = str(error.get_codes())
        return problem(401, code if code in REFUSALS else "token_invalid", str(error.detail), headers=_challenge())
    if isinstance(error, exceptions.NotAuthenticated):
        detail = _("Send a token: Authorization: Bearer …")
        return problem(401, "not_authenticated", detail, headers=_challenge())
    if isinstance(error, DjangoPermissionDenied | exceptions.PermissionDenied):
        return problem(403, "not_allowed", str(getattr(error, "detail", _("Your role may not do this."))))
    if isinstance(error, exceptions.APIException):
        return problem(error.status_code, str(error.default_code), str(error.detail))
    return None if settings.DEBUG else broken(context["request"]._request, error)


def broken(request: HttpRequest, error: Exception | None = None) -> JsonResponse:
    """A fault of ours; its trace id is in our log beside the traceback."""
    trace = uuid.uuid4().hex
    log.error("internal error %s at %s", trace, request.path, exc_info=error)
    return problem(500, "internal_error", _("Something went wrong on our side. Try again later."), trace=trace)


def _challenge() -> dict[str, str]:
    return {"WWW-Authenticate": 'Bearer realm="yuanzhi"'}
