"""Who let a ledger line be paid: the acts of the application by which it is inside, and of the batches that pay it."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from subsidies.models import Application, ApplicationAct, BatchAct, EntitlementLine, PaymentItem
from subsidies.payments.choices import BatchDeed, ItemState
from subsidies.rules.telling import Step

# The acts that decide; what goes to the bank and comes back is told as the payment.
DECIDING = (BatchDeed.PREPARE, BatchDeed.ENDORSE, BatchDeed.PUBLISH, BatchDeed.APPROVE)
# By whom, as what, and what they did on a day.
Told = tuple[date, str, str, str]


def approvals(line: EntitlementLine) -> list[Step]:
    """One step for the application and one for each batch, told after those of the amount: three statements.

    The application is that which enrolled the courtyard, brought it back or under its scheme, for the month of the line: a
    later one let nothing of it be paid.
    """
    of = {"district_id": line.district_id}
    inside = Application.objects.filter(**of, enrolment=line.enrolment_id, first_month__lte=line.month)
    entered = ApplicationAct.objects.filter(**of, application__in=inside.order_by("-first_month", "-pk").values("pk")[:1])
    done = list(entered.select_related("change", "application").order_by("pk"))
    told = [(act.acted_on, act.change.actor_name, act.get_came_from_display(), act.get_deed_display()) for act in done]
    title = _("Application %(number)s") % {"number": done[0].application.number} if done else ""
    found = [Step("enrolled", title, _sentence(told))] if told else []
    for number, acts in _batches(line):
        said = ((act.acted_on, act.actor_name, act.get_role_display(), act.get_deed_display()) for act in acts)
        found.append(Step("batch", _("Batch %(number)s") % {"number": number}, _sentence(said)))
    return found


def _batches(line: EntitlementLine) -> Iterator[tuple[str, list[BatchAct]]]:
    """The deciding acts of each batch that pays the line, or may still: it did not leave the batch, nor was that withdrawn.

    The last word over a batch is not one over a line that an objection held.
    """
    items: Any = PaymentItem.objects.filter(district_id=line.district_id, lines__line=line.pk).with_state()
    states = dict(items.exclude(state=ItemState.DROPPED).values_list("batch", "state"))
    acts = BatchAct.objects.filter(
        district_id=line.district_id, batch__in=list(states), deed__in=(*DECIDING, BatchDeed.WITHDRAW)
    ).select_related("batch").order_by("batch", "number")
    for batch, group in groupby(acts, key=lambda act: act.batch):
        done = list(group)
        if done[-1].deed == BatchDeed.WITHDRAW:
            continue
        is_held = states[batch.pk] == ItemState.HELD
        yield batch.number, [act for act in done if not (is_held and act.deed == BatchDeed.APPROVE)]


def _sentence(acts: Iterable[Told]) -> str:
    words = _("%(day)s %(who)s (%(as)s): %(deed)s")
    said = (words % {"day": day, "who": who, "as": role, "deed": deed} for day, who, role, deed in acts)
    return _("; ").join(said) + _(".")
