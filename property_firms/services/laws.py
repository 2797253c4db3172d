"""What holds for firms, contracts and returns."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as NumberError

from governance.registers.declarations import Refused, Text
from governance.returns import closing
from governance.units.models import UnitKind
from property_firms.choices import FirmKind
from property_firms.models import CreditRuleSet, ServiceContract

# GB 32100-2015: 18 characters without I, O, S, V and Z.
CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")


def prepare_firm(record: Any, before: Any) -> None:
    """Its unit is a property firm; a platform firm stands in its street, a market firm in none."""
    unit = record.unit
    unit.kind = UnitKind.PROPERTY_FIRM
    unit.uscc = unit.uscc.replace(" ", "").upper()
    if not CODE.fullmatch(unit.uscc):
        raise Refused(
            _("A unified social credit code has 18 digits and capital letters, without I, O, S, V and Z."), "uscc"
        )
    if record.kind == FirmKind.STREET_PLATFORM and record.street_id is None:
        raise Refused(_("A street platform firm needs its street."), "street")
    if record.kind == FirmKind.MARKET:
        record.street = unit.street = None


def doubt_firm(typed: Mapping[str, Any]) -> dict[str, Text]:
    """A check character that does not fit is a warning: real codes with wrong ones are in use."""
    code = str(typed.get("uscc", "")).replace(" ", "").upper()
    if not CODE.fullmatch(code):
        return {}
    try:
        uscc.validate(code)
    except NumberError:
        return {"uscc": _("The last character does not fit the others. Check the code; if it is right, tick the box below.")}
    return {}


def prepare_contract(record: Any, before: Any) -> None:
    term = record.valid
    if record.started_on and not (
        (term.lower is None or term.lower <= record.started_on) and (term.upper is None or record.started_on < term.upper)
    ):
        raise Refused(_("Service must start inside the contract's term."), "started_on")


def prepare_fee_return(record: Any, before: Any) -> None:
    """Only a firm that was contracted in the period collects fees there, and no more than is due; closed months stay."""
    closing.demand_open("fee-returns", record, before)
    if record.received_fen > record.receivable_fen:
        raise Refused(_("No more can be received than is due."), "received_fen")
    if record.households_paid > record.households_liable:
        raise Refused(_("No more households can have paid than are liable."), "households_paid")
    contracted = ServiceContract.objects.filter(
        district_id=record.district_id, firm=record.firm, courtyard_id=record.courtyard_id, valid__overlap=record.period
    )
    if not contracted.exists():
        raise Refused(_("This firm had no contract for the courtyard in this period."), "firm")


def leave_fee_return(record: Any) -> None:
    """A month that was handed in keeps its returns."""
    closing.demand_open("fee-returns", record)


def prepare_income_return(record: Any, before: Any) -> None:
    """A platform firm's return stands in its street, as the firm does."""
    record.street_id = record.firm.street_id


def prepare_credit_event(record: Any, before: Any) -> None:
    """Its item is one of the rules in force on the day it happened."""
    record.street_id = record.firm.street_id
    rules = (
        CreditRuleSet.objects.filter(district_id=record.district_id, in_force_from__lte=record.happened_on)
        .order_by("-in_force_from").first()
    )
    items = {item["code"]: item for item in rules.rules.get("items", [])} if rules else {}
    if record.item not in items:
        known = "、".join(f"{code} {item['name']}" for code, item in items.items()) or _("none")
        raise Refused(_("The rules in force on that day have no such item. They have: %(items)s.") % {"items": known}, "item")
    if items[record.item]["kind"] != record.kind:
        raise Refused(_("This item of the rules is of the other kind."), "kind")
