"""After the payment somebody asks on the spot: a draw that anybody can repeat, and what was found, with person and comment."""

import secrets
from collections import defaultdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.people.models import User
from governance.registers.declarations import Refused
from ratings.rules.rounds import draw as drawn_of
from subsidies.models import PaymentBatch, PaymentItem, PaymentSample, SampleFinding
from subsidies.payments.choices import Found, Paid
from subsidies.payments.services import steps

MOST_PERCENT = 100


def draw(*, batch: PaymentBatch, percent: int, by: User, reason: str) -> PaymentSample:
    """Draws of every street so many percent of the courtyards that were paid, rounded up; kept with its seed for good.

    Raises Refused where nothing is paid yet, or this batch was drawn already: nobody draws until the right ones come.
    """
    if not 1 <= percent <= MOST_PERCENT:
        raise Refused(_("Draw 1 to 100 percent."), "percent")
    with change(district=batch.district_id, by=by, reason=reason):
        steps.take_turn(batch)
        if PaymentSample.objects.filter(district_id=batch.district_id, batch=batch).exists():
            raise Refused(_("The sample of this batch is drawn already."))
        by_street: dict[str, list[str]] = defaultdict(list)
        for street, code in paid(batch).values_list("courtyard__street__code", "courtyard__code"):
            by_street[street].append(code)
        if not by_street:
            raise Refused(_("Nothing of this batch is paid yet. Draw when the result is in."))
        seed = secrets.token_hex(8)
        return PaymentSample.objects.create(
            district_id=batch.district_id, batch=batch, number=1, seed=seed, percent=percent,
            codes=sorted(code for codes in by_street.values() for code in codes),
            drawn=sorted(drawn_of(seed, percent, by_street)),
        )


def paid(batch: PaymentBatch) -> Any:
    """The items of which something was paid."""
    rows = PaymentItem.objects.filter(district_id=batch.district_id, batch=batch)
    return rows.filter(results__outcome__in=[Paid.PAID, Paid.PARTLY])


def note(*, sample: PaymentSample, item: PaymentItem, found: Found, comment: str, on: date, by: User) -> SampleFinding:
    """What was found at a drawn courtyard; a later finding stands behind it, and counts. Raises Refused."""
    if found != Found.ARRIVED and not comment.strip():
        raise Refused(_("Say in the comment what was found, and whom you asked."), "comment")
    if item.batch_id != sample.batch_id or item.courtyard.code not in sample.drawn:
        raise Refused(_("This courtyard was not drawn."))
    with change(district=sample.district_id, by=by, reason=comment or str(found.label), street=item.street_id):
        return SampleFinding.objects.create(
            district_id=sample.district_id, street_id=item.street_id, courtyard_id=item.courtyard_id, sample=sample, item=item,
            found=found, comment=comment.strip()[:300], asked_on=on, asked_by_name=by.name,
        )
