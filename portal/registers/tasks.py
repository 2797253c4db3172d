"""What waits for somebody: terms and contracts about to end, appeals without a decision, findings without a solution."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courtyards.models import Committee
from governance.people.permissions import requires
from governance.registers import registry, values
from governance.registers.declarations import Text
from portal.home.sections import Rank
from portal.registers import addresses, columns
from property_firms.models import ServiceContract

# A term is prepared for a quarter ahead, a contract two months; a finding is reminded of after a month.
TERM_AHEAD, CONTRACT_AHEAD, PATIENCE, LOOKED_BACK = (timedelta(days=n) for n in (90, 60, 30, 365))
SHOWN = 20


@dataclass(frozen=True)
class Queue:
    """One kind of task: the records that wait, and what is to be done with them.

    `deed` is done at the record itself, or by a new one for its courtyard where it `is_entered`; `last` names the field
    with the day of which it is late.
    """

    name: str
    rank: Rank
    key: str
    title: Text
    todo: Text
    rows: QuerySet[Any]
    shown: tuple[str, ...]
    deed: Text
    is_entered: bool = False
    last: str = ""

    def address(self, row: Any, district: str) -> str:
        """The form at which the task is done."""
        if self.is_entered:
            form = reverse("registers:record-create", kwargs={"district": district, "key": self.key})
            return f"{form}?courtyard={quote(row.courtyard.code)}"
        return reverse("registers:record-edit", kwargs={"district": district, "key": self.key, "record": row.pk})

    def due(self, row: Any) -> date | None:
        """The last day before it is late; None where no day is set."""
        if not self.last:
            return None
        day: date = getattr(row, self.last)
        return day - timedelta(days=1)


@requires("records.read")
def TaskList(request: Any) -> HttpResponse:
    """The queues of the person's registers, the most urgent record first."""
    portal = request.portal
    queues = []
    for queue in queues_of(portal.district.pk, portal.clock.today):
        register = registry.every()[queue.key]
        if not portal.may(f"{queue.key}.read"):
            continue
        offered = columns.offered(register)
        chosen = [offered[name] for name in queue.shown]
        rows = [
            (addresses.of(register, row, portal.district.code), [(c, c.read(row)) for c in chosen])
            for row in queue.rows[:SHOWN]
        ]
        queues.append({"queue": queue, "columns": chosen, "rows": rows, "count": queue.rows.count()})
    return render(request, "registers/tasks.html", {"queues": queues, "waiting": sum(item["count"] for item in queues)})


def queues_of(district: int, today: date) -> list[Queue]:
    """Every queue on the day; a record leaves its queue when it is dealt with."""
    return [
        Queue("terms-over", Rank.OVERDUE, "committees", _("Terms over without a successor"),
              _("Enter the committee that was elected."), _over("committees", Committee, district, today),
              ("name", "courtyard", "street", "valid"), _("Enter the successor"), is_entered=True, last="valid_to"),
        Queue("contracts-over", Rank.OVERDUE, "contracts", _("Contracts over without a successor"),
              _("Enter who serves the courtyard now."), _over("contracts", ServiceContract, district, today),
              ("courtyard", "firm", "street", "valid"), _("Enter the contract"), is_entered=True, last="valid_to"),
        Queue("findings", Rank.OVERDUE, "visits", _("Findings without a solution"), _("Enter what was solved, or go again."),
              _rows("visits", district).filter(solved_on__isnull=True, visited_on__lt=today - PATIENCE)
              .order_by("visited_on", "pk"),
              ("courtyard", "found", "visited_on"), _("Enter the solution")),
        Queue("complaints-late", Rank.OVERDUE, "complaints", _("Complaints past their day"),
              _("Close it, and say how it was dealt with."),
              _rows("complaints", district).filter(closed_on__isnull=True, due_on__lt=today).order_by("due_on", "pk"),
              ("number", "courtyard", "category", "due_on"), _("Close it")),
        Queue("appeals", Rank.WAITING, "credit-events", _("Appeals without a decision"),
              _("Decide, and enter the decision with its day."),
              _rows("credit-events", district).filter(appeal="pending").order_by("appealed_on", "pk"),
              ("firm", "description", "happened_on", "appeal"), _("Enter the decision")),
        Queue("terms-ending", Rank.ENDING, "committees", _("Terms about to end"),
              _("Prepare the election, then end this one and enter the new one."),
              _ending("committees", district, today, TERM_AHEAD), ("name", "courtyard", "street", "valid"),
              _("Enter the successor"), is_entered=True, last="valid_to"),
        Queue("contracts-ending", Rank.ENDING, "contracts", _("Contracts about to end"),
              _("Prolong the contract, or replace the firm."), _ending("contracts", district, today, CONTRACT_AHEAD),
              ("courtyard", "firm", "street", "valid"), _("Prolong the contract"), last="valid_to"),
    ]


def _rows(key: str, district: int) -> QuerySet[Any]:
    register = registry.every()[key]
    return register.rows(district).select_related(*values.related(register))


def _ending(key: str, district: int, today: date, ahead: timedelta) -> QuerySet[Any]:
    """Records that hold today and will not after a while."""
    rows = _rows(key, district).filter(valid_from__lte=today, valid_to__gt=today, valid_to__lte=today + ahead)
    return rows.order_by("valid_to", "pk")


def _over(key: str, model: Any, district: int, today: date) -> QuerySet[Any]:
    """The last of a courtyard's records, ended within a year, where none holds today or later."""
    later = model.objects.filter(
        district=OuterRef("district"), courtyard=OuterRef("courtyard"), valid_to__gt=OuterRef("valid_to")
    )
    rows = _rows(key, district).filter(valid_to__lte=today, valid_to__gt=today - LOOKED_BACK, courtyard__valid_to__gt=today)
    return rows.exclude(Exists(later)).order_by("-valid_to", "pk")
