"""Every address of the portal, filled with the records of one side of the cast."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from courtyards.models import Courtyard
from governance.boundaries.models import Boundary
from governance.divisions.models import Street
from governance.jobs.models import Job
from governance.people.models import ApiToken
from governance.quality.models import QualityException
from governance.registers import registry, values
from governance.registers.declarations import Register
from governance.registers.models import Attachment, BinEntry, SavedView
from governance.reports.models import ReportForm
from governance.seals.models import Seal
from governance.spreadsheets.models import SheetImport
from property_firms.models import Firm, ServiceContract
from ratings.models import (
    DemonstrationPoint,
    Objection,
    Publicity,
    RatingResult,
    RatingRound,
    RatingStandard,
    RecheckDraw,
    SatisfactionSurvey,
    StarDecision,
)
from subsidies.models import (
    Application,
    ApplicationMaterial,
    ApplicationObjection,
    ApplicationPublicity,
    ClawbackClaim,
    Enrolment,
    EntitlementLine,
    PayeeAccount,
    PaymentBatch,
    PaymentItem,
    PaymentObjection,
    Scenario,
    SubsidyScheme,
)
from tests.support.cast.rounds import tracking_number
from tests.support.cast.surveyed import code

QUERIES = dict.fromkeys(
    ("api-statistics", "api-statistics-series", "api-statistics-members", "api-statistics-compare", "api-statistics-explain"),
    "?indicator=I2",
) | {"api-calendar": "?year=2021", "api-calendar-deadline": "?published=2021-07-07&days=5"}


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

    @property
    def posted(self) -> bool:
        """An address of the API that takes a body and tells nothing."""
        return self.api and _plain(self.name).endswith(("-batch", "-bulk", "-check", "-end", "-restore"))


def addresses(side: Any, street: int | None = None) -> list[Address]:
    """All of them. An address with a parameter that is not known here is an error: the matrix would miss it."""
    found = []
    for name, route, names in _walk(get_resolver(), ""):
        # An address of registers is one for each of them.
        for register in registry.every() if "<slug:key>" in route and not _names_a_version(route) else [""]:
            if "/grid/" in route and not registry.every()[register].grid:
                continue
            filling = {key: _value(key, side, street, route, register) for key in names}
            if None in filling.values():
                continue
            path = route
            for key, value in filling.items():
                path = "".join(_filled(path, key, str(value)))
            record = bool(set(names) & RECORDS) and (not register or "record" in names)
            found.append(Address(name, f"/{path}{_query(name, side)}", "district" in names, record))
    return found


def _query(name: str, side: Any) -> str:
    """What an address asks for where it needs a question."""
    if name == "standard-compare":
        return f"?before={side.pk(RatingStandard)}&after={side.pk(RatingStandard)}"
    if name == "scheme-compare":
        return f"?before={side.pk(SubsidyScheme)}&after={side.pk(SubsidyScheme)}"
    if name == "scenario-compare":
        return f"?id={side.pk(Scenario)}"
    return QUERIES.get(_plain(name), "")


def _names_a_version(route: str) -> bool:
    """Whether the key in it is that of a standard or scheme, not of a register."""
    return "standards/" in route or "schemes/" in route


RECORDS = {
    "code", "uscc", "job", "token", "result", "scheme", "line", "key", "record", "file", "entry", "contract", "view", "id",
    "form",
    "sheet_import",
    "street",
    "subject", "exception",
    "boundary", "place", "number", "point", "standard", "version",
    "objection", "decision", "publicity", "scenario",
    "application", "material", "notice", "enrolment", "batch", "item", "protest", "account", "claim",
}


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


def _value(key: str, side: Any, street: int | None, route: str, register: str) -> Any:
    if key == "key" and register:
        return register
    if key == "record":
        return _record(registry.every()[register], side, street)
    if key == "field":
        references = (v for v in values.of(registry.every()[register]).values() if isinstance(v, values.Reference))
        return next((v.name for v in references), None)
    before = route.partition(f":{key}>")[0].split("/")[-2] if key in ("key", "id") else ""
    if before == "standards":
        return side.get(RatingStandard).key
    if before == "schemes":
        return side.get(SubsidyScheme).key
    if key == "id":
        return _record(registry.every()[before], side, street)
    if key == "key":
        key = {"registers": "register", "firms": "uscc"}.get(before, "code")
    makers = {
        "district": lambda: side.district, "indicator": lambda: _indicator(route),
        "register": lambda: "committees",
        "code": lambda: side.get(Courtyard, street).code,
        "uscc": lambda: _uscc(side, street),
        "job": lambda: side.pk(Job), "token": lambda: side.pk(ApiToken, street),
        "file": lambda: side.pk(Attachment, street),
        "entry": lambda: side.pk(BinEntry, street),
        "view": lambda: side.pk(SavedView), "contract": lambda: side.pk(ServiceContract, street),
        "form": lambda: "fee-returns" if "returns/" in route else side.get(ReportForm, street).key, "month": lambda: "2021-03",
        "street": lambda: _street_code(side, street),
        "period": lambda: "2021Q1",
        "place": lambda: side.district if route.startswith("public/") else _street_code(side, street),
        "number": lambda: side.get(Seal, street).number,
        "scheme": lambda: side.pk(SubsidyScheme), "scenario": lambda: side.pk(Scenario),
        "line": lambda: side.pk(EntitlementLine, street),
        "path": lambda: "", "panel": lambda: "heat",
        # Boundaries are no table.
        "suffix": lambda: "geojson" if "boundaries" in route else "csv",
        "sheet_import": lambda: side.pk(SheetImport, street),
        # A check whose findings are courtyards, and one of these.
        "check": lambda: "three-no-without-cover", "subject": lambda: side.pk(Courtyard, street),
        "exception": lambda: side.pk(QualityException, street), "boundary": lambda: side.pk(Boundary, street),
        **_of_ratings(side, street, route), **_of_applications(side, street, route), **_of_payments(side, street),
    }
    return makers[key]()


def _of_applications(side: Any, street: int | None, route: str) -> dict[str, Callable[[], Any]]:
    found: dict[str, Callable[[], Any]] = {
        "application": lambda: side.pk(Application, street), "material": lambda: side.pk(ApplicationMaterial, street),
        "notice": lambda: side.pk(ApplicationPublicity, street), "enrolment": lambda: side.pk(Enrolment, street),
        # The cast has no document of an absence: tests/subsidies/test_application_pages.py asks for one from everywhere.
        "proof": lambda: None,
    }
    return found | {"objection": lambda: side.pk(ApplicationObjection, street)} if "applications/" in route else found


def _of_ratings(side: Any, street: int | None, route: str) -> dict[str, Callable[[], Any]]:
    return {
        "year": lambda: side.get(RatingRound).year, "result": lambda: side.pk(RatingResult, street),
        # The cast has no photo on a sheet: tests/stars/test_pages.py asks for one from everywhere.
        "photo": lambda: None,
        "point": lambda: side.pk(DemonstrationPoint, street), "state": lambda: "withdrawn",
        "survey": lambda: side.pk(SatisfactionSurvey), "one_time": lambda: code(side.district, (street or 0) + 1),
        "standard": lambda: side.pk(RatingStandard), "version": lambda: 1,
        # A file of a standard, or what is decided about a star.
        "kind": lambda: "json" if _names_a_version(route) else "revocation",
        "objection": lambda: side.pk(Objection, street), "decision": lambda: side.pk(StarDecision, street),
        "publicity": lambda: side.pk(Publicity, street), "draw": lambda: side.get(RecheckDraw).number,
        "tracking": lambda: tracking_number(side.district, (street or 0) + 1),
    }


def _of_payments(side: Any, street: int | None) -> dict[str, Callable[[], Any]]:
    return {
        "batch": lambda: side.pk(PaymentBatch), "item": lambda: side.pk(PaymentItem, street),
        "protest": lambda: side.pk(PaymentObjection, street), "account": lambda: side.pk(PayeeAccount, street),
        "claim": lambda: side.pk(ClawbackClaim, street),
    }


def _record(register: Register, side: Any, street: int | None) -> int | None:
    """A record of the register at the place; None where the cast has none there."""
    wanted = None if street is None else side.streets[street]
    with side.scope():
        rows = register.rows(side.district).order_by("pk")
        if wanted is not None and any(f.name == "street" for f in register.model._meta.concrete_fields):
            rows = rows.filter(street=wanted)
        found = rows.first()
    return None if found is None else int(found.pk)


def _indicator(route: str) -> str:
    """A shipped indicator; where only a variant has a page, the cast's."""
    return "self_governance_coverage" if route.endswith(":indicator>/") else "I2-1"


def _uscc(side: Any, street: int | None) -> str:
    firm = side.get(Firm, street)
    with side.scope():
        return str(firm.unit.uscc)


def _street_code(side: Any, street: int | None) -> str:
    with side.scope():
        return str(Street.objects.get(pk=side.streets[street or 0]).code)


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
    return name.removesuffix("-file").removesuffix("-slash")
