"""An invented rule written as data and rows, with rounds and sheets for many courtyards at once."""

from datetime import date
from typing import Any

from psycopg2.extras import DateRange

from governance.audit.services import change
from ratings.choices import VersionStatus
from ratings.models import Finding, RatingEntry, RatingRound, RatingStandard, VetoFact
from ratings.rules.standard import COUNTED, Standard
from ratings.services import parts
from tests.subsidies import ground


def _text(number: Any) -> str | None:
    return None if number is None else format(number, "f")


def data_of_rule(rule: Standard, key: str = "invented", version: int = 1) -> dict[str, Any]:
    """The data that `reading.rule_of_data` reads as this rule. Its sums need not fit; its shape does."""
    return {
        "key": key, "version": version, "title": "虚构", "total": "100", "bonus_cap": _text(rule.bonus_cap),
        "bands": rule.bands.value,
        "weights": {source: _text(weight) for source, weight in rule.weights.items()},
        "bounds": {str(star): _text(bound) for star, bound in rule.bounds.items()},
        "categories": [
            {"code": c.code, "title": c.code, "parent": c.parent, "cap": _text(c.cap), "is_bonus": c.is_bonus}
            for c in rule.categories
        ],
        "items": [
            {"code": i.code, "category": i.category, "title": i.code, "kind": i.kind.value, "full_mark": _text(i.full_mark),
             "per_unit": _text(i.per_unit), "target": _text(i.target), "source": i.source}
            for i in rule.items
        ],
        "vetoes": [{"code": code, "title": code, "star_cap": cap} for code, cap in rule.vetoes.items()],
    }


def _column(kind: str) -> str:
    return "occurrences" if kind in COUNTED else "value"


def released(laid: ground.Ground, data: dict[str, Any]) -> RatingStandard:
    """A version in force, sound or not: the engine must count any."""
    with change(district=laid.district, by=laid.by, reason="虚构细则"):
        standard = parts.write(laid.district, data)
        standard.status = VersionStatus.RELEASED
        standard.save()
    return standard


def fill(laid: ground.Ground, standard: RatingStandard, year: int, sheets: list[tuple[dict[str, Any], list[str]]]) -> RatingRound:
    """A round of the year with a sheet for each courtyard: what was found, of one or several scorers, and vetoes."""
    items = {item.code: item for item in standard.items.all()}
    vetoes = {veto.code: veto for veto in standard.vetoes.all()}
    with change(district=laid.district, by=laid.by, reason="虚构评分"):
        made = RatingRound.objects.create(
            district_id=laid.district, standard=standard, year=year,
            applies=DateRange(date(year + 100, 1, 1), date(year + 101, 1, 1)),
        )
        at = [
            {"district_id": laid.district, "street_id": yard.street_id, "courtyard": yard, "round": made}
            for yard in laid.courtyards
        ]
        RatingEntry.objects.bulk_create(RatingEntry(**place) for place in at)
        found = [
            Finding(**place, item=items[code], scorer=scorer, **{_column(items[code].kind): number})
            for place, (sheet, _vetoes) in zip(at, sheets, strict=True)
            for code, given in sheet.items()
            for scorer, number in enumerate(given, start=1 if len(given) > 1 else 0)
        ]
        Finding.objects.bulk_create(found, batch_size=2000)
        VetoFact.objects.bulk_create(
            VetoFact(**place, item=vetoes[code], evidence="记录", found_on=date(2026, 1, 1))
            for place, (_sheet, codes) in zip(at, sheets, strict=True) for code in codes
        )
    return made
