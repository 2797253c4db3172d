"""What the lists show: the columns of each register, and records as rows of an export."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courtyards import models as places
from courtyards.choices import CommitteeKind, ManagementMode
from governance.common.money import percentage, to_yuan
from governance.common.periods import as_written
from governance.units.models import Unit
from party_org import models as party
from property_firms import models as firms

Column = tuple[str | Promise, Callable[[Any], Any]]


@dataclass(frozen=True)
class Register:
    """A readable register: its columns, and what of it holds on a day."""

    key: str
    label: str | Promise
    model: type[Model]
    columns: tuple[Column, ...]
    related: tuple[str, ...] = ("courtyard", "street")
    searched: tuple[str, ...] = ("courtyard__name", "courtyard__code")
    dated: bool = True

    def rows(self, district: int, day: date) -> QuerySet[Any]:
        rows = self.model._default_manager.filter(district_id=district).select_related(*self.related)
        return (rows.filter(valid_from__lte=day, valid_to__gt=day) if self.dated else rows).order_by("pk")

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        wanted = Q()
        for name in self.searched:
            wanted |= Q(**{f"{name}__icontains": text})
        return rows.filter(wanted)

    def cells(self, record: Any) -> list[tuple[Any, Any]]:
        return [(label, _shown(read(record))) for label, read in self.columns]

    def named(self, record: Any) -> dict[str, Any]:
        return {str(label): read(record) for label, read in self.columns}


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "—" if value is None or value == "" else value


def _until(record: Any) -> date | None:
    """The last day: a stored range is half-open."""
    return record.valid.upper - timedelta(days=1) if record.valid and record.valid.upper else None


_place: tuple[Column, ...] = (
    (gettext_lazy("Courtyard"), lambda r: r.courtyard.name),
    (gettext_lazy("Code"), lambda r: r.courtyard.code),
    (gettext_lazy("Street"), lambda r: r.street.name),
)
_time: tuple[Column, ...] = (
    (gettext_lazy("From"), lambda r: r.valid_from),
    (gettext_lazy("Until"), _until),
)
_street: Column = (gettext_lazy("Street"), lambda r: r.street.name if r.street else None)


def _period(record: Any) -> str:
    return as_written(record.period)


_ALL = (
    Register(
        "committees", gettext_lazy("Committees"), places.Committee,
        (*_place, (gettext_lazy("Committee"), lambda r: r.name), (gettext_lazy("Kind"), lambda r: r.get_kind_display()),
         (gettext_lazy("Head"), lambda r: r.head), *_time),
        searched=("name", "courtyard__name", "courtyard__code"),
    ),
    Register("modes", gettext_lazy("Management modes"), places.ModeConfirmation,
             (*_place, (gettext_lazy("Mode"), lambda r: r.get_mode_display()),
              (gettext_lazy("Evidence"), lambda r: r.evidence), *_time)),
    Register("covenants", gettext_lazy("Covenants"), places.Covenant,
             (*_place, (gettext_lazy("Title"), lambda r: r.title), (gettext_lazy("Version"), lambda r: r.number), *_time)),
    Register("building-heads", gettext_lazy("Building heads"), places.BuildingHead,
             (*_place, (gettext_lazy("Building"), lambda r: r.building), (gettext_lazy("Name"), lambda r: r.name), *_time),
             searched=("name", "courtyard__name", "courtyard__code")),
    Register("three-no", gettext_lazy("Three-no states"), places.ThreeNoState,
             (*_place, (gettext_lazy("No property management"), lambda r: r.no_property_management),
              (gettext_lazy("No responsible unit"), lambda r: r.no_responsible_unit),
              (gettext_lazy("No guarding"), lambda r: r.no_guarding), *_time)),
    Register("renovations", gettext_lazy("Renovations"), places.Renovation,
             (*_place, (gettext_lazy("Project"), lambda r: r.project), (gettext_lazy("Started"), lambda r: r.started_on),
              (gettext_lazy("Accepted"), lambda r: r.accepted_on), (gettext_lazy("Document"), lambda r: r.document)),
             dated=False),
    Register("volunteers", gettext_lazy("Volunteer organisations"), places.VolunteerOrganisation,
             ((gettext_lazy("Name"), lambda r: r.name), _street, (gettext_lazy("Volunteers"), lambda r: r.volunteers), *_time),
             related=("street",), searched=("name",)),
    Register("contracts", gettext_lazy("Service contracts"), firms.ServiceContract,
             (*_place, (gettext_lazy("Firm"), lambda r: r.firm.unit.name),
              (gettext_lazy("Fee (yuan/㎡/month)"), lambda r: r.fee_yuan_per_m2_month),
              (gettext_lazy("Service started"), lambda r: r.started_on), *_time),
             related=("courtyard", "street", "firm__unit"),
             searched=("courtyard__name", "courtyard__code", "firm__unit__name")),
    Register("fee-returns", gettext_lazy("Fee returns"), firms.FeeReturn,
             (*_place, (gettext_lazy("Firm"), lambda r: r.firm.unit.name), (gettext_lazy("Period"), _period),
              (gettext_lazy("Receivable (yuan)"), lambda r: to_yuan(r.receivable_fen)),
              (gettext_lazy("Received (yuan)"), lambda r: to_yuan(r.received_fen)),
              (gettext_lazy("Households paid / liable"), lambda r: f"{r.households_paid} / {r.households_liable}")),
             related=("courtyard", "street", "firm__unit"), dated=False),
    Register("income-returns", gettext_lazy("Income returns"), firms.IncomeReturn,
             ((gettext_lazy("Firm"), lambda r: r.firm.unit.name), (gettext_lazy("Measure"), lambda r: r.get_measure_display()),
              (gettext_lazy("Period"), _period), (gettext_lazy("Amount (yuan)"), lambda r: to_yuan(r.amount_fen)), _street),
             related=("street", "firm__unit"), searched=("firm__unit__name",), dated=False),
    Register("party-organisations", gettext_lazy("Party organisations"), party.PartyOrganisation,
             ((gettext_lazy("Name"), lambda r: r.name), (gettext_lazy("Kind"), lambda r: r.get_kind_display()),
              (gettext_lazy("Unit"), lambda r: r.unit.name if r.unit else None), _street,
              (gettext_lazy("Members"), lambda r: r.members), *_time),
             related=("street", "unit"), searched=("name",)),
    Register("pairings", gettext_lazy("Branch pairings"), party.BranchPairing,
             ((gettext_lazy("Organ branch"), lambda r: r.organ_branch.name),
              (gettext_lazy("Courtyard branch"), lambda r: r.courtyard_branch.name), _street, *_time),
             related=("street", "organ_branch", "courtyard_branch"),
             searched=("organ_branch__name", "courtyard_branch__name")),
    Register("assignments", gettext_lazy("Cadre assignments"), party.CadreAssignment,
             (*_place, (gettext_lazy("Cadre"), lambda r: r.cadre.name),
              (gettext_lazy("Unit"), lambda r: r.cadre.unit.name),
              (gettext_lazy("Rank"), lambda r: r.cadre.get_rank_class_display()), *_time),
             related=("courtyard", "street", "cadre__unit"),
             searched=("cadre__name", "courtyard__name", "courtyard__code")),
    Register("instructors", gettext_lazy("Party-building instructors"), party.Instructor,
             ((gettext_lazy("Name"), lambda r: r.name), (gettext_lazy("Firm"), lambda r: r.unit.name), _street, *_time),
             related=("street", "unit"), searched=("name", "unit__name")),
    Register("units", gettext_lazy("Units"), Unit,
             ((gettext_lazy("Name"), lambda r: r.name), (gettext_lazy("Kind"), lambda r: r.get_kind_display()),
              (gettext_lazy("Credit code"), lambda r: r.uscc), _street,
              (gettext_lazy("Party members"), lambda r: r.party_members), *_time),
             related=("street",), searched=("name", "uscc")),
)
REGISTERS = {register.key: register for register in _ALL}


def courtyard_row(courtyard: Any) -> dict[str, Any]:
    """A courtyard of the list as a row of its export."""
    return {
        _("Name"): courtyard.name, _("Code"): courtyard.code, _("Street"): courtyard.street.name,
        _("Community"): courtyard.community.name, _("Households"): courtyard.households,
        _("Floor area (㎡)"): courtyard.area_m2, _("Three-no"): _shown(courtyard.three_no),
        _("Governance body"): dict(CommitteeKind.choices).get(courtyard.body, ""),
        _("Service provider"): courtyard.provider or "",
        _("Management mode"): dict(ManagementMode.choices).get(courtyard.mode, ""),
        _("Party cover"): _shown(courtyard.party), _("Renovated"): _shown(courtyard.renovated),
    }


def firm_row(firm: Any) -> dict[str, Any]:
    """A firm of the list as a row of its export."""
    return {
        _("Name"): firm.unit.name, _("Credit code"): firm.unit.uscc, _("Kind"): firm.get_kind_display(),
        _("Street"): firm.street.name if firm.street else "", _("Legal representative"): firm.legal_representative,
        _("Staff"): firm.staff, _("Party members"): firm.unit.party_members,
        _("Party organisation"): _shown(firm.organised), _("Instructor"): _shown(firm.instructed),
    }


def facts(courtyard: Any) -> list[tuple[str, Any]]:
    """The facts of a courtyard's own record, labelled, in reading order."""
    names = ("code", "kind", "address", "built_year", "area_m2", "buildings", "households", "residents", "owner_unit")
    found = []
    for name in names:
        field = courtyard._meta.get_field(name)
        value = courtyard.get_kind_display() if name == "kind" else getattr(courtyard, name)
        text = f"{value:,} ㎡" if name == "area_m2" and value is not None else _shown(value)
        found.append((str(field.verbose_name), text))
    return found


def fee_totals(returns: QuerySet[Any]) -> list[dict[str, Any]]:
    """A firm's fee returns summed by period, with the rate by amount and by household."""
    periods = returns.values("period").order_by("-period").annotate(
        due=Sum("receivable_fen"), received=Sum("received_fen"), liable=Sum("households_liable"),
        paid=Sum("households_paid"),
    )
    return [
        {
            **row, "rate": percentage(row["received"], row["due"]),
            "household_rate": percentage(row["paid"], row["liable"]),
        }
        for row in periods
    ]
