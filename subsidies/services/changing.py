"""An enrolled courtyard receives under another scheme from a month on. Its counter is the courtyard's and goes on."""

from django.utils.translation import gettext as _

from courtyards.models import Courtyard
from governance.audit import turns
from governance.audit.services import change
from governance.common.periods import Month
from governance.people.models import User
from governance.registers.declarations import Refused
from subsidies.applications import eras
from subsidies.models import EarlierScheme, Enrolment, EntitlementLine, SubsidyScheme
from subsidies.rules.counter import LIMIT
from subsidies.rules.eras import DecidedAlready, is_within
from subsidies.services import chain
from subsidies.services.enrolments import NotEligible, SchemeNotInForce, missing_for


def change_scheme(*, enrolment: Enrolment, scheme: SubsidyScheme, month: Month, by: User, reason: str) -> Enrolment:
    """Takes a courtyard that is inside under another scheme, from a month on that the ledger does not have yet.

    The gates are asked by the new scheme. Raises Refused, with the field, SchemeNotInForce and NotEligible.
    """
    with change(district=enrolment.district_id, by=by, reason=reason, street=enrolment.street_id):
        current = held(enrolment)
        demand_change(current, scheme, month)
        demand_gates(current.courtyard, scheme, month)
        receive_under(enrolment=current, scheme=scheme, month=month)
    return current


def held(enrolment: Enrolment) -> Enrolment:
    """The enrolment as it is now, locked; no month of the district is computed until the transaction ends.

    The ledger's turn comes first: who computes has it, and waits for rows that are locked here.
    """
    chain.take_turn(enrolment.district_id)
    turns.take(enrolment.district_id, "subsidies.enrolment", str(enrolment.courtyard_id))
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("courtyard", "scheme")
    return rows.get(district_id=enrolment.district_id, pk=enrolment.pk)


def demand_gates(courtyard: Courtyard, scheme: SubsidyScheme, month: Month) -> None:
    """What a scheme asks of whoever comes under it. Raises SchemeNotInForce and NotEligible."""
    if scheme.is_in_the_making or month.first not in scheme.in_force:
        raise SchemeNotInForce(scheme, month)
    if missing := missing_for(scheme, courtyard, month):
        raise NotEligible(courtyard, missing)


def demand_change(enrolment: Enrolment, scheme: SubsidyScheme, month: Month) -> None:
    """Raises Refused, with the field, unless a courtyard inside may come under the scheme in that month."""
    first = Month.of(enrolment.first_month)
    if enrolment.left_on is not None:
        raise Refused(_("This courtyard left the subsidy on %(day)s.") % {"day": enrolment.left_on}, "courtyard")
    if scheme.key == enrolment.scheme.key:
        raise Refused(
            _("This courtyard is enrolled since %(month)s; its 36 months go on.") % {"month": first}, "courtyard"
        )
    free = eras.free_from(enrolment)
    _demand_months(enrolment, scheme, max(month, free))
    if month < free:
        raise Refused(
            _("The months before %(month)s have their scheme or are computed already. It can change from %(month)s on.")
            % {"month": free}, "first_month",
        )


def demand_back(enrolment: Enrolment, scheme: SubsidyScheme, month: Month) -> None:
    """Raises Refused, with the field, unless a courtyard that left may come back in that month under the scheme."""
    if enrolment.left_on is None:
        raise Refused(_("This courtyard has not left, or came back already."), "courtyard")
    if month.first <= enrolment.left_on:
        raise Refused(
            _("It left on %(day)s. It can come back on the first of a later month.") % {"day": enrolment.left_on}, "first_month"
        )
    _demand_months(enrolment, scheme, month)
    _demand_nothing_beyond(enrolment, scheme)
    try:
        eras.course_of(enrolment).eras.changed(month, scheme.key)
    except DecidedAlready as decided:
        raise Refused(
            _("Its scheme changes in %(month)s, as was decided before. Come back under that one, or from %(month)s on.")
            % {"month": decided.since}, "first_month",
        ) from decided


def _demand_months(enrolment: Enrolment, scheme: SubsidyScheme, month: Month) -> None:
    """The months are the courtyard's, by whichever scheme they were used."""
    first = Month.of(enrolment.first_month)
    if not is_within(month, first, scheme.months):
        raise Refused(
            _("By “%(scheme)s” its months are over in %(month)s: they began in %(first)s and go on under every scheme, and"
              " while a courtyard is away.") % {"scheme": scheme, "month": month, "first": first}, "first_month",
        )


def _demand_nothing_beyond(enrolment: Enrolment, scheme: SubsidyScheme) -> None:
    """What is entitled beyond the scheme's months would never be computed again, and so never be taken back."""
    end = Month.of(enrolment.first_month).plus(min(scheme.months, LIMIT))
    lines = EntitlementLine.objects.filter(
        district_id=enrolment.district_id, courtyard=enrolment.courtyard_id, month__gte=end.first
    )
    if lines.current().filter(entitled_fen__gt=0).exists():
        raise Refused(
            _("The ledger still has amounts after %(month)s, the last month by “%(scheme)s”. Let the months since it left be"
              " computed again first.") % {"month": end.plus(-1), "scheme": scheme}, "scheme",
        )


def receive_under(*, enrolment: Enrolment, scheme: SubsidyScheme, month: Month) -> None:
    """Writes the scheme of a locked enrolment from a month on, and what it was until then, in the change that is open.

    Raises DecidedAlready. Where only the version differs nothing ends: the key's version in force counts anyway.
    """
    before = eras.course_of(enrolment).eras
    after = before.changed(month, scheme.key)
    if len(after.earlier) > len(before.earlier):
        EarlierScheme.objects.create(
            district_id=enrolment.district_id, street_id=enrolment.street_id, courtyard_id=enrolment.courtyard_id,
            enrolment=enrolment, scheme=enrolment.scheme, until=month.first,
        )
    if enrolment.scheme_id != scheme.pk:
        enrolment.scheme = scheme
        enrolment.save(update_fields=["scheme"])
