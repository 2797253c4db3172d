"""The only writers of courtyards."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from psycopg2.extras import DateRange

from courtyards.models import Courtyard, Placement
from governance.audit import locking, turns
from governance.audit.services import change
from governance.common.pinyin import pinyin_key
from governance.divisions.models import Community
from governance.people.models import User

# What a clerk may enter and correct; street, code and time in the register have their own rules.
FIELDS = (
    "name", "kind", "community", "address", "built_year", "area_m2", "buildings", "households", "residents", "owner_unit",
)


class WrongStreet(ValueError):
    """A correction can't carry a courtyard into another street; that is a move, with a date of its own."""


def register(*, district: int, data: Mapping[str, Any], by: User, reason: str, on: date) -> Courtyard:
    """Enters a courtyard from the day `on`, with the next code of its street and its placement there."""
    community: Community = data["community"]
    with change(district=district, by=by, reason=reason, street=community.street_id):
        turns.take(district, "courtyards.code", str(community.street_id))
        valid = DateRange(on, None)
        courtyard = Courtyard(
            district_id=district, street_id=community.street_id, code=_next_code(community), valid=valid,
            **{name: data[name] for name in FIELDS if name in data},
        )
        courtyard.name_pinyin = pinyin_key(courtyard.name)
        courtyard.save()
        Placement.objects.create(
            district_id=district, street_id=community.street_id, courtyard=courtyard, valid=valid,
            in_street_id=community.street_id, in_community=community,
        )
    return courtyard


def _next_code(community: Community) -> str:
    """`<street code>-<serial>`; the caller holds the street's turn."""
    street = community.street
    last = Courtyard.objects.filter(street=street).order_by("-code").values_list("code", flat=True).first()
    serial = int(last.rsplit("-", 1)[1]) + 1 if last else 1
    return f"{street.code}-{serial:04d}"


def edit(*, courtyard: Courtyard, data: Mapping[str, Any], version: int, by: User, reason: str) -> Courtyard:
    """Corrects a courtyard. Raises StaleRecord if it changed since `version`; writes nothing if nothing differs.

    Another community of the same street corrects the present placement as well.
    """
    with change(district=courtyard.district_id, by=by, reason=reason, street=courtyard.street_id):
        current: Courtyard = locking.lock(courtyard, version=version)
        changed = [name for name in FIELDS if name in data and getattr(current, name) != data[name]]
        if not changed:
            return current
        if "community" in changed and data["community"].street_id != current.street_id:
            raise WrongStreet(data["community"].name)
        for name in changed:
            setattr(current, name, data[name])
        current.name_pinyin = pinyin_key(current.name)
        current.save()
        if "community" in changed:
            Placement.objects.filter(courtyard=current, valid__upper_inf=True).update(in_community=current.community)
    return current
