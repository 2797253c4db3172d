"""Courtyards and firms: their lists are SQL, with what other registers say of them; they are written like every other."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from governance.common import sql
from governance.registers.declarations import Register
from governance.tenancy import scope
from portal.api import records
from portal.api.answers import Body, respond
from portal.api.endpoint import Endpoint, stamps
from portal.api.parameters import Parameters
from portal.api.registers import rows
from portal.api.registers.rights import MayAct

# The lists' own statements, their shapes, and the name of one record's operation.
LISTS: dict[str, tuple[type[records.RecordList], str]] = {
    "courtyards": (records.CourtyardList, "courtyard"), "firms": (records.FirmList, "firm")
}


class OwnRecord(Endpoint):
    """One record by the code that people know it by: what its list says of it on the day, and its own fields."""

    permission_classes = [MayAct]
    token_scope = "records"
    register: Register

    @property
    def source(self) -> records.RecordList:
        return LISTS[self.register.key][0]()

    def get(self, request: Request, suffix: str = "", **path: Any) -> HttpResponseBase:
        http: Any = request._request
        asked = Parameters(http)
        clock, own = asked.clock(), list(self.source.record().fields)
        chosen = asked.fields([*own, *(name for name in rows.names(self.register.key) if name not in own)])
        self._format(http, asked, suffix)
        asked.done()
        if "\x00" in path["key"]:
            raise Http404
        found = self.register.rows(asked.portal.district.pk).filter(**{self.register.natural_key: path["key"]})
        with scope.as_known_at(clock.as_of):
            seen = rows.one(self.register, found, ["version"])
        if seen is None:
            raise Http404

        def build() -> Body:
            further = [name for name in chosen if name not in own]
            with scope.as_known_at(clock.as_of):
                told = records.fetch(sql.load("portal", f"api/{self.source.name}"), self._only(asked, clock, path["key"]))
                more = rows.one(self.register, found, [*further, "id"])
            if not told or more is None:
                raise Http404
            both = {**more, **told[0]}
            return stamps(clock) | {name: both[name] for name in chosen}

        return respond(http, build, resolved=asked.resolved(), prefix=f"v{seen['version']}.")

    def _only(self, asked: Parameters, clock: Any, key: str) -> dict[str, Any]:
        """The list's parameters when it is asked for one record."""
        unused = Parameters.without_query(asked.request)
        return self.source.filters(unused) | {
            "codes": [key], "q": "", "district": asked.portal.district.pk, "on": clock.on, "within_street": None,
            "community": None, "street": None, "after": 0, "limit": 1,
        }
