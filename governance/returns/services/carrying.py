""""No change": last month's figures given again, for one or for all that are still missing."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _
from psycopg2.extras import DateRange

from governance.audit.services import change
from governance.common.periods import Month
from governance.people.models import User
from governance.registers import constraints
from governance.registers.declarations import Refused
from governance.returns import closing, reading, statements
from governance.returns.declarations import MonthlyReturn
from governance.returns.months import range_of
from governance.returns.reading import Row


class NothingEarlier(Refused):
    """These rows have no return of one month before this one, so nothing can be carried forward; `rows` lists them."""

    def __init__(self, rows: list[Row]) -> None:
        some = "、".join(str(row) for row in rows[:5])
        super().__init__(_("There are no figures of an earlier month to carry forward. Type them: %(some)s.") % {"some": some})
        self.rows = rows


@dataclass(frozen=True)
class Carried:
    """How many returns were written, and whose figures must be typed because there are none before."""

    written: int
    without: list[Row]


def carry_forward(
    form: MonthlyReturn, *, district: int, street: int, month: Month, by: User, reason: str,
    only: Collection[str] | None = None,
) -> Carried:
    """The last figures for every return that is still missing, or for the rows of `only`; one change, one statement.

    What is given already stays as it is: done twice it changes nothing. Raises MonthClosed, and NothingEarlier where a
    row of `only` has nothing to carry.
    """
    with change(district=district, by=by, reason=reason, street=street):
        closing.demand_open(form.key, _of_month(form, district, street, range_of(month)))
        left = reading.missing(form, district=district, street=street, month=month)
        without = [row for row in left if not row.can_carry]
        if only is not None and (refused := [row for row in without if row.key in only]):
            raise NothingEarlier(refused)
        with constraints.in_words(form.kind), connection.cursor() as cursor:
            cursor.execute(
                statements.of(form, "carry"),
                {"district": district, "street": street, "months": [month.first], "only": None if only is None else list(only)},
            )
            return Carried(cursor.rowcount, without)


def _of_month(form: MonthlyReturn, district: int, street: int, days: DateRange) -> object:
    """A record of the register as the law of the closed months reads it."""
    return form.model(district_id=district, street_id=street, period=days)
