"""Standards: drafted, checked, released, superseded."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from governance.audit.services import change
from governance.people.models import User
from ratings import standards
from ratings.choices import VersionStatus
from ratings.models import (
    RatingStandard,
    SourceWeight,
    StandardCategory,
    StandardItem,
    StarThreshold,
    VetoItem,
)
from ratings.reading import DECIMALS, OF_ITEM, PLAIN


def load_standard(*, district: int, data: Mapping[str, Any], by: User, reason: str) -> RatingStandard:
    """A released version of a standard from its data. Raises standards.StandardFaults naming every fault."""
    standards.demand_sound(data)
    with change(district=district, by=by, reason=reason):
        return write(district, data, VersionStatus.RELEASED)


def write(district: int, data: Mapping[str, Any], status: VersionStatus) -> RatingStandard:
    """The rows of a version, in the change that is open. The data must be sound in shape."""
    plain = {name: data.get(name, otherwise) for name, otherwise in PLAIN.items()}
    standard = RatingStandard.objects.create(
        district_id=district, key=data["key"], version=data["version"], title=data["title"], status=status,
        total=Decimal(data["total"]), **plain | {name: Decimal(plain[name]) for name in DECIMALS},
    )
    write_parts(standard, data)
    return standard


def write_parts(standard: RatingStandard, data: Mapping[str, Any]) -> None:
    """Categories, weights, items, bounds and vetoes of a version that has none yet."""
    part: dict[str, Any] = {"district_id": standard.district_id, "standard": standard}
    known: dict[str, StandardCategory] = {}
    for category in sorted(data["categories"], key=lambda one: one.get("parent") is not None):
        known[category["code"]] = StandardCategory.objects.create(
            **part, code=category["code"], title=category["title"], parent=known.get(category.get("parent", "")),
            cap=_decimal(category.get("cap")), is_bonus=category.get("is_bonus", False),
        )
    SourceWeight.objects.bulk_create(
        SourceWeight(**part, source=source, weight=Decimal(weight)) for source, weight in data.get("weights", {}).items()
    )
    StandardItem.objects.bulk_create(_item(part, known, item) for item in data["items"])
    StarThreshold.objects.bulk_create(
        StarThreshold(**part, star=int(star), bound=Decimal(bound)) for star, bound in data["bounds"].items()
    )
    VetoItem.objects.bulk_create(
        VetoItem(**part, code=veto["code"], title=veto["title"], star_cap=veto["star_cap"], clause=veto.get("clause", ""))
        for veto in data["vetoes"]
    )


def _item(part: dict[str, Any], known: Mapping[str, StandardCategory], item: Mapping[str, Any]) -> StandardItem:
    said = {name: item.get(name, otherwise) for name, otherwise in OF_ITEM.items()}
    said |= {"per_unit": Decimal(said["per_unit"]), "target": _decimal(said["target"])}
    return StandardItem(
        **part, category=known[item["category"]], code=item["code"], title=item["title"],
        full_mark=Decimal(item["full_mark"]), **said,
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
