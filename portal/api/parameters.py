"""Query parameters: every fault of a request is named at once, and an unknown parameter is a fault."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from governance.common.periods import Month
from governance.divisions.models import Community, Street
from governance.indicators import catalogue, statistics
from governance.indicators.definitions import Indicator
from governance.people import clock
from governance.tenancy import scope
from governance.units.models import Unit, UnitKind
from portal.api import cursors
from portal.api.formats import JSON
from portal.problems import ParameterProblem, fault

MOST = 1000
WHOLE_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


class Parameters:
    """Reads the query of one request. Call the readers, then `done()`, which raises ParameterProblem."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.query: QueryDict = request.GET
        self.portal: Any = request.portal  # type: ignore[attr-defined]
        self.known: set[str] = set()
        self.repeatable: set[str] = set()
        self.faults: list[dict[str, Any]] = []
        self.time: clock.Clock | None = None
        self.form = JSON
        # What else than the clocks decides the answer without standing in the query.
        self.further: list[str | None] = []
        # How many cells or records are asked for.
        self.cost = 1

    @classmethod
    def of(cls, request: HttpRequest, query: QueryDict) -> "Parameters":
        """Reads another query than that of the address."""
        other = cls(request)
        other.query = query
        return other

    @classmethod
    def without_query(cls, request: HttpRequest) -> "Parameters":
        """Reads nothing: every parameter is absent."""
        return cls.of(request, QueryDict())

    def text(self, name: str, default: str = "") -> str:
        self.known.add(name)
        value = self.query.get(name, default)
        if "\x00" in value:
            self.refuse(name, "invalid_value", _("This value can't be read."), value.replace("\x00", "\\x00"))
            return default
        return value

    def many(self, name: str) -> list[str]:
        """A comma list, a repeated parameter, or both."""
        self.known.add(name)
        self.repeatable.add(name)
        parts = [part.strip() for text in self.query.getlist(name) for part in text.split(",") if part.strip()]
        if any("\x00" in part for part in parts):
            self.refuse(name, "invalid_value", _("This value can't be read."), ", ".join(parts).replace("\x00", "\\x00"))
            return []
        return parts

    def choice(self, name: str, choices: Iterable[str], default: str) -> str:
        value, allowed = self.text(name, default), list(choices)
        if value not in (*allowed, default):
            self._refuse_choice(name, allowed, value)
            return default
        return value

    def choices(self, name: str, choices: Iterable[str]) -> list[str] | None:
        """Some of the choices (any of them will do); None for all."""
        values, allowed = self.many(name), list(choices)
        for value in values:
            if value not in allowed:
                self._refuse_choice(name, allowed, value)
        return values or None

    def _refuse_choice(self, name: str, allowed: list[str], value: str) -> None:
        message = _("“%(value)s” is none of: %(allowed)s.")
        self.refuse(name, "unknown_value", message % {"value": value, "allowed": ", ".join(allowed)}, value)

    def flag(self, name: str) -> bool | None:
        """true or false; None when absent."""
        return {"true": True, "false": False}.get(self.choice(name, ("true", "false"), ""))

    def number(self, name: str, least: int, most: int) -> int | None:
        """A whole number; None when absent."""
        value = self.text(name)
        if not value:
            return None
        if not WHOLE_NUMBER.fullmatch(value) or not least <= int(value) <= most:
            message = _("%(name)s must be a whole number from %(least)d to %(most)d.")
            self.refuse(name, "out_of_range", message % {"name": name, "least": least, "most": most}, value)
            return None
        return int(value)

    def month(self, name: str) -> Month | None:
        """A month as YYYY-MM; None when absent."""
        value = self.text(name)
        try:
            month = Month.parse(value) if value else None
        except ValueError:
            month = None
        if value and (month is None or not 1900 <= month.year <= 2200):
            self.refuse(name, "invalid_month", _("“%(value)s” is not a month. Write it as 2022-07.") % {"value": value},
                        value)
            return None
        return month

    def _time(self) -> clock.Clock:
        """The clocks, for what must be known before an endpoint reads them; it is theirs to refuse wrong ones."""
        try:
            return clock.parse(self.query, now=self.portal.now)
        except clock.ClockError:
            return self.portal.clock  # type: ignore[no-any-return]

    def clock(self) -> clock.Clock:
        """`on` and `as_of`."""
        self.known |= {"on", "as_of"}
        try:
            self.time = clock.parse(self.query, now=self.portal.now)
        except clock.ClockError as error:
            self.refuse(error.field, "invalid_date", error.message, error.value)
            self.time = self.portal.clock
        return self.time

    def resolved(self) -> list[str | None]:
        """What the clocks came to, where the request has them."""
        if self.time is None:
            return self.further
        return [self.time.on.isoformat(), self.time.as_of.isoformat() if self.time.as_of else None, *self.further]

    def indicators(self) -> list[tuple[str, Indicator]]:
        """`indicator`: codes or keys, at least one; with the name that the caller used.

        A variant of the district is meant as it was known at `as_of`, in the version in force on the day. Over many
        districts there are none: only what the portal ships means the same in all of them.
        """
        names = self.many("indicator")
        if not names:
            self.refuse("indicator", "required", _("Name at least one indicator; /indicators lists them."), None)
        found, time = [], self._time()
        district = 0 if self.portal.district is None else self.portal.district.pk
        with scope.as_known_at(time.as_of):
            for name in dict.fromkeys(names):
                try:
                    found.append((name, catalogue.find(name, district, time.on)))
                except catalogue.UnknownIndicator:
                    message = _("There is no indicator “%(name)s”; /indicators lists them.") % {"name": name}
                    self.refuse("indicator", "unknown_indicator", message, name)
        return found

    def figure(self, on: date, indicators: Sequence[Indicator]) -> tuple[statistics.Question, str | None]:
        """`within`, `firm` and `population`, as all the indicators understand them."""
        street, community, place = self.within()
        population, firm = self.text("population") or None, self.firm()
        question = statistics.Question(
            district=self.portal.district.pk, on=on, street=street, community=community, firm=firm,
            place=place,
        )
        self.check(question, indicators, population)
        return question, population

    def check(self, question: statistics.Question, indicators: Sequence[Indicator], population: str | None) -> None:
        """Refuses a population or a firm that one of the indicators is not defined for."""
        for indicator in indicators:
            try:
                statistics.ask(question, [indicator], population)
            except statistics.PopulationNotDefined:
                message = _("%(indicator)s is not defined for the population “%(population)s”, only for: %(known)s.")
                told = {
                    "indicator": indicator.name, "population": population, "known": ", ".join(indicator.populations)
                }
                self.refuse("population", "unknown_population", message % told, population)
            except statistics.FilterNotDefined:
                message = _("%(indicator)s can't be counted for one firm.") % {"indicator": indicator.name}
                self.refuse("firm", "not_for_firms", message, question.firm)

    def firm(self) -> str | None:
        """`firm`: the unified social credit code of a firm here."""
        code = self.text("firm")
        if not code:
            return None
        firms = Unit.objects.filter(district_id=self.portal.district.pk, kind=UnitKind.PROPERTY_FIRM, uscc=code)
        if not firms.exists():
            message = _("There is no firm “%(code)s” that you can see here.") % {"code": code}
            self.refuse("firm", "unknown_firm", message, code)
        return code

    def within(self, name: str = "within") -> tuple[int | None, int | None, tuple[str, str] | None]:
        """`within`: the code of a street or community; their ids (street, community), code and name."""
        code = self.text(name)
        found = self.place(code, name) if code and code != str(self.portal.district.pk) else None
        if found is None:
            return None, None, None
        model, pk, _code, called = found
        return (pk, None, (code, called)) if model is Street else (None, pk, (code, called))

    def place(self, code: str, name: str = "within") -> tuple[type[Any], int, str, str] | None:
        """The street or community of a code of `within`: its model, id, code and name; None, and a fault, where there is none."""
        for model in (Street, Community):
            found = self._place(model, code)
            if found is not None:
                return model, found[0], code, found[1]
        message = _("“%(code)s” is no street or community that you can see here.") % {"code": code}
        self.refuse(name, "unknown_division", message, code)
        return None

    def street(self) -> int | None:
        """`street`: the code of a street; its id."""
        code = self.text("street")
        found = self._place(Street, code) if code else None
        if code and found is None:
            message = _("“%(code)s” is no street that you can see here.") % {"code": code}
            self.refuse("street", "unknown_division", message, code)
        return found[0] if found else None

    def _place(self, model: Any, code: str) -> tuple[int, str] | None:
        places = model.objects.filter(district_id=self.portal.district.pk, code=code)
        found: tuple[int, str] | None = places.values_list("pk", "name").first()
        return found

    def limit(self) -> int:
        self.cost = self.number("limit", 1, MOST) or 50
        return self.cost

    def after(self, *, kind: str) -> list[Any] | None:
        """The opaque cursor of the `next` link; None at the beginning."""
        value = self.text("after")
        try:
            return cursors.decode(value, kind) if value else None
        except cursors.InvalidCursor:
            message = _("This cursor is not one of ours; take it from the next link.")
            self.refuse("after", "invalid_cursor", message, value)
            return None

    def fields(self, names: Sequence[str]) -> list[str]:
        """`fields`: some of the fields of a record; all of them by default."""
        return self.choices("fields", names) or list(names)

    def refuse(self, path: str, code: str, message: str, value: Any) -> None:
        found = fault(path, code, message, value)
        if found not in self.faults:
            self.faults.append(found)

    def done(self) -> None:
        for name, values in self.query.lists():
            if name not in self.known:
                message = _("There is no parameter “%(name)s” here. Known are: %(known)s.")
                known = ", ".join(sorted(self.known))
                self.refuse(name, "unknown_parameter", message % {"name": name, "known": known}, values[-1])
            elif len(values) > 1 and name not in self.repeatable:
                self.refuse(name, "given_twice", _("“%(name)s” is given twice.") % {"name": name}, ", ".join(values))
            elif not any(values) and name != "q":
                message = _("“%(name)s” is empty. Leave it out or give it a value.") % {"name": name}
                self.refuse(name, "empty", message, "")
        if self.faults:
            raise ParameterProblem(self.faults)
