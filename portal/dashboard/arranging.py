"""Arranging the dashboard of a role: panels and key figures in their order, by buttons, without a script."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance.audit import locking
from governance.dashboards import services
from governance.indicators import registry
from governance.indicators.definitions import Indicator
from governance.people.choices import Role
from governance.people.permissions import requires
from portal.dashboard import arrangement
from portal.dashboard.panels import PANELS
from portal.registers.doors import said

# Programs have no dashboard.
ROLES = [role for role in Role if role is not Role.API]
MANY = 60


@dataclass(frozen=True)
class Item:
    key: str
    label: str
    is_shown: bool


@requires("dashboard.arrange")
def DashboardArrange(request: Any) -> HttpResponse:
    """The arrangement of a role; moving only changes the form, saving writes it."""
    role = _role(request)
    current = arrangement.of(request.portal.district.pk, role)
    version = locking.version_of(current.stored) if current.stored else 0
    panels = _items(current.panels, {key: str(panel.title) for key, panel in PANELS.items()})
    figures = _items([indicator.key for indicator in current.indicators], _labels())
    problem = moved = ""
    if request.method == "POST":
        panels, figures = _posted(request, "panel", PANELS), _posted(request, "figure", registry.every())
        moved, panels, figures = _move(request, panels, figures)
        if not moved:
            problem = _write(request, role, panels, figures)
            if not problem:
                return redirect(f"{request.path}?role={role}")
    return render(
        request, "portal/dashboard/arrange.html",
        {
            "role": Role(role), "roles": ROLES, "panels": panels, "figures": figures, "stored": current.stored,
            "version": request.POST.get("version", version), "problem": problem, "moved": moved,
            "reason": request.POST.get("reason", ""), "most": services.MOST_INDICATORS,
        },
        status=422 if problem else 200,
    )


def _role(request: Any) -> Role:
    try:
        role = Role(request.POST.get("role") or request.GET.get("role") or Role.LEADER)
    except ValueError:
        raise Http404 from None
    if role not in ROLES:
        raise Http404
    return role


def _labels() -> dict[str, str]:
    return {key: _label(indicator) for key, indicator in registry.every().items()}


def _label(indicator: Indicator) -> str:
    return f"{indicator.code} {indicator.label}".strip()


def _items(shown: Sequence[str], labels: dict[str, str]) -> list[Item]:
    """The shown ones in their order, then the others."""
    return [Item(key, labels[key], True) for key in shown] + [
        Item(key, label, False) for key, label in labels.items() if key not in shown
    ]


def _posted(request: Any, name: str, known: Any) -> list[Item]:
    """What the form holds, in its order; a name that is not ours is passed over."""
    ticked = set(request.POST.getlist(f"{name}_shown"))
    labels = _labels() if name == "figure" else {key: str(panel.title) for key, panel in PANELS.items()}
    keys = dict.fromkeys(key for key in request.POST.getlist(name)[:MANY] if key in known)
    return [Item(key, labels[key], key in ticked) for key in keys]


def _move(request: Any, panels: list[Item], figures: list[Item]) -> tuple[str, list[Item], list[Item]]:
    """Moves one item by one place, as the pressed button says: `up-panel-heat`."""
    pressed = request.POST.get("move", "")
    way, _dash, rest = pressed.partition("-")
    name, _dash, key = rest.partition("-")
    lists = {"panel": panels, "figure": figures}
    if name not in lists or way not in ("up", "down"):
        return "", panels, figures
    items = lists[name]
    here = next((place for place, item in enumerate(items) if item.key == key), None)
    there = None if here is None else here + (-1 if way == "up" else 1)
    if here is not None and there is not None and 0 <= there < len(items):
        items[here], items[there] = items[there], items[here]
    return pressed, panels, figures


def _write(request: Any, role: Role, panels: list[Item], figures: list[Item]) -> str:
    """Saves or resets; the problem in words, empty where it went well."""
    portal, reason = request.portal, said(request, "reason", _("Dashboard arranged"))
    if "reset" in request.POST:
        services.reset(district=portal.district.pk, role=role, by=portal.user, reason=reason)
        messages.success(request, _("The dashboard is as shipped again."))
        return ""
    version = request.POST.get("version", "")
    try:
        services.arrange(
            district=portal.district.pk, role=role, panels=[item.key for item in panels if item.is_shown],
            indicators=[item.key for item in figures if item.is_shown],
            version=int(version) if version.isdigit() and len(version) < 16 else 0, by=portal.user, reason=reason,
        )
    except services.ArrangementRefused:
        return _("Tick at least one panel, and from one to %(most)d key figures.") % {"most": services.MOST_INDICATORS}
    except locking.StaleRecord:
        return _("Somebody else arranged this dashboard meanwhile. Open it again to see how.")
    messages.success(request, _("The dashboard is arranged."))
    return ""
