"""What the parts of a standard are called, in pages and sheets."""

from typing import Any

from django.utils.translation import gettext_lazy as _

PLAIN: dict[str, Any] = {
    "key": _("key"), "version": _("version"), "title": _("title"), "document": _("document"), "total": _("total"),
    "bonus_cap": _("bonus at most"), "bands": _("stars are given"), "population": _("population"),
    "months_of_service": _("months of service"), "needs_covenant": _("needs a covenant"),
    "survey_percent": _("sample in percent of households"), "survey_least": _("valid answers at least"),
    "publicity_days": _("working days of publicity"), "recheck_percent": _("re-checked in percent"),
    "answer_days": _("working days to answer an objection"),
}
TABLES: dict[str, Any] = {"weights": _("weight in percent"), "bounds": _("bound"), "tops": _("up to")}
LINES: dict[str, dict[str, Any]] = {
    "categories": {
        "code": _("code"), "title": _("title"), "parent": _("within category"), "cap": _("points at most"),
        "is_bonus": _("bonus"),
    },
    "items": {
        "code": _("code"), "category": _("category"), "title": _("title"), "kind": _("kind"), "source": _("source"),
        "full_mark": _("full mark"), "per_unit": _("points for each"), "target": _("target in percent"),
        "reads": _("what is read"), "evidence": _("evidence demanded"), "clause": _("clause"),
    },
    "vetoes": {"code": _("code"), "title": _("title"), "star_cap": _("star at most"), "clause": _("clause")},
}
SHEETS: dict[str, Any] = {
    "standard": _("Standard"), "sources": _("Sources"), "stars": _("Stars"), "categories": _("Categories"),
    "items": _("Items"), "vetoes": _("Vetoes"),
}
