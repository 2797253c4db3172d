"""`changes`: everything that was entered, corrected and removed in the registers, in the order of commits."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.db import connection
from django.http import HttpResponse
from rest_framework.request import Request

from governance.common import sql
from governance.registers import registry
from governance.registers.declarations import Register
from portal.api import cursors
from portal.api.answers import Body, holds, plain, unchanged
from portal.api.endpoint import Endpoint
from portal.api.parameters import Parameters
from portal.api.records import fetch
from portal.api.registers.rights import MayAct

# At most so many changes are looked through for a page; those of other tables than the registers' tell nothing.
WINDOW = 1000
# After the last register of a change in the order of the feed.
BEHIND = "~"
TOLD = ("register", "id", "code", "op", "version", "at", "by", "reason", "on_behalf_of")
SETTLED = sql.load("portal", "api/settled")
NOW = f"SELECT ({SETTLED}) - 1 AS transaction"


class Changes(Endpoint):
    """The feed of changes. `next` is always there, and is asked again later; `more` says whether to go on at once.

    A removed record is told with op `removed`. Nothing appears behind a cursor that was given out.
    """

    permission_classes = [MayAct]
    token_scope = "records"
    register = None

    def get(self, request: Request, suffix: str = "", **path: Any) -> HttpResponse:
        """Its tag is of the answer itself: what is told also depends on the transactions that still run."""
        http: Any = request._request
        asked = Parameters(http)
        build = self.read(asked)
        self._format(http, asked, suffix)
        asked.done()
        body = json.dumps(build(), ensure_ascii=False, default=plain)
        tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
        if holds(tag, http.headers.get("If-None-Match", "")):
            return unchanged(tag)
        answer = HttpResponse(body, "application/json", headers={"ETag": tag})
        answer["Cache-Control"] = "private, no-cache"
        return answer

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        after, limit, latest = asked.after(kind="changes"), asked.limit(), asked.flag("latest")
        keys = tuple(asked.choices("register", registry.every()) or registry.every())
        district = asked.portal.district.pk

        def build() -> Body:
            if latest:
                [now] = fetch(NOW, {})
                return _page(asked, [], [now["transaction"], cursors.LARGEST_ID, BEHIND, 0], more=False)
            start = after or [0, 0, "", 0]
            place = dict(zip(("transaction", "change", "register", "record"), start, strict=True))
            statement, own = _statement(keys)
            # Two rows more than asked for: whether another follows, and how far the feed was looked through.
            *found, looked = fetch(
                statement, {**place, **own, "district": district, "window": WINDOW, "limit": limit + 1}
            )
            if len(found) > limit:
                last = found[limit - 1]
                return _page(asked, found[:limit], [last["transaction"], last["change"], last["register"], last["id"]], more=True)
            if not looked["looked_through"]:
                return _page(asked, found, start, more=False)
            end = [looked["transaction"], looked["change"], BEHIND, 0]
            return _page(asked, found, end, more=looked["looked_through"] == WINDOW)

        return build


def _page(asked: Parameters, found: list[dict[str, Any]], place: list[Any], *, more: bool) -> Body:
    query = asked.request.GET.copy()
    query.pop("latest", None)
    query["after"] = cursors.encode("changes", place)
    link = asked.request.build_absolute_uri(f"{asked.request.path}?{query.urlencode()}")
    return {"next": link, "more": more, "items": [{name: row[name] for name in TOLD} for row in found]}


@cache
def _statement(keys: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    """The statement for some registers, and the parameters that it has of its own."""
    parts: list[str] = []
    own: dict[str, Any] = {}
    for key in keys:
        part, parameters = _events(registry.every()[key])
        parts.append(part)
        own |= parameters
    return sql.load("portal", "api/changes").format(events="\nUNION ALL\n".join(parts), settled=SETTLED), own


def _events(register: Register) -> tuple[str, dict[str, Any]]:
    names = {"register": register.key, "table": register.model._meta.db_table, "code": _code(register)}
    if register.base:
        base = register.base_model._meta.db_table
        return _template("changes_of_based").format(**names, base=base, link=f"{register.base}_id"), {}
    only, parameters = _only(register)
    is_part = str(register.model in set(_part_tables())).lower()
    return _template("changes_of").format(**names, only=only, any=is_part), parameters


def _template(name: str) -> str:
    """The statement's part without the lines that explain it, which would be repeated for every register."""
    lines = sql.load("portal", f"api/{name}").splitlines()
    return "\n".join(line for line in lines if not line.startswith("--"))


def _code(register: Register) -> str:
    """The column of the code by which people know a record."""
    model = register.base_model if register.base else register.model
    names = {field.name for field in model._meta.concrete_fields}
    found = next((name for name in ("code", "uscc") if name in names), "")
    return f'"{model._meta.db_table}"."{found}"' if found else "''"


def _part_tables() -> Iterator[type[Any]]:
    """Tables whose rows go to the bin with the record that they belong to."""
    for register in registry.every().values():
        yield from (model for model, _field in register.parts)


def _only(register: Register) -> tuple[str, dict[str, Any]]:
    """Which rows of the table are the register's, as SQL over a table of that name, with named parameters."""
    query = register.model._default_manager.filter(register.only, **register.constants).query
    if not query.where:
        return "true", {}
    compiler = query.get_compiler(connection=connection)
    text, values = compiler.compile(query.where)
    if len(query.alias_map) != 1:
        raise TypeError(f"{register.key}: what belongs to the register must be told by its own columns")
    prefix = f"only_{register.model._meta.model_name}_{register.key.replace('-', '_')}_"
    numbers = iter(range(len(values)))
    named = re.sub("%s", lambda _found: f"%({prefix}{next(numbers)})s", text)
    return named, {f"{prefix}{number}": value for number, value in enumerate(values)}


