"""Many records in one request: all or none, or the good ones; tried out first where that is wished."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from governance.registers.declarations import Register
from governance.registers.services.entering import version_of
from portal.api.parameters import Parameters
from portal.api.registers import bodies, deeds, rights, versions
from portal.api.registers.writing import Path, Writing, answer, natural, record_at
from portal.problems import Declined, fault

MOST = 1000
MODES = ("atomic", "partial")
OPS = ("create", "change", "end")
# What stands beside the fields of an item.
BESIDE = ("op", "id", "version")
Item = dict[str, Any]


class Bulk(Writing):
    """Creates, corrects and ends at most 1,000 records, each item with its own outcome."""

    http_method_names = ["post", "options"]

    def post(self, request: Request, **path: Any) -> HttpResponse:
        return self.once(request, self._write)

    def _write(self, http: Any) -> HttpResponse:
        asked = Parameters(http)
        mode, dry = asked.choice("mode", MODES, "atomic"), bool(asked.flag("dry_run"))
        asked.done()
        rights.stand_to_write(http.portal, f"{self.register.key}.write")
        items, common = _items(bodies.read(http))
        with transaction.atomic():
            outcomes = [self._outcome(http.portal, number, item, common) for number, item in enumerate(items)]
            if dry:
                transaction.set_rollback(True)
        bad = [one for one in outcomes if one["errors"]]
        if bad and mode == "atomic" and not dry:
            raise _nothing_written(outcomes, bad)
        if dry:
            # What was made while trying is gone again, and with it its numbers.
            outcomes = [one | {"id": None if one["status"] == 201 else one["id"], "version": None} for one in outcomes]
        written = 0 if dry else len(outcomes) - len(bad)
        return answer({"mode": mode, "dry_run": dry, "written": written, "refused": len(bad), "items": outcomes})

    def _outcome(self, portal: Any, number: int, item: Any, common: Mapping[str, Any]) -> Item:
        """What became of one item; a refused one has left nothing behind."""
        outcome: Item = {"index": number, "id": None, "status": 400, "version": None, "errors": []}
        try:
            with transaction.atomic():
                record, status = self._do(portal, item, common)
        except Declined as problem:
            version = problem.more.get("version")
            return outcome | {"status": problem.status, "version": version, "errors": problem.errors}
        except Http404:
            message = _("There is nothing here, or it is not yours to see.")
            return outcome | {"status": 404, "errors": [fault("id", "not_found", message, bodies.shown(item.get("id")))]}
        except PermissionDenied as refusal:
            return outcome | {"status": 403, "errors": [fault("", "not_allowed", str(refusal.detail))]}
        return outcome | {"id": record.pk, "status": status, "version": version_of(self.register, record)}

    def _do(self, portal: Any, item: Any, common: Mapping[str, Any]) -> tuple[Any, int]:
        if not isinstance(item, dict):
            raise _declined("", "wrong_type", _("This must be %(what)s.") % {"what": _("an object")}, item)
        op, beside = item.get("op"), _beside(self.register)
        if op not in OPS:
            message = _("“%(value)s” is none of: %(allowed)s.") % {"value": bodies.shown(op), "allowed": ", ".join(OPS)}
            raise _declined("op", "unknown_value", message, op)
        given = {**common, **{name: value for name, value in item.items() if name not in beside}}
        if op == "create":
            for name in set(item) & {"id", "version"}:
                raise _declined(name, "read_only", _("This follows from other fields and can't be written."), item[name])
            return deeds.enter(self.register, portal, {**given, **_typed_key(self.register, item)}), 201
        record = record_at(portal, self.register, _path(self.register, item))
        rights.demand_street(portal, f"{self.register.key}.write", record)
        version = _version(self.register, record, item)
        act = deeds.correct if op == "change" else deeds.end
        return act(self.register, portal, given, record=record, version=version), 200


def _items(given: Mapping[str, Any]) -> tuple[list[Any], dict[str, Any]]:
    """The items, and what is said once for all of them."""
    common = {name: value for name, value in given.items() if name in bodies.CONTROLS}
    faults = bodies.unknown(given, [*bodies.CONTROLS, "items"])
    items = given.get("items")
    if not isinstance(items, list) or not 1 <= len(items) <= MOST:
        message = _("Send 1 to %(most)d items as a list.") % {"most": MOST}
        faults.append(fault("items", "out_of_range", message, None))
    if faults or not isinstance(items, list):
        raise deeds.declined(faults)
    bodies.reasoned(common)
    return items, common


def _beside(register: Register) -> tuple[str, ...]:
    return (*BESIDE, "code")


def _typed_key(register: Register, item: Item) -> Item:
    """For a new record `code` is a field like any other, where the register has one."""
    return {"code": item["code"]} if "code" in item else {}


def _path(register: Register, item: Item) -> Path:
    """The record that an item means: by its id, or by the code under which addresses know it."""
    if "id" in item:
        pk = item["id"]
        if isinstance(pk, bool) or not isinstance(pk, int) or not 0 <= pk < 10**18:
            raise _declined("id", "wrong_type", _("This must be %(what)s.") % {"what": _("a whole number")}, pk)
        return {"id": pk}
    code = item.get("code")
    if natural(register) and isinstance(code, str) and code:
        return {"key": code}
    what = "id, code" if natural(register) else "id"
    raise _declined("id", "required", _("Say which record: %(names)s.") % {"names": what}, code)


def _version(register: Register, record: Any, item: Item) -> int:
    """The version that the item has seen, which must be the present one."""
    version = item.get("version")
    if isinstance(version, bool) or not isinstance(version, int):
        code = "wrong_type" if "version" in item else "required"
        raise _declined("version", code, _("Send the version of the record that you have seen."), version)
    if version != version_of(register, record):
        raise versions.stale(register, record, version, path="version")
    return version


def _declined(path: str, code: str, message: str, value: Any) -> Declined:
    return deeds.declined([fault(path, code, message, bodies.shown(value))])


def _nothing_written(outcomes: list[Item], bad: list[Item]) -> Declined:
    """422: every fault of every item, and that the others were not written either."""
    errors = [
        {**error, "path": f"items[{one['index']}].{error['path']}".rstrip(".")} for one in bad for error in one["errors"]
    ]
    told = [one | {"id": None if one["status"] == 201 else one["id"], "version": one["version"] if one["errors"] else None}
            for one in outcomes]
    message = _("%(bad)d of %(all)d items can't be written, so none is.") % {"bad": len(bad), "all": len(outcomes)}
    return Declined(422, "bulk_refused", message, errors, more={"items": told})
