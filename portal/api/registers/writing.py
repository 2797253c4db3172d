"""The addresses at which a record of any register is entered, corrected, ended and removed."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from governance.audit import locking
from governance.registers import services, values
from governance.registers.declarations import Refused, Register
from portal.api.answers import plain
from portal.api.endpoint import Endpoint
from portal.api.parameters import Parameters
from portal.api.registers import bodies, deeds, once, rights, rows, versions
from portal.problems import Declined, fault
from portal.quality import warnings

Path = Mapping[str, Any]


def answer(body: Mapping[str, Any], status: int = 200, **headers: str) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False, default=plain)
    told = HttpResponse(text, "application/json", status=status, headers=headers)
    told["Cache-Control"] = "no-store"
    return told


def told(http: Any, register: Register, pk: int, status: int = 200) -> HttpResponse:
    """The record as it stands after the deed, with its version as tag, and what data quality finds at it."""
    found = rows.one(register, register.rows(http.portal.district.pk).filter(pk=pk))
    if found is None:
        raise Http404
    found = {**found, "warnings": _warnings(http, register, pk)}
    headers = {"ETag": versions.tag(found["version"])}
    if status == 201:
        headers["Location"] = address(http, register, found)
    return answer(found, status, **headers)


def _warnings(http: Any, register: Register, pk: int) -> list[dict[str, Any]]:
    """What a person would read on the screen: the findings of the record and of its courtyard, which hold nothing up."""
    record = register.rows(http.portal.district.pk).get(pk=pk)
    return [
        {"check": found.check.key, "severity": found.check.severity, "register": found.check.register,
         "id": found.record_id, "field": found.check.field, "message": found.sentence}
        for found in warnings.after_writing(http, register, record)
    ]


def address(http: Any, register: Register, found: Mapping[str, Any]) -> str:
    """Where the record is."""
    key = {"key": found[natural(register)]} if register.natural_key else {"id": found["id"]}
    path = reverse(f"api-{register.key}-record", kwargs={"district": http.portal.district.code, **key})
    return str(http.build_absolute_uri(path))


def natural(register: Register) -> str:
    """The name of the field by which addresses name a record; empty where it is the id."""
    return register.natural_key.rpartition("__")[2]


def record_at(portal: Any, register: Register, path: Path) -> Any:
    """The record of an address. 404 for a missing and for a foreign one."""
    wanted = {"pk": path["id"]} if "id" in path else {register.natural_key: path["key"]}
    if "\x00" in str(path.get("key", "")):
        raise Http404
    found = register.rows(portal.district.pk).select_related(*values.related(register)).filter(**wanted).first()
    if found is None:
        raise Http404
    return found


class Writing(Endpoint):
    """What all of them do alike: rights, the version that the request has seen, once per key."""

    permission_classes = [rights.MayAct]
    register: Register

    def once(self, request: Request, act: Callable[[Any], HttpResponse]) -> HttpResponse:
        http: Any = request._request
        return once.done(http, lambda: act(http))

    def seen(self, http: Any, path: Path, verb: str) -> tuple[Any, int]:
        """The record of the address in its present version, which the request has seen; ready to be written."""
        permission = f"{self.register.key}.{verb}"
        record = record_at(http.portal, self.register, path)
        rights.demand_street(http.portal, permission, record)
        rights.stand_to_write(http.portal, permission)
        return record, versions.demanded(http, self.register, record)


class Creating(Writing):
    """A new record."""

    http_method_names = ["get", "head", "options", "post"]

    def post(self, request: Request, **path: Any) -> HttpResponse:
        return self.once(request, self._enter)

    def _enter(self, http: Any) -> HttpResponse:
        Parameters(http).done()
        rights.stand_to_write(http.portal, f"{self.register.key}.write")
        record = deeds.enter(self.register, http.portal, bodies.read(http))
        return told(http, self.register, record.pk, 201)


class Changing(Writing):
    """Correcting a record, and removing a wrong one."""

    http_method_names = ["get", "head", "options", "patch", "delete"]

    def patch(self, request: Request, **path: Any) -> HttpResponse:
        return self.once(request, lambda http: self._correct(http, path))

    def _correct(self, http: Any, path: Path) -> HttpResponse:
        Parameters(http).done()
        record, version = self.seen(http, path, "write")
        deeds.correct(self.register, http.portal, bodies.read(http), record=record, version=version)
        return told(http, self.register, record.pk)

    def delete(self, request: Request, **path: Any) -> HttpResponse:
        return self.once(request, lambda http: self._remove(http, path))

    def _remove(self, http: Any, path: Path) -> HttpResponse:
        asked = Parameters(http)
        given = {name: asked.text(name) for name in ("change_reason", "on_behalf_of")}
        asked.done()
        record, version = self.seen(http, path, "remove")
        reason, on_behalf_of = bodies.reasoned(given)
        try:
            entry = services.remove(
                self.register, record=record, version=version, by=http.portal.actor, reason=reason, now=http.portal.now,
                on_behalf_of=on_behalf_of,
            )
        except locking.StaleRecord as error:
            raise versions.stale(self.register, error.current, version) from error
        except services.Depended as refusal:
            raise _depended(refusal) from refusal
        except Refused as refusal:
            message = str(refusal.message)
            raise Declined(409, "conflict", message, [fault(refusal.field, "refused", message)]) from refusal
        return answer({"bin_entry": entry.pk})


def _depended(refusal: services.Depended) -> Declined:
    """What refers to the record, by register."""
    errors = [
        fault(one.register.key if one.register else str(one.model._meta.model_name), "dependants",
              f"{one.label}: {one.count}", str(one.count))
        for one in refusal.on
    ]
    return Declined(409, "depended_on", str(refusal.message), errors)


class Ending(Writing):
    """A record ends: it stays, and holds until its last day."""

    http_method_names = ["post", "options"]

    def post(self, request: Request, **path: Any) -> HttpResponse:
        return self.once(request, lambda http: self._end(http, path))

    def _end(self, http: Any, path: Path) -> HttpResponse:
        Parameters(http).done()
        record, version = self.seen(http, path, "write")
        deeds.end(self.register, http.portal, bodies.read(http), record=record, version=version)
        return told(http, self.register, record.pk)
