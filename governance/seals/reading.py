"""What a report shows: its figures beside those of the period before, what stands out, and where the others are."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from governance.common.periods import Period
from governance.divisions.models import Street
from governance.indicators.definitions import Indicator, Measure
from governance.seals import contents
from governance.seals.contents import Place
from governance.seals.models import PeriodReport, ReportState, Seal

# A move between two periods that somebody should explain: in points of a percentage, or as a share of a number.
MUCH_IN_POINTS, MUCH_AS_SHARE, FEW = Decimal(10), Decimal("0.2"), 5


@dataclass(frozen=True)
class Number:
    """One figure as it is shown and compared; `value` is None where there was nothing to divide by."""

    value: Decimal | None
    numerator: Decimal
    denominator: Decimal | None

    @classmethod
    def of(cls, row: Iterable[Any]) -> "Number":
        value, numerator, denominator = (None if part is None else Decimal(part) for part in row)
        return cls(value, Decimal(0) if numerator is None else numerator, denominator)


@dataclass(frozen=True)
class Line:
    """An indicator of a report: now, and in the period before (None where that is not known)."""

    indicator: Indicator
    now: Number
    before: Number | None

    @property
    def moved(self) -> Decimal | None:
        """By how much it moved since the period before; points of a percentage, or the difference of two numbers."""
        if self.before is None or self.before.value is None or self.now.value is None:
            return None
        return self.now.value - self.before.value

    @property
    def is_outlier(self) -> bool:
        """Whether it moved so far that the comment should say why."""
        if self.moved is None or self.before is None or self.before.value is None:
            return False
        if self.indicator.measure is Measure.PERCENT:
            return abs(self.moved) >= MUCH_IN_POINTS
        return abs(self.moved) >= FEW and abs(self.moved) >= MUCH_AS_SHARE * abs(self.before.value)


def place_of(report: PeriodReport) -> Place:
    """The place that the report speaks of, by its present name."""
    if report.street is None:
        return Place(report.district_id, str(report.district_id), report.district.name)
    return Place(report.district_id, report.street.code, report.street.name, report.street_id)


def lines(report: PeriodReport, *, today: date) -> list[Line]:
    """The figures as known now beside those of the period before: its sealed ones, or as known now."""
    place, indicators = place_of(report), contents.held(report.district_id)
    now = numbers(place, min(report.last_on, today), indicators)
    earlier = report.of.previous()
    sealed = latest_seal(report.district_id, report.street_id, earlier)
    before = sealed_numbers(sealed) if sealed else numbers(place, earlier.last, indicators)
    return [Line(i, now[i.key], before.get(i.key)) for i in indicators]


def numbers(place: Place, on: date, indicators: list[Indicator]) -> dict[str, Number]:
    """The figures of the place itself on a day, by indicator."""
    return {
        cell.indicator.key: Number.of(map(contents.plain, (cell.value, cell.numerator, cell.denominator)))
        for cell in contents.count(place, on, indicators)
        if cell.division.code == place.code
    }


def sealed_numbers(seal: Seal) -> dict[str, Number]:
    """The sealed figures of the place itself, by indicator."""
    content = json.loads(seal.content)
    place = content["seal"]["place"]
    return {
        key: Number.of(row[1:])
        for key, levels in content["figures"].items()
        for row in levels.get(place["level"], ())
        if row[0] == place["code"]
    }


def latest_seal(district: int, street: int | None, period: Period) -> Seal | None:
    """The seal that holds for the place and period: of the last revision."""
    found = Seal.objects.filter(district_id=district, street=street, period=str(period))
    return found.order_by("-revision").first()


def latest_seals(district: int, periods: Iterable[Period]) -> dict[tuple[int | None, str], Seal]:
    """The same of many places and periods, by street and period, without the contents; one statement."""
    found = Seal.objects.filter(district_id=district, period__in=[str(period) for period in periods]).defer("content")
    return {(seal.street_id, seal.period): seal for seal in found.order_by("revision")}


def reports(district: int, periods: Iterable[Period]) -> dict[tuple[int | None, str], PeriodReport]:
    """The reports in sight of the periods, by street and period; one statement."""
    found = PeriodReport.objects.filter(district_id=district, period__in=[str(period) for period in periods])
    return {(report.street_id, report.period): report for report in found}


def missing(report: PeriodReport) -> list[tuple[Street, PeriodReport | None]]:
    """The streets whose report of the same period is not approved, in the order of their codes."""
    there = {found.street_id: found for found in PeriodReport.objects.filter(
        district_id=report.district_id, period=report.period, street__isnull=False
    )}
    streets = Street.objects.filter(district_id=report.district_id).order_by("code")
    found = [(street, there.get(street.pk)) for street in streets]
    return [(street, one) for street, one in found if one is None or one.state != ReportState.APPROVED]
