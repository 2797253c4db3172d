"""The counter of a courtyard as it is told: how many of the 36 months, which are paid, which are not and why."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import DateField, F, Func, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from governance.common.periods import Month
from subsidies.applications.eras import Course
from subsidies.choices import Outcome, SchemeStatus
from subsidies.models import Absence, Enrolment, EntitlementLine, SubsidyScheme
from subsidies.rules import counter as rules
from subsidies.rules.counter import Away, Counter

# Who ends within so many months is told beforehand.
SOON = 6


@dataclass(frozen=True)
class MonthTold:
    """A month of the counter: its line that holds now, what it is entitled to and what was paid, in fen.

    `scheme`: in the month from which it receives under another one, that one.
    """

    number: int
    month: Month
    state: str
    line: EntitlementLine | None
    entitled_fen: int
    paid_fen: int
    scheme: SubsidyScheme | None = None

    @property
    def words(self) -> str:
        """Why it is paid or not."""
        if self.state in Outcome.values:
            return str(Outcome(self.state).label)
        return {
            "away": _("outside the subsidy"), "coming": _("still to come"), "open": _("not computed yet"),
            "paid": _("paid"), "over": _("the months of its scheme were over"),
        }[self.state]


def enrolments(district: int) -> QuerySet[Any]:
    """The enrolments in sight with scheme, absences, `limit` (months by the version that is in force last) and `until`.

    `until`: the first day after their last month. Two statements.
    """
    released = SubsidyScheme.objects.filter(
        district=OuterRef("district"), key=OuterRef("scheme__key"), status=SchemeStatus.RELEASED
    )
    rows = Enrolment.objects.filter(district_id=district).select_related("courtyard__street", "scheme")
    rows = rows.annotate(limit=Coalesce(Subquery(released.values("months")[:1]), F("scheme__months")))
    interval = Func(F("limit"), template="make_interval(months => LEAST(%(expressions)s, 36)::int)")
    rows = rows.annotate(until=Cast(Func(F("first_month"), interval, arg_joiner=" + ", template="%(expressions)s"), DateField()))
    return rows.prefetch_related(Prefetch("absences", Absence.objects.order_by("left_on", "pk")))


def counter_of(enrolment: Any, on: date) -> Counter:
    """The counter on a day, of an enrolment that comes from `enrolments`."""
    return rules.count(Month.of(enrolment.first_month), Month.of(on), away(enrolment), enrolment.limit)


def away(enrolment: Enrolment) -> list[Away]:
    """When the courtyard was outside; one that left before absences were kept has only its day."""
    found = [Away(one.left_on, one.back_on) for one in enrolment.absences.all()]
    if enrolment.left_on is not None and all(one.back_on is not None for one in found):
        found.append(Away(enrolment.left_on))
    return found


def of_courtyard(district: int, courtyard: int, on: date) -> tuple[Enrolment, Counter] | None:
    """The enrolment of a courtyard with its counter; None where it was never enrolled. Two statements."""
    found = enrolments(district).filter(courtyard=courtyard).first()
    return None if found is None else (found, counter_of(found, on))


def months_of(enrolment: Enrolment, counter: Counter, course: Course) -> list[MonthTold]:
    """All months of the counter, the coming ones too: one statement. `course`: under which scheme each."""
    rows = EntitlementLine.objects.filter(district_id=enrolment.district_id, courtyard=enrolment.courtyard_id)
    lines: dict[Month, list[EntitlementLine]] = defaultdict(list)
    for line in rows.with_payment().order_by("month", "sequence"):
        lines[Month.of(line.month)].append(line)
    outside = away(enrolment)
    changed = {span.first: span.scheme for span in course.spans[1:]}
    told = (
        _told(number, month, lines.get(month, []), outside, counter, course.of(month).months)
        for number, month in rules.every(counter)
    )
    return [replace(one, scheme=changed.get(one.month)) for one in told]


def _told(
    number: int, month: Month, lines: list[EntitlementLine], outside: list[Away], counter: Counter, limit: int
) -> MonthTold:
    last = lines[-1] if lines else None
    paid = sum(getattr(line, "paid_fen", 0) or 0 for line in lines)
    if rules.is_away(month, outside):
        state = "away"
    elif last is None and number > limit:
        state = "over"
    elif last is None:
        state = "coming" if month >= counter.here else "open"
    elif last.entitled_fen and paid == last.entitled_fen:
        state = "paid"
    else:
        state = last.outcome
    return MonthTold(number, month, state, last, last.entitled_fen if last else 0, paid)
