"""The housing centre confirms an area that changed after the approval."""

from decimal import Decimal

from django.utils.translation import gettext as _

from courtyards.models import Courtyard
from governance.audit import turns
from governance.audit.services import change
from governance.people.models import User
from governance.registers.declarations import Refused
from subsidies.applications import areas
from subsidies.choices_applications import AreaDeed
from subsidies.models import ApprovedArea

TURN = "subsidies.area"


def confirm_area(*, courtyard: Courtyard, area_m2: Decimal | None, by: User, reason: str) -> ApprovedArea:
    """Confirms that the present area is right. `area_m2`: the one that was seen; None where the register knows none.

    Raises Refused where nothing changed, it changed again meanwhile, or this person entered it.
    """
    with change(district=courtyard.district_id, by=by, reason=reason, street=courtyard.street_id) as opened:
        turns.take(courtyard.district_id, TURN, str(courtyard.pk))
        found = areas.changes(courtyard.district_id, courtyard.pk)
        if not found:
            raise Refused(_("The area is the approved one, or was confirmed already."))
        [changed] = found
        if changed.area_m2 != area_m2:
            raise Refused(
                _("The area changed again, to %(area)s ㎡. Look at it, then confirm it.") % {"area": changed.area_m2 or "—"}
            )
        if changed.changed_by_id == opened.actor_id:
            raise Refused(_("You entered this area, so somebody else has to confirm it."))
        return ApprovedArea.objects.create(
            district_id=courtyard.district_id, street_id=courtyard.street_id, courtyard=courtyard,
            application_id=changed.application_id, deed=AreaDeed.CONFIRMATION, before_m2=changed.approved_m2,
            area_m2=changed.area_m2, reason=reason.strip()[:300],
        )
