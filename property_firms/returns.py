"""The monthly return of fees: what every firm was owed and received in the courtyards it serves."""

from django.utils.translation import gettext_lazy as _

from governance.returns.declarations import MonthlyReturn, Rate

FEES = MonthlyReturn(
    key="fee-returns", title=_("Monthly fee return"), about=_("Courtyard and firm"), app="property_firms",
    register="fee-returns", identity=("courtyard", "firm"),
    fields=("receivable_fen", "received_fen", "households_liable", "households_paid"),
    rates=(
        Rate(_("Collection rate by amount"), "received_fen", "receivable_fen"),
        Rate(_("Collection rate by household"), "households_paid", "households_liable"),
    ),
)
RETURNS = (FEES,)
