"""Every address of the portal, filled with the records of one side of the cast."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from courtyards.models import Courtyard
from governance.jobs.models import Job
from governance.people.models import ApiToken
from property_firms.models import Firm
from ratings.models import RatingResult, RatingRound
from subsidies.models import EntitlementLine, SubsidyScheme

QUERIES = {"api-statistics": "?indicator=I2", "api-statistics-series": "?indicator=I2", "api-statistics-members": "?indicator=I2"}


@dataclass(frozen=True)
class Address:
    """An address of the portal: its name, its path with the records of a side, and whether a row stands in it."""

    name: str
    path: str
    tenant: bool
    record: bool

    @property
    def api(self) -> bool:
        return self.path.startswith("/api/")


def addresses(side: Any, street: int | None = None) -> list[Address]:
    """All of them. An address with a parameter that is not known here is an error: the matrix would miss it."""
    found = []
    for name, route, names in _walk(get_resolver(), ""):
        values = {key: str(_value(key, side, street, route)) for key in names}
        path = route
        for key, value in values.items():
            path = "".join(_filled(path, key, value))
        found.append(Address(name, f"/{path}{QUERIES.get(_plain(name), '')}", "district" in names, bool(set(names) & RECORDS)))
    return found


RECORDS = {"code", "uscc", "job", "token", "result", "scheme", "line", "key", "year"} - {"year"}


def _filled(route: str, key: str, value: str) -> Iterator[str]:
    """The route with `<converter:key>` replaced."""
    for part in route.split("<"):
        inner, closed, rest = part.partition(">")
        if closed and inner.rpartition(":")[2] == key:
            yield value + rest
        elif closed:
            yield f"<{part}"
        else:
            yield part


def _value(key: str, side: Any, street: int | None, route: str) -> Any:
    if key == "key":
        key = {"registers": "register", "firms": "uscc"}.get(route.rstrip("/").split("/")[-2], "code")
    makers = {
        "district": lambda: side.district, "indicator": lambda: "self_governance_coverage",
        "register": lambda: "committees",
        "code": lambda: side.get(Courtyard, street).code,
        "uscc": lambda: _uscc(side, street),
        "job": lambda: side.pk(Job), "token": lambda: side.pk(ApiToken, street),
        "year": lambda: side.get(RatingRound).year, "result": lambda: side.pk(RatingResult, street),
        "scheme": lambda: side.pk(SubsidyScheme), "line": lambda: side.pk(EntitlementLine, street),
        "path": lambda: "",
    }
    return makers[key]()


def _uscc(side: Any, street: int | None) -> str:
    firm = side.get(Firm, street)
    with side.scope():
        return str(firm.unit.uscc)


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, str, list[str]]]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, route)
        elif isinstance(entry, URLPattern) and entry.name and not str(entry.pattern).startswith("^"):
            names = [part.partition(">")[0].rpartition(":")[2] for part in route.split("<")[1:]]
            yield entry.name, route, names


def _plain(name: str) -> str:
    """The name without its variant."""
    return name.removesuffix("-csv").removesuffix("-slash")
