"""The planned records, before they are records: plain facts with references by position."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass
class CourtyardPlan:
    """One courtyard with everything that belongs to the place itself."""

    code: str
    name: str
    street: str
    community: str
    built_year: int
    area_m2: Decimal
    buildings: int
    households: int
    residents: int
    owner_unit: str
    is_three_no: bool
    kind: str = "courtyard"
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    accepted_on: date | None = None
    mode: str = ""
    mode_from: date | None = None
    committee: str = ""
    committee_from: date | None = None
    head: str = ""
    covenant_from: date | None = None
    building_heads: list[tuple[str, str, date]] = field(default_factory=list)
    occurrences: dict[str, int] = field(default_factory=dict)
    veto: str = ""


@dataclass
class VolunteersPlan:
    """A volunteer organisation and the courtyard (by position) it serves."""

    name: str
    street: str
    volunteers: int
    courtyard: int
    since: date


@dataclass
class FirmPlan:
    """A property firm, its Party organisation or instructor, and its figures."""

    uscc: str
    name: str
    kind: str
    street: str
    legal_representative: str
    staff: int
    party_members: int
    since: date
    organisation_from: date | None = None
    instructor: str = ""
    instructor_from: date | None = None
    income: tuple[str, int] | None = None


@dataclass
class ContractPlan:
    """A firm's contract for a courtyard, both by position; fee returns as (from, to, due, received, n, paid)."""

    firm: int
    courtyard: int
    since: date
    started_on: date | None
    fee: Decimal
    returns: list[tuple[date, date, int, int, int, int]] = field(default_factory=list)


@dataclass
class BranchPlan:
    """A courtyard or cluster branch: the courtyards it covers, by position, and the organ branch paired with it."""

    name: str
    street: str
    secretary: str
    members: int
    since: date
    covers: list[int]
    paired_with: int | None = None
    paired_from: date | None = None


@dataclass
class Plan:
    """A whole district."""

    district: int
    name: str
    courtyards: list[CourtyardPlan] = field(default_factory=list)
    volunteers: list[VolunteersPlan] = field(default_factory=list)
    firms: list[FirmPlan] = field(default_factory=list)
    contracts: list[ContractPlan] = field(default_factory=list)
    organs: list[str] = field(default_factory=list)
    organ_branches: list[tuple[str, int]] = field(default_factory=list)
    branches: list[BranchPlan] = field(default_factory=list)
    cadres: list[tuple[str, int, str]] = field(default_factory=list)
    assignments: list[tuple[int, int, date]] = field(default_factory=list)


@dataclass(frozen=True)
class Size:
    """How large a district's case is: the figures that must come out of it."""

    district: int
    name: str
    seed: int
    three_no: dict[str, int]
    others: dict[str, int]
    renovated: int
    renovated_area: Decimal
    without_mode: int
    owners_committees: int
    building_heads: int
    volunteer_organisations: int
    volunteers: int
    covenants: int
    organ_branches: int
    cadres: int
    firms: int
    firms_organised_early: int
    firms_organised: int
    firms_instructed: int
