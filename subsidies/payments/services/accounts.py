"""Payee accounts: entered by one person, confirmed or declined by another, opened for a reason that is logged."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from courtyards.models import Courtyard
from governance.audit import turns
from governance.audit.services import change
from governance.people.models import User
from governance.registers.declarations import Refused
from governance.registers.models import Disclosure
from subsidies.models import PayeeAccount
from subsidies.payments.choices import AccountState

DISCLOSED = "payee-accounts"


@dataclass(frozen=True)
class Told:
    """What is said of an account."""

    holder: str
    bank: str
    account_number: str
    contact: str = ""


def enter(*, courtyard: Courtyard, told: Told, on: date, by: User, reason: str) -> PayeeAccount:
    """An account that waits for a second person; a confirmed one goes on until then. Raises Refused."""
    number = re.sub(r"[\s-]", "", told.account_number)
    if not re.fullmatch(r"[0-9]{8,34}", number):
        raise Refused(_("An account number is 8 to 34 digits; spaces and hyphens are left out."), "account_number")
    if not told.holder.strip() or not told.bank.strip():
        raise Refused(_("Name the holder of the account and its bank, as the bank has them."), "holder")
    with change(district=courtyard.district_id, by=by, reason=reason, street=courtyard.street_id):
        turns.take(courtyard.district_id, DISCLOSED, str(courtyard.pk))
        if _of(courtyard, AccountState.PROPOSED) is not None:
            raise Refused(_("An account of this courtyard waits to be confirmed already. Confirm or decline it first."))
        return PayeeAccount.objects.create(
            district_id=courtyard.district_id, street_id=courtyard.street_id, courtyard=courtyard, holder=told.holder.strip(),
            bank=told.bank.strip(), account_number=number, contact=told.contact.strip(), entered_by=by, entered_by_name=by.name,
            entered_on=on,
        )


def decide(*, account: PayeeAccount, confirm: bool, on: date, by: User, reason: str) -> PayeeAccount:
    """Confirms an account, which then takes the place of the one before it, or declines it. Raises Refused."""
    with change(district=account.district_id, by=by, reason=reason, street=account.street_id):
        turns.take(account.district_id, DISCLOSED, str(account.courtyard_id))
        found = PayeeAccount.objects.select_for_update(of=("self",)).select_related("courtyard").get(pk=account.pk)
        if found.state != AccountState.PROPOSED:
            raise Refused(_("This account is decided already."))
        if found.entered_by_id == by.pk:
            raise Refused(_("You entered it, so somebody else has to confirm it."))
        before = _of(found.courtyard, AccountState.CONFIRMED)
        if confirm and before is not None:
            before.state = AccountState.REPLACED
            before.save(update_fields=["state"])
        found.state = AccountState.CONFIRMED if confirm else AccountState.DECLINED
        found.decided_by, found.decided_by_name, found.decided_on = by, by.name, on
        found.save(update_fields=["state", "decided_by", "decided_by_name", "decided_on"])
    return found


def reveal(*, account: PayeeAccount, by: User, reason: str) -> str:
    """The whole number of an account; who saw it and why is logged first."""
    with change(district=account.district_id, by=by, reason=reason, street=account.street_id):
        Disclosure.objects.create(
            district_id=account.district_id, street_id=account.street_id, register=DISCLOSED, record_id=account.pk,
            field="account_number",
        )
    return str(account.account_number)


def _of(courtyard: Courtyard, state: AccountState) -> PayeeAccount | None:
    return PayeeAccount.objects.filter(district_id=courtyard.district_id, courtyard=courtyard, state=state).first()
