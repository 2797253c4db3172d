"""Explanations as the statement stores them, made by the pure rule from what Hypothesis invents."""

from collections.abc import Mapping, Sequence
from typing import Any

from ratings.rules.standard import Bands, Standard
from ratings.rules.stars import rate


def explanation(standard: Standard, found: Mapping[str, Any], vetoes: Sequence[str] = (), key: str = "x") -> dict[str, Any]:
    """What `stars.sql` writes for the sheet."""
    rating = rate(standard, found, vetoes)
    bonus = {one.code for one in standard.categories if one.is_bonus}
    by_rank = standard.bands is Bands.RANK
    return {
        "standard": {"key": key, "version": 1, "title": "标准", "document": "", "is_example": True,
                     "bonus_cap": str(standard.bonus_cap), "bands": standard.bands.value},
        "thresholds": {str(star): str(bound) for star, bound in standard.bounds.items()},
        "items": [
            {"code": m.item.code, "category": m.item.category, "category_title": m.item.category, "title": f"项{m.item.code}",
             "kind": m.item.kind.value, "source": m.item.source, "weight": str(standard.weight(m.item)),
             "full_mark": str(m.item.full_mark), "per_unit": str(m.item.per_unit),
             "target": None if m.item.target is None else str(m.item.target), "clause": "第三条",
             "is_bonus": m.item.category in bonus, "found": [str(one) for one in m.found], "note": "",
             "points": str(m.points), "weighted": str(m.weighted), "deducted": str(m.deducted)}
            for m in rating.marks
        ],
        "categories": [
            {"code": b.category.code, "title": b.category.code, "parent": b.category.parent,
             "cap": None if b.category.cap is None else str(b.category.cap), "is_bonus": b.category.is_bonus,
             "sum": str(b.sum), "points": str(b.points)}
            for b in rating.blocks
        ],
        "bonus": str(rating.bonus), "score": str(rating.score), "star_by_score": rating.star_by_score, "star": rating.star,
        "vetoes": [{"code": code, "title": f"否决{code}", "star_cap": standard.vetoes[code], "evidence": "记录",
                    "found_on": "2021-07-01", "clause": ""} for code in vetoes],
        "better": rating.better if by_rank else None, "rated": rating.rated if by_rank else None,
        "to_next_star": None if rating.to_next_star is None else str(rating.to_next_star),
    }
