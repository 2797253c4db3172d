"""What the parts of a scheme are called, in pages and sheets."""

from typing import Any

from django.utils.translation import gettext_lazy as _

PLAIN: dict[str, Any] = {
    "key": _("key"), "version": _("version"), "title": _("title"), "document": _("document"),
    "begins": _("in force from"), "ends": _("in force until (that day no more)"), "cap": _("cap"), "months": _("months"),
    "tiers": _("rates by"), "area_basis": _("area"), "start_rule": _("first month"), "proration": _("broken months"),
    "unit_fen": _("rounding"), "income_percent": _("public income deducted (%)"),
    "district_percent": _("paid by the district (%)"), "needs_baseline": _("three-no courtyards only"),
    "needs_renovation": _("renovation accepted"), "needs_committee": _("committee in office"),
    "needs_covenant": _("covenant in force"), "needs_mode": _("management mode confirmed"), "star_least": _("stars at least"),
    "fees_least": _("fees collected at least (%)"), "no_veto": _("no veto in the rating"),
    "no_blacklist": _("firm not on the black list"), "keeps_covenant": _("covenant stays in force"),
    "keeps_mode": _("management mode stays confirmed"),
}
LINES: dict[str, dict[str, Any]] = {
    "clauses": {"number": _("clause"), "text": _("text")},
    "rates": {"year": _("subsidy year"), "star": _("star"), "rate": _("rate"), "clause": _("clause")},
    "shares": {"from": _("score from"), "share": _("share (%)"), "clause": _("clause")},
}
SHEETS: dict[str, Any] = {
    "scheme": _("Scheme"), "clauses": _("Clauses"), "rates": _("Rates"), "shares": _("Shares of the score"),
}
