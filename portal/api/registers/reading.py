"""Lists and single records of every register, generically: GET."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from governance.registers.declarations import Register
from governance.tenancy import scope
from portal.api import cursors
from portal.api.answers import Body, respond
from portal.api.endpoint import Endpoint, stamps
from portal.api.parameters import Parameters
from portal.api.registers import rows, selection
from portal.api.registers.rights import MayAct

FIELDS = OpenApiParameter("fields", description="only these fields; comma list or repeated")
OMIT = OpenApiParameter("omit", description="all but these fields; comma list or repeated")


def expand(register: Register) -> list[OpenApiParameter]:
    """The parameter by which referenced records stand in the answer themselves; none where nothing can be expanded."""
    known = rows.expandable(register.key)
    told = "instead of {id, code, name} the record's own fields; comma list or repeated"
    return [OpenApiParameter("expand", enum=list(known), description=told)] if known else []


def shape(register: Register, asked: Parameters) -> tuple[list[str], frozenset[str]]:
    """`fields`, `omit` and `expand`: the names of the answer in its order, and what is told in full."""
    known = rows.names(register.key)
    left_out = asked.choices("omit", known) or []
    chosen = [name for name in asked.fields(known) if name not in left_out]
    offered = rows.expandable(register.key)
    return chosen, frozenset(asked.choices("expand", offered) or []) if offered else frozenset()


class RegisterList(Endpoint):
    """A page of a register's records that hold on the day, in the order of their ids."""

    permission_classes = [MayAct]
    token_scope = "records"
    rows = "items"
    register: Register

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        register = self.register
        clock, limit = asked.clock(), asked.limit()
        after, count = asked.after(kind=register.key), asked.flag("count")
        chosen, full = shape(register, asked)
        narrow = selection.read(register, asked)

        def build() -> Body:
            found = narrow(register.on(register.rows(asked.portal.district.pk), clock.on)).order_by("pk")
            # The cursor is made of the id, whether it is told or not.
            wanted = list(dict.fromkeys([*chosen, "id"]))
            with scope.as_known_at(clock.as_of):
                total = found.count() if count else None
                page = rows.read(register, (found.filter(pk__gt=after[0]) if after else found)[: limit + 1], wanted, full)
            more, page = len(page) > limit, page[:limit]
            link = cursors.next_link(asked.request, register.key, [page[-1]["id"]]) if more else None
            if "id" not in chosen:
                page = [{name: row[name] for name in chosen} for row in page]
            return stamps(clock) | {"next": link, "count": total, "items": page}

        return build


class RegisterRecord(Endpoint):
    """One record by its id, whenever it holds; its tag names its version, which a correction must name again."""

    permission_classes = [MayAct]
    token_scope = "records"
    register: Register

    def get(self, request: Request, suffix: str = "", **path: Any) -> HttpResponseBase:
        register, http = self.register, request._request
        asked = Parameters(http)
        clock = asked.clock()
        # What begins and ends says so itself.
        asked.known.discard("on")
        chosen, full = shape(register, asked)
        self._format(http, asked, suffix)
        asked.done()
        found = register.rows(asked.portal.district.pk).filter(pk=path["id"])
        # The version is read before the record, so that it is never newer than what is told.
        with scope.as_known_at(clock.as_of):
            version = rows.one(register, found, ["version"])
        if version is None:
            raise Http404

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                told = rows.one(register, found, chosen, full)
            if told is None:
                raise Http404
            return {"as_of": stamps(clock)["as_of"]} | told

        return respond(
            http, build, resolved=asked.resolved(), prefix=f"v{version['version']}."
        )
