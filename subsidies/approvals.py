"""Who let a ledger line be paid: the acts of the applications by which it came about, and of the batches it stands in."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from subsidies.models import ApplicationAct, BatchAct, EntitlementLine
from subsidies.payments.choices import BatchDeed
from subsidies.rules.telling import Step

# The acts that decide; what goes to the bank and comes back is told as the payment.
DECIDING = (BatchDeed.PREPARE, BatchDeed.ENDORSE, BatchDeed.PUBLISH, BatchDeed.APPROVE)
# By whom, as what, and what they did on a day.
Told = tuple[date, str, str, str]


def approvals(line: EntitlementLine) -> list[Step]:
    """One step for each application and each batch, told after those of the amount: two statements.

    By a later application the courtyard came back, or under another scheme: the months before it know nothing of it.
    """
    found = []
    entered = ApplicationAct.objects.filter(
        district_id=line.district_id, application__enrolment=line.enrolment_id, application__first_month__lte=line.month
    )
    rows = entered.select_related("change", "application").order_by("application", "pk")
    for number, of_one in groupby(rows, key=lambda act: act.application.number):
        told = (
            (act.acted_on, act.change.actor_name, act.get_came_from_display(), act.get_deed_display()) for act in of_one
        )
        found.append(Step("enrolled", _("Application %(number)s") % {"number": number}, _sentence(told)))
    acts = BatchAct.objects.filter(district_id=line.district_id, batch__items__lines__line=line.pk, deed__in=DECIDING)
    for number, of in groupby(acts.select_related("batch").order_by("batch", "number"), key=lambda act: act.batch.number):
        said = ((act.acted_on, act.actor_name, act.get_role_display(), act.get_deed_display()) for act in of)
        found.append(Step("batch", _("Batch %(number)s") % {"number": number}, _sentence(said)))
    return found


def _sentence(acts: Iterable[Told]) -> str:
    words = _("%(day)s %(who)s (%(as)s): %(deed)s")
    said = (words % {"day": day, "who": who, "as": role, "deed": deed} for day, who, role, deed in acts)
    return _("; ").join(said) + _(".")
