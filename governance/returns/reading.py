"""What a month's return looks like: who owes it, what was given last, what is given now, and how far it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from psycopg2.extras import DateRange

from governance.common.periods import Month
from governance.returns import statements
from governance.returns.declarations import MonthlyReturn
from governance.returns.models import ReturnSubmission
from governance.returns.months import is_month, range_of


@dataclass(frozen=True)
class Row:
    """One of those who owe a return in a month. `given` and `earlier` are records of the register, read whole."""

    form: MonthlyReturn
    month: Month
    key: str
    street: int
    code: str
    title: str
    detail: str
    # The references that name it, by their attributes.
    identity: dict[str, int]
    given: Any
    earlier: Any
    # The version of `given` that a correction must name; 0 where nothing is given.
    version: int

    @property
    def is_covered(self) -> bool:
        """The month lies inside a longer return, which is corrected in the register."""
        return self.given is not None and self.given.period != range_of(self.month)

    @property
    def can_carry(self) -> bool:
        """Whether "no change" means anything: nothing is given yet, and the last return is of one month."""
        return self.given is None and self.has_month_before

    @property
    def has_month_before(self) -> bool:
        return self.earlier is not None and is_month(self.earlier.period)

    def __str__(self) -> str:
        return f"{self.title} · {self.detail}" if self.detail else self.title


@dataclass(frozen=True)
class Standing:
    """How far a street's return of a month is."""

    expected: int = 0
    given: int = 0

    @property
    def missing(self) -> int:
        return self.expected - self.given

    @property
    def is_complete(self) -> bool:
        return self.expected > 0 and self.missing == 0


def rows(form: MonthlyReturn, *, district: int, street: int, month: Month) -> list[Row]:
    """All who owe the return, by code and name. One statement, however many they are."""
    return [_row(form, month, found) for found in _ask(form, "rows", district, [month], street)]


def missing(form: MonthlyReturn, *, district: int, street: int, month: Month) -> list[Row]:
    """Those whose return is not there."""
    return [row for row in rows(form, district=district, street=street, month=month) if row.given is None]


def standings(
    form: MonthlyReturn, *, district: int, months: Sequence[Month], street: int | None = None
) -> dict[tuple[int, Month], Standing]:
    """How far each street in sight is with each month, by street and month. One statement for all of them."""
    return {
        (found["street_id"], Month.of(found["month"])): Standing(found["expected"], found["given"])
        for found in _ask(form, "standing", district, months, street)
    }


def submissions(district: int, months: Iterable[Month]) -> dict[tuple[str, int, Month], ReturnSubmission]:
    """What was handed in for the months, by return, street and month."""
    found = ReturnSubmission.objects.filter(district_id=district, month__in=[month.first for month in months])
    return {(one.form, one.street_id, Month.of(one.month)): one for one in found}


def submission(form: MonthlyReturn, *, district: int, street: int, month: Month) -> ReturnSubmission | None:
    """Where the street's return of the month stands; None before it was first handed in."""
    return ReturnSubmission.objects.filter(
        district_id=district, street_id=street, form=form.key, month=month.first
    ).first()


def versions(form: MonthlyReturn, *, district: int, versions: Sequence[int]) -> dict[int, Any]:
    """Records with the figures that they had in these versions."""
    with connection.cursor() as cursor:
        cursor.execute(statements.of(form, "versions"), {"district": district, "versions": list(versions)})
        return {found[0]: form.model(**dict(zip(form.fields, found[1:], strict=True))) for found in cursor.fetchall()}


def _ask(
    form: MonthlyReturn, statement: str, district: int, months: Sequence[Month], street: int | None
) -> list[dict[str, Any]]:
    given = {"district": district, "street": street, "months": [month.first for month in months]}
    with connection.cursor() as cursor:
        cursor.execute(statements.of(form, statement), given)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _row(form: MonthlyReturn, month: Month, found: dict[str, Any]) -> Row:
    return Row(
        form=form, month=month, key=found["key"], street=found["street_id"], code=found["code"], title=found["title"],
        detail=found["detail"], identity={name: found[f"{name}_id"] for name in form.identity},
        given=_record(form, found, "given"), earlier=_record(form, found, "earlier"), version=found["version_id"] or 0,
    )


def _record(form: MonthlyReturn, found: dict[str, Any], which: str) -> Any:
    """The record as far as the statement tells it; None where there is none."""
    if found[f"{which}_id"] is None:
        return None
    first: date | None = found[f"{which}_first"]
    after: date | None = found[f"{which}_after"]
    own = {name: found[f"{name}_id"] for name in form.identity}
    return form.model(
        id=found[f"{which}_id"], street_id=found["street_id"], period=DateRange(first, after),
        **{f"{name}_id": pk for name, pk in own.items()}, **{name: found[f"{which}_{name}"] for name in form.fields},
    )
