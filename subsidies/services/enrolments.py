"""A courtyard comes into the subsidy by four gates, and leaves it on a day. Its 36 months are counted once."""

from datetime import date

from django.utils.translation import gettext as _

from courtyards.models import Courtyard
from governance.audit import turns
from governance.audit.services import change
from governance.common.periods import Month
from governance.people.models import User
from subsidies.models import Enrolment, SubsidyScheme
from subsidies.querysets import gates
from subsidies.rules.start import accepted_before


class NotEligible(Exception):
    """The courtyard misses something that the policy demands. `missing` are sentences, all of them."""

    def __init__(self, courtyard: Courtyard, missing: list[str]) -> None:
        super().__init__(
            _("%(courtyard)s can't be enrolled: %(missing)s") % {"courtyard": courtyard, "missing": " ".join(missing)}
        )
        self.missing = missing


class AlreadyEnrolled(Exception):
    """The courtyard has a counter already; a new firm or committee goes on with it."""

    def __init__(self, enrolment: Enrolment) -> None:
        super().__init__(
            _("This courtyard is enrolled since %(month)s; its 36 months go on.") % {"month": Month.of(enrolment.first_month)}
        )
        self.enrolment = enrolment


class SchemeNotInForce(Exception):
    """The scheme is not released, or the first month lies outside its days in force."""

    def __init__(self, scheme: SubsidyScheme, month: Month) -> None:
        super().__init__(_("“%(scheme)s” is not in force in %(month)s.") % {"scheme": scheme, "month": month})


class LeavesBeforeItBegan(ValueError):
    """A courtyard can't leave before its first month."""

    def __init__(self, enrolment: Enrolment) -> None:
        super().__init__(
            _("The courtyard can't leave before its first month, %(month)s.") % {"month": Month.of(enrolment.first_month)}
        )


class AlreadyLeft(Exception):
    """The courtyard has left already."""

    def __init__(self, enrolment: Enrolment) -> None:
        super().__init__(_("This courtyard left the subsidy on %(day)s.") % {"day": enrolment.left_on})


def enrol(*, courtyard: Courtyard, scheme: SubsidyScheme, first_month: Month, by: User, reason: str) -> Enrolment:
    """Enrols a courtyard from a month on.

    What the scheme asks must hold: a three-no courtyard of a roster, a renovation accepted before the month (or, by its start
    rule, until the month's 15th), and a committee, a covenant, a confirmed mode on its first day (三无楼院, 改造达标).
    Raises NotEligible, AlreadyEnrolled, SchemeNotInForce.
    """
    district = courtyard.district_id
    with change(district=district, by=by, reason=reason, street=courtyard.street_id):
        # A second clerk waits here and is then told, instead of meeting the unique constraint.
        turns.take(district, "subsidies.enrolment", str(courtyard.pk))
        known = Enrolment.objects.filter(courtyard=courtyard).first()
        if known is not None:
            raise AlreadyEnrolled(known)
        if scheme.is_in_the_making or first_month.first not in scheme.in_force:
            raise SchemeNotInForce(scheme, first_month)
        missing = missing_for(scheme, courtyard, first_month)
        if missing:
            raise NotEligible(courtyard, missing)
        return Enrolment.objects.create(
            district_id=district,
            street_id=courtyard.street_id,
            courtyard=courtyard,
            scheme=scheme,
            first_month=first_month.first,
        )


def leave(*, enrolment: Enrolment, on: date, because: str, by: User, reason: str) -> Enrolment:
    """Takes a courtyard out of the subsidy: `on` is the first day outside, and only whole months count.

    Lines already computed for later months are taken back when their months are computed again.
    """
    with change(district=enrolment.district_id, by=by, reason=reason, street=enrolment.street_id):
        current = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
        if current.left_on is not None:
            raise AlreadyLeft(current)
        if on < current.first_month:
            raise LeavesBeforeItBegan(current)
        current.left_on, current.left_because = on, because
        current.save(update_fields=["left_on", "left_because"])
    return current


def missing_for(scheme: SubsidyScheme, courtyard: Courtyard, month: Month) -> list[str]:
    """What a courtyard lacks to be enrolled by the scheme from the month on, in sentences."""
    asked = {
        "is_registered": (True, _("It does not stand in the register in that month.")),
        "is_three_no": (scheme.needs_baseline, _("It is on no roster of three-no courtyards.")),
        "is_renovated": (scheme.needs_renovation, _("No renovation was accepted before that month.")),
        "has_committee": (scheme.needs_committee, _("No committee is in office on the first of that month.")),
        "has_covenant": (scheme.needs_covenant, _("No covenant is in effect on the first of that month.")),
        "has_mode": (scheme.needs_mode, _("No management mode is confirmed on the first of that month.")),
    }
    passed = gates(courtyard, month.first, accepted_before(scheme.start_rule, month))
    return [sentence for gate, (is_asked, sentence) in asked.items() if is_asked and not passed[gate]]
