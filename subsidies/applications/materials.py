"""What the registers hold already of an application's materials, so that nobody is asked twice; and what is still missing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from courtyards.choices import ManagementMode
from courtyards.models import Courtyard, Covenant, ModeConfirmation, Renovation
from governance.common.periods import Month
from property_firms.models import FeeReturn, ServiceContract
from ratings.models import RatingResult
from subsidies.applications.checklist import Item, current
from subsidies.models import Application, ApplicationMaterial
from subsidies.rules.start import accepted_before

# Fee returns of so many days before the first month prove that fees are collected.
FEES_SINCE = timedelta(days=366)


@dataclass(frozen=True)
class Record:
    """A record that proves a material. `register`: where its page is; empty for a star, which is no register's."""

    register: str
    pk: int
    told: str


@dataclass(frozen=True)
class Source:
    """Where a material is found on a day. `register`: where it is entered if it is missing.

    `by_start_rule`: the day is that before which the scheme asks for the acceptance, and not the first month's first.
    """

    register: str
    find: Callable[[Courtyard, date], Record | None]
    by_start_rule: bool = False


@dataclass(frozen=True)
class Line:
    """An item of the checklist before an application: what was checked off, and what the registers hold now."""

    item: Item
    is_required: bool
    kept: ApplicationMaterial | None
    found: Record | None
    # The register in which a missing record is entered; empty where only a file proves it.
    register: str

    @property
    def is_missing(self) -> bool:
        """Whether the application can't be handed on for it."""
        return self.is_required and self.kept is None

    @property
    def has_changed(self) -> bool:
        """Whether the record that was checked off is no more what the registers hold."""
        if self.kept is None or self.kept.record_id is None:
            return False
        return self.found is None or (self.found.pk, self.found.told) != (self.kept.record_id, self.kept.told)


def lines(application: Application) -> list[Line]:
    """The checklist of an application: one statement for it and one for each source."""
    kept = {one.code: one for one in application.materials.select_related("attachment")}
    found = in_registers(application)
    return [
        Line(item, item.is_required(application.applicant), kept.get(item.code), found.get(item.source),
             SOURCES[item.source].register if item.source else "")
        for item in current().items
    ]


def in_registers(application: Application) -> dict[str, Record]:
    """What proves something of its courtyard on the first day of its first month, by source."""
    month = Month.of(application.first_month)
    accepted = accepted_before(application.scheme.start_rule, month)
    found = {
        key: source.find(application.courtyard, accepted if source.by_start_rule else month.first)
        for key, source in SOURCES.items()
    }
    return {key: record for key, record in found.items() if record is not None}


def missing(application: Application) -> list[str]:
    """The titles of what must still be checked off; one statement."""
    kept = set(application.materials.order_by().values_list("code", flat=True))
    return [item.title for item in current().items if item.is_required(application.applicant) and item.code not in kept]


def _held(model: Any, courtyard: Courtyard, on: date) -> Any:
    return model.objects.filter(
        district_id=courtyard.district_id, courtyard=courtyard, valid_from__lte=on, valid_to__gt=on
    ).order_by("pk")


def _agreement(courtyard: Courtyard, on: date) -> Record | None:
    """The contract with the firm, or the confirmed mode of a courtyard that its owners or their unit manage."""
    contract = _held(ServiceContract, courtyard, on).select_related("firm__unit").first()
    if contract is not None:
        told = {"firm": contract.firm, "day": contract.valid_from}
        return Record("contracts", contract.pk, (_("%(firm)s, since %(day)s") % told)[:200])
    own = (ManagementMode.OWNER_SELF, ManagementMode.UNIT_TRUST)
    mode = _held(ModeConfirmation, courtyard, on).filter(mode__in=own).first()
    return None if mode is None else Record("modes", mode.pk, f"{mode.get_mode_display()} {mode.evidence}"[:200])


def _area(courtyard: Courtyard, on: date) -> Record | None:
    if courtyard.area_m2 is None:
        return None
    said = " ".join(part for part in (courtyard.area_measured_by, courtyard.area_document) if part)
    return Record("courtyards", courtyard.pk, f"{courtyard.area_m2:,.2f} ㎡ {said}".strip()[:200])


def _renovation(courtyard: Courtyard, on: date) -> Record | None:
    rows = Renovation.objects.filter(district_id=courtyard.district_id, courtyard=courtyard, accepted_on__lt=on)
    one = rows.order_by("-accepted_on", "-pk").first()
    if one is None:
        return None
    told = _("accepted on %(day)s") % {"day": one.accepted_on}
    return Record("renovations", one.pk, f"{one.project} {told} {one.document}".strip()[:200])


def _covenant(courtyard: Courtyard, on: date) -> Record | None:
    one = _held(Covenant, courtyard, on).last()
    return None if one is None else Record("covenants", one.pk, _("%(title)s, since %(day)s") % {
        "title": one.title, "day": one.valid_from})


def _fees(courtyard: Courtyard, on: date) -> Record | None:
    rows = FeeReturn.objects.filter(
        district_id=courtyard.district_id, courtyard=courtyard, period__startswith__gte=on - FEES_SINCE
    )
    one = rows.order_by(F("period__startswith").desc(), "-pk").first()
    if one is None:
        return None
    return Record("fee-returns", one.pk, _("from %(day)s: %(paid)s of %(liable)s households paid") % {
        "day": one.period.lower, "paid": one.households_paid, "liable": one.households_liable})


def _star(courtyard: Courtyard, on: date) -> Record | None:
    rows = RatingResult.objects.filter(district_id=courtyard.district_id, courtyard=courtyard).latest_revisions()
    one = rows.select_related("round").order_by("-round__year").first()
    return None if one is None else Record("", one.pk, f"{one.round.year} {one.get_star_display()}")


SOURCES = {
    "agreement": Source("contracts", _agreement), "area": Source("courtyards", _area),
    "renovation": Source("renovations", _renovation, by_start_rule=True), "covenant": Source("covenants", _covenant),
    "fees": Source("fee-returns", _fees), "star": Source("", _star),
}
