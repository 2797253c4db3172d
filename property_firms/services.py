"""The only writers of firms and their contracts."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from psycopg2.extras import DateRange

from courtyards.models import Courtyard
from governance.audit import locking
from governance.audit.services import change
from governance.common.pinyin import pinyin_key
from governance.people.models import User
from governance.units.models import Unit, UnitKind
from property_firms.models import Firm, ServiceContract

UNIT_FIELDS = ("name", "uscc", "party_members")
FIRM_FIELDS = ("kind", "legal_representative", "staff", "phone")


class FirmRegistered(Exception):
    """A unit with this unified social credit code stands in the district's register already."""


class OverlappingContract(Exception):
    """The courtyard is under contract in part of this period. `standing` is that contract, where it is visible."""

    def __init__(self, standing: ServiceContract | None) -> None:
        super().__init__("overlapping contract")
        self.standing = standing


def register_firm(*, district: int, data: Mapping[str, Any], by: User, reason: str, on: date) -> Firm:
    """Enters a firm as a unit of the district; a platform firm stands in its street, a market firm in none."""
    street = data.get("street")
    try:
        with change(district=district, by=by, reason=reason, street=street.pk if street else None):
            unit = Unit.objects.create(
                district_id=district, street=street, kind=UnitKind.PROPERTY_FIRM, valid=DateRange(on, None),
                name_pinyin=pinyin_key(data["name"]), **{name: data[name] for name in UNIT_FIELDS},
            )
            return Firm.objects.create(
                district_id=district, street=street, unit=unit, **{name: data[name] for name in FIRM_FIELDS}
            )
    except IntegrityError as error:
        if "governance_unit_uscc_once" in str(error):
            raise FirmRegistered(data["uscc"]) from error
        raise


def edit_firm(*, firm: Firm, data: Mapping[str, Any], version: int, by: User, reason: str) -> Firm:
    """Corrects a firm and its unit. Raises StaleRecord if the unit changed since `version`, FirmRegistered."""
    try:
        with change(district=firm.district_id, by=by, reason=reason, street=firm.street_id):
            unit = locking.lock(firm.unit, version=version)
            _assign(unit, data, UNIT_FIELDS, pinyin=True)
            _assign(firm, data, FIRM_FIELDS)
    except IntegrityError as error:
        if "governance_unit_uscc_once" in str(error):
            raise FirmRegistered(data["uscc"]) from error
        raise
    return firm


def _assign(record: Any, data: Mapping[str, Any], names: tuple[str, ...], *, pinyin: bool = False) -> None:
    changed = [name for name in names if name in data and getattr(record, name) != data[name]]
    for name in changed:
        setattr(record, name, data[name])
    if pinyin:
        record.name_pinyin = pinyin_key(record.name)
    if changed:
        record.save()


def contract(
    *, firm: Firm, courtyard: Courtyard, since: date, until: date | None, started_on: date | None, fee: Decimal,
    by: User, reason: str,
) -> ServiceContract:
    """Contracts a firm for a courtyard from `since` up to, not including, `until`. Raises OverlappingContract."""
    valid = DateRange(since, until)
    try:
        with transaction.atomic(), change(
            district=firm.district_id, by=by, reason=reason, street=courtyard.street_id
        ):
            return ServiceContract.objects.create(
                district_id=firm.district_id, street_id=courtyard.street_id, courtyard=courtyard, firm=firm,
                valid=valid, started_on=started_on, fee_yuan_per_m2_month=fee,
            )
    except IntegrityError as error:
        if "one_firm_at_a_time" not in str(error):
            raise
        standing = ServiceContract.objects.filter(courtyard=courtyard, valid__overlap=valid).select_related("firm__unit")
        raise OverlappingContract(standing.first()) from error
