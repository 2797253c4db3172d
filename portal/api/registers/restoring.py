"""The bin: a wrong entry comes back as it was."""

from typing import Any

from django.http import Http404, HttpResponse
from rest_framework.request import Request

from governance.registers import registry, services
from governance.registers.declarations import Refused, Register
from governance.registers.models import BinEntry
from portal.api.parameters import Parameters
from portal.api.registers import bodies, deeds, rights
from portal.api.registers.writing import Path, Writing, told
from portal.problems import Declined, fault


class Restoring(Writing):
    """Puts an entry of the bin back into its register, within thirty days and once."""

    http_method_names = ["post", "options"]
    # Which register it is, the entry says.
    register: Register | None = None  # type: ignore[assignment]

    def post(self, request: Request, **path: Any) -> HttpResponse:
        return self.once(request, lambda http: self._restore(http, path))

    def _restore(self, http: Any, path: Path) -> HttpResponse:
        portal = http.portal
        Parameters(http).done()
        entry = BinEntry.objects.filter(district_id=portal.district.pk, pk=path["entry"]).first()
        register = registry.find(entry.register) if entry else None
        if entry is None or register is None:
            raise Http404
        permission = f"{register.key}.remove"
        rights.demand(portal, permission)
        rights.demand_street(portal, permission, entry)
        rights.stand_to_write(portal, permission)
        given = bodies.read(http)
        faults = bodies.unknown(given, ["change_reason"])
        if faults:
            raise deeds.declined(faults)
        reason, _for_whom = bodies.reasoned(given)
        try:
            services.restore(entry=entry, by=portal.actor, reason=reason, now=portal.now)
        except services.Unrestorable as refusal:
            raise Declined(409, "not_restorable", str(refusal.message)) from refusal
        except Refused as refusal:
            message = str(refusal.message)
            raise Declined(409, "conflict", message, [fault(refusal.field, "conflict", message)]) from refusal
        return told(http, register, entry.record_id)


