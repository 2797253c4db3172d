"""The panels of a dashboard: what each is called, how it looks, and whether it comes with the page or after it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.registers.declarations import Text
from portal.dashboard import contents


@dataclass(frozen=True)
class Panel:
    """`build` makes the template's context from the view. A `late` panel is fetched after the page, or by its link.

    `levels`: where it has something to say.
    """

    key: str
    title: Text
    template: str
    build: Callable[[Any], dict[str, Any]]
    late: bool = True
    half: bool = False
    levels: tuple[str, ...] = ("district", "street", "community")


DISTRICT = ("district",)
PANELS: dict[str, Panel] = {
    panel.key: panel
    for panel in (
        Panel("rates", _("Key figures"), "portal/dashboard/_rates.html", contents.rates, late=False),
        Panel("heat", _("Where it is worst"), "portal/dashboard/_heat.html", contents.heat, late=False,
              levels=("district", "street")),
        Panel("gaps", _("Largest gaps"), "portal/dashboard/_gaps.html", contents.gaps, late=False, half=True,
              levels=("district", "street")),
        Panel("courtyards", _("Courtyards that lack most"), "portal/dashboard/_courtyards.html", contents.courtyards, half=True),
        Panel("trend", _("Monthly trend"), "portal/dashboard/_trend.html", contents.trend),
        Panel("multiples", _("Each part by month"), "portal/dashboard/_multiples.html", contents.multiples,
              levels=("district", "street")),
        Panel("map", _("Map"), "portal/dashboard/_map.html", contents.place_only),
        Panel("further", _("Further rates"), "portal/dashboard/_cards.html", contents.further),
        Panel("totals", _("Totals"), "portal/dashboard/_cards.html", contents.totals),
        Panel("stars", _("Star distribution"), "portal/dashboard/_stars.html", contents.stars, half=True, levels=DISTRICT),
        Panel("paid", _("Subsidy by month"), "portal/dashboard/_paid.html", contents.paid, half=True, levels=DISTRICT),
        Panel("budget", _("Subsidy budget"), "portal/dashboard/_budget.html", contents.budget, half=True, levels=DISTRICT),
    )
}
