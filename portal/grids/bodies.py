"""What a grid sends and is answered: JSON, read once, refused clearly."""

from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from governance.common.periods import SHANGHAI
from governance.registers.grids import MOST, Answer, Row
from portal.api.registers import bodies
from portal.problems import Declined, fault, problem

KNOWN = ("row", "id", "version", "cells", "confirm")


def answering(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A request that can't be granted is answered with its problem."""

    @wraps(view)
    def answered(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Declined as error:
            return problem(error.status, error.code, error.detail, error.errors)

    return answered


def read(request: Any, columns: Collection[str]) -> tuple[str, list[Row]]:
    """The reason and the rows. Raises Declined naming everything that can't be understood."""
    given = bodies.read(request)
    faults = bodies.unknown(given, ["change_reason", "rows"])
    rows = given.get("rows")
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST:
        faults.append(fault("rows", "out_of_range", _("Send 1 to %(most)d rows as a list.") % {"most": MOST}))
        rows = []
    found = [_row(number, row, columns, faults) for number, row in enumerate(rows)]
    ids = [row.id for row in found if row.id is not None]
    if len(set(ids)) < len(ids):
        faults.append(fault("rows", "given_twice", _("A record stands in two rows. Send it once.")))
    if faults:
        raise Declined(400, "invalid_fields", " ".join(dict.fromkeys(one["message"] for one in faults)), faults)
    reason, _behalf = bodies.reasoned({"change_reason": given.get("change_reason", "")})
    return reason, found


def _row(number: int, given: Any, columns: Collection[str], faults: list[dict[str, Any]]) -> Row:
    """One row; what is wrong with it is added to `faults`."""
    at = f"rows[{number}]"
    if not isinstance(given, Mapping):
        faults.append(fault(at, "wrong_type", _("This must be %(what)s.") % {"what": _("an object")}))
        return Row("", None, 0, {})
    wanted: tuple[tuple[str, type | tuple[type, ...], str], ...] = (
        ("row", str, _("a text")), ("version", int, _("a whole number")), ("cells", dict, _("an object")),
        ("confirm", bool, _("true or false")),
    )
    data = {"row": str(number), "version": 0, "cells": {}, "confirm": False, **given}
    for name in given:
        if name not in KNOWN:
            faults += bodies.unknown({name: given[name]}, list(KNOWN))
    for name, kind, what in wanted:
        if not isinstance(data[name], kind) or (kind is int and isinstance(data[name], bool)):
            faults.append(fault(f"{at}.{name}", "wrong_type", _("This must be %(what)s.") % {"what": what}))
            data[name] = {} if kind is dict else 0 if kind is int else ""
    pk = data.get("id")
    if pk is not None and (isinstance(pk, bool) or not isinstance(pk, int) or not 0 <= pk < 10**18):
        faults.append(fault(f"{at}.id", "wrong_type", _("This must be %(what)s.") % {"what": _("a whole number")}))
        pk = None
    cells = _cells(at, data["cells"], columns, faults)
    return Row(str(data["row"])[:40], pk, int(data["version"]), cells, confirmed=data["confirm"] is True)


def _cells(
    at: str, given: Mapping[str, Any], columns: Collection[str], faults: list[dict[str, Any]]
) -> dict[str, str]:
    found = {}
    for name, text in given.items():
        if name not in columns:
            faults += bodies.unknown({name: text}, list(columns))
        elif not isinstance(text, str) or "\x00" in text:
            what = _("a text without NUL characters")
            faults.append(fault(f"{at}.cells.{name}", "wrong_type", _("This must be %(what)s.") % {"what": what}))
        else:
            found[name] = text
    return found


def told(answers: list[Answer], address: Callable[[Answer], str]) -> JsonResponse:
    """The answers to the rows, in their order."""
    rows = [
        {
            "row": answer.key, "status": answer.status.value, "id": answer.id, "version": answer.version,
            "texts": answer.texts, "errors": answer.errors, "url": address(answer), "by": answer.by,
            "at": answer.at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if answer.at else "",
        }
        for answer in answers
    ]
    told = JsonResponse({"rows": rows}, json_dumps_params={"ensure_ascii": False})
    told["Cache-Control"] = "no-store"
    return told
