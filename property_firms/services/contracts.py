"""One firm takes a courtyard over from another."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from psycopg2.extras import DateRange

from governance.audit.services import change
from governance.common.periods import as_written
from governance.people.models import User
from governance.registers import constraints
from governance.registers.declarations import Refused
from governance.registers.services import remove
from governance.registers.services.entering import version_of
from property_firms.models import Firm, ServiceContract
from property_firms.registers import CONTRACTS
from property_firms.services import laws


class NotReplaceable(Refused):
    """This firm can't take the contract over from that day on."""


class NotReplaced(Refused):
    """There is no replacement to take back."""


def replace(
    *, contract: ServiceContract, firm: Firm, from_day: date, fee: Decimal, until: date | None, by: User, reason: str,
    started_on: date | None = None,
) -> ServiceContract:
    """The contract ends the day before `from_day`; the firm's begins on it and lasts up to, not including, `until`.

    One change for both; the old contract names the new one. Raises NotReplaceable, Refused; writes nothing then.
    """
    with change(district=contract.district_id, by=by, reason=reason, street=contract.street_id):
        with constraints.in_words(CONTRACTS):
            old = ServiceContract.objects.select_for_update().get(pk=contract.pk)
            _demand_replaceable(old, firm, from_day, until)
            follower = old.replaced_by
            old.valid = DateRange(old.valid.lower, from_day)
            old.save(update_fields=["valid"])
            new = ServiceContract(
                district_id=old.district_id, street_id=old.street_id, courtyard_id=old.courtyard_id, firm=firm,
                valid=DateRange(from_day, until), fee_yuan_per_m2_month=fee, started_on=started_on,
                # Put between two contracts, it is replaced in its turn by the one that replaced the old one.
                replaced_by=follower,
            )
            laws.prepare_contract(new, None)
            new.save()
            old.replaced_by = new
            old.save(update_fields=["replaced_by"])
    return new


def take_back(*, contract: ServiceContract, by: User, reason: str, now: datetime) -> ServiceContract:
    """Undoes a replacement that was wrong: the new contract goes to the bin, and the old one holds for its term too.

    Raises NotReplaced. The old contract's last day is that of the one that went; a correction may set another.
    """
    with change(district=contract.district_id, by=by, reason=reason, street=contract.street_id):
        old = ServiceContract.objects.select_for_update().get(pk=contract.pk)
        new = old.replaced_by
        if new is None:
            raise NotReplaced(_("This contract was not replaced by another one."))
        # What still names a record keeps it out of the bin.
        old.replaced_by = new.replaced_by
        old.save(update_fields=["replaced_by"])
        remove(CONTRACTS, record=new, version=version_of(CONTRACTS, new), by=by, reason=reason, now=now)
        old.valid = DateRange(old.valid.lower, new.valid.upper)
        with constraints.in_words(CONTRACTS):
            old.save(update_fields=["valid"])
    return old


def _demand_replaceable(old: ServiceContract, firm: Firm, from_day: date, until: date | None) -> None:
    """Raises NotReplaceable, at the field to mend."""
    term = old.valid
    if firm.pk == old.firm_id:
        raise NotReplaceable(
            _("This firm has the contract already. Correct it, or enter a new one for the time after it."), "firm"
        )
    if (term.lower is not None and from_day <= term.lower) or (term.upper is not None and from_day >= term.upper):
        raise NotReplaceable(
            _("The day lies outside the contract's term (%(term)s): both firms need at least one day of it.")
            % {"term": as_written(term)},
            "from_day",
        )
    if until is not None and until <= from_day:
        raise NotReplaceable(_("The contract must end after it begins."), "until")
    if old.started_on is not None and old.started_on >= from_day:
        raise NotReplaceable(
            _("Service under the old contract is recorded as started on %(day)s. Correct that first, or choose a later day.")
            % {"day": old.started_on.isoformat()},
            "from_day",
        )
    _demand_nothing_between(old, from_day, until)


def _demand_nothing_between(old: ServiceContract, from_day: date, until: date | None) -> None:
    others = ServiceContract.objects.filter(
        district_id=old.district_id, courtyard_id=old.courtyard_id, valid__overlap=DateRange(from_day, until)
    ).exclude(pk=old.pk)
    standing = others.select_related("firm__unit").order_by("valid_from").first()
    if standing is not None:
        raise NotReplaceable(
            _("This courtyard is under contract with %(firm)s from %(since)s. End that contract first.")
            % {"firm": standing.firm.unit.name, "since": standing.valid_from.isoformat()},
            "until",
        )
