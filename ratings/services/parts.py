"""The rows of a standard's version, written once from its data."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ratings.choices import VersionStatus
from ratings.models import (
    RatingStandard,
    SourceWeight,
    StandardCategory,
    StandardItem,
    StarThreshold,
    VetoItem,
)
from ratings.reading import DECIMALS, number
from ratings.standards.shape import OF_ITEM, PLAIN


def columns(data: Mapping[str, Any]) -> dict[str, Any]:
    """What the data says of the version itself, as the values of its columns."""
    plain = {name: data.get(name, otherwise) for name, otherwise in PLAIN.items()}
    return {"title": data["title"], "total": Decimal(data["total"])} | plain | {name: Decimal(plain[name]) for name in DECIMALS}


def write(district: int, data: Mapping[str, Any]) -> RatingStandard:
    """A version that nobody drafted here, with its parts, as a draft: its release is the caller's. The data must be sound."""
    standard = RatingStandard.objects.create(
        district_id=district, key=data["key"], version=data["version"], status=VersionStatus.DRAFT, **columns(data)
    )
    write_parts(standard, data)
    return standard


def write_parts(standard: RatingStandard, data: Mapping[str, Any]) -> None:
    """Categories, weights, items, bounds and vetoes of a version that has none yet."""
    part: dict[str, Any] = {"district_id": standard.district_id, "standard": standard}
    known: dict[str, StandardCategory] = {}
    for inner in (False, True):
        rows = [
            StandardCategory(
                **part, code=told["code"], title=told["title"], parent=known.get(told.get("parent") or ""),
                cap=number(told.get("cap")), is_bonus=told.get("is_bonus", False),
            )
            for told in data["categories"] if (told.get("parent") is not None) is inner
        ]
        known |= {row.code: row for row in StandardCategory.objects.bulk_create(rows)}
    SourceWeight.objects.bulk_create(
        SourceWeight(**part, source=source, weight=Decimal(weight)) for source, weight in data.get("weights", {}).items()
    )
    StandardItem.objects.bulk_create(_item(part, known, item) for item in data["items"])
    tops = data.get("tops", {})
    StarThreshold.objects.bulk_create(
        StarThreshold(**part, star=int(star), bound=Decimal(bound), top=number(tops.get(star)))
        for star, bound in data["bounds"].items()
    )
    VetoItem.objects.bulk_create(
        VetoItem(**part, code=veto["code"], title=veto["title"], star_cap=veto["star_cap"], clause=veto.get("clause", ""))
        for veto in data["vetoes"]
    )


def _item(part: dict[str, Any], known: Mapping[str, StandardCategory], item: Mapping[str, Any]) -> StandardItem:
    said = {name: item.get(name, otherwise) for name, otherwise in OF_ITEM.items()}
    said |= {"per_unit": Decimal(said["per_unit"]), "target": number(said["target"])}
    return StandardItem(
        **part, category=known[item["category"]], code=item["code"], title=item["title"],
        full_mark=Decimal(item["full_mark"]), **said,
    )
