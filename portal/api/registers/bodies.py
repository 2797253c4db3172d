"""JSON bodies: read once, refused clearly."""

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.registers.entries import Entry
from portal.problems import Declined, fault

MEDIA = ("application/json", "application/merge-patch+json")
SHOWN = 200
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# What stands beside the fields in every body, and the name of each in the forms.
CONTROLS = {"change_reason": "reason", "on_behalf_of": "on_behalf_of", "confirm": "confirm"}
Object = dict[str, Any]


class Reasoned(Entry):
    """What every deed is told with: why, and for whom."""

    on_behalf_of = forms.CharField(max_length=80, required=False, label=gettext_lazy("recorded on behalf of"))


def read(http: HttpRequest) -> Object:
    """The body as an object. Raises Declined: 415, 413, or 400 with what is wrong."""
    if http.content_type not in MEDIA:
        raise Declined(415, "unsupported_media_type", _("Send the body as application/json."))
    text = raw(http)
    try:
        given = json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_once)
        # What can't be written as UTF-8 can't be kept either.
        json.dumps(given, ensure_ascii=False, default=str).encode()
    except _GivenTwice as error:
        message = _("“%(name)s” is given twice.") % {"name": error.args[0]}
        raise Declined(400, "invalid_body", message, [fault(error.args[0], "given_twice", message)]) from error
    except (ValueError, RecursionError) as error:
        message = _("The body is not JSON that can be read: %(why)s.") % {"why": str(error)[:SHOWN]}
        raise Declined(400, "invalid_body", message) from error
    if not isinstance(given, dict):
        raise Declined(400, "invalid_body", _("The body must be a JSON object."))
    return given


def raw(http: HttpRequest) -> bytes:
    """The body as it was sent. Raises Declined where it is too large."""
    try:
        return http.body
    except RequestDataTooBig as error:
        raise Declined(413, "too_large", _("The body is too large. Send fewer items at a time.")) from error


class _GivenTwice(Exception):
    """A name that an object has twice: which of them is meant?"""


def _once(pairs: list[tuple[str, Any]]) -> Object:
    found: Object = {}
    for name, value in pairs:
        if name in found:
            raise _GivenTwice(name)
        found[name] = value
    return found


def _refuse_constant(text: str) -> Any:
    raise ValueError(text)


def shown(value: Any) -> str | None:
    """A value as the `value` of a fault."""
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text.replace("\x00", "\\x00")[:SHOWN]


def day(value: Any) -> date | None:
    """A day written as 2022-07-07; None for anything else."""
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return None


def controls(given: Mapping[str, Any]) -> tuple[Object, list[dict[str, Any]]]:
    """The reason and its like by their form names, and what is wrong with their types."""
    data: Object = {}
    faults = []
    for name, field in CONTROLS.items():
        if name not in given:
            continue
        kind: type = bool if name == "confirm" else str
        if not isinstance(given[name], kind):
            words = _("true or false") if kind is bool else _("a text")
            faults.append(fault(name, "wrong_type", _("This must be %(what)s.") % {"what": words}, shown(given[name])))
        else:
            data[field] = given[name]
    return data, faults


def reasoned(given: Mapping[str, Any]) -> tuple[str, str]:
    """Why and for whom, of a deed that says nothing else. Raises Declined."""
    data, faults = controls(given)
    form = Reasoned(data)
    if not faults and not form.is_valid():
        api = {field: name for name, field in CONTROLS.items()}
        faults = [
            fault(api.get(at, at), error.code or "invalid", " ".join(error.messages), shown(data.get(at)))
            for at, errors in form.errors.as_data().items() for error in errors
        ]
    if faults:
        raise Declined(400, "invalid_fields", " ".join(one["message"] for one in faults), faults)
    return form.cleaned_data["reason"], form.cleaned_data["on_behalf_of"]


def unknown(given: Mapping[str, Any], known: list[str]) -> list[dict[str, Any]]:
    """Faults for every name that the body has and should not have."""
    message = _("There is no field “%(name)s” here. Known are: %(known)s.")
    return [
        fault(name, "unknown_field", message % {"name": name, "known": ", ".join(known)}, shown(given[name]))
        for name in given if name not in known
    ]
