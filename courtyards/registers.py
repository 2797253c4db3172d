"""The registers of places and of self-governance."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from courtyards import models
from courtyards.services import laws
from governance.divisions.models import Cluster
from governance.registers.declarations import Group, Register, Shelf, Text

# What lies outside is asked about, not refused: ㎡ of floor area for one household.
USUAL_M2_PER_HOUSEHOLD = (Decimal(20), Decimal(400))
_VOTES = ("owners_total", "owners_voting", "owners_for", "area_total_m2", "area_voting_m2", "area_for_m2")
_time = Group(_("Time"), ("valid",))
_courtyard = {"courtyard": _("Its code, such as 410104001-0001, or its name.")}


def _doubt_courtyard(typed: Mapping[str, Any]) -> dict[str, Text]:
    """Figures that don't fit each other, and a year that has not come."""
    found: dict[str, Text] = {}
    area, households, residents = typed.get("area_m2"), typed.get("households"), typed.get("residents")
    if area and households and not USUAL_M2_PER_HOUSEHOLD[0] <= area / households <= USUAL_M2_PER_HOUSEHOLD[1]:
        found["area_m2"] = _now("That is %(each)s ㎡ for one household. Are area and households right?") % {
            "each": (area / households).quantize(Decimal("0.1"))
        }
    if households and residents and residents > households * 8:
        found["residents"] = _now("That is more than eight people in one household. Is it right?")
    return found


COURTYARDS = Register(
    key="courtyards", model=models.Courtyard, noun=_("courtyard"), nouns=_("Courtyards"), shelf=Shelf.PLACES,
    groups=(
        Group(_("The place"), ("code", "name", "kind", "community", "cluster", "address", "longitude", "latitude")),
        Group(_("Size"), ("area_m2", "area_measured_by", "area_document", "buildings", "households", "residents")),
        Group(_("Origin"), ("built_year", "owner_unit")),
        Group(_("In the register"), ("valid",)),
    ),
    columns=("name", "code", "street", "community", "households", "area_m2"),
    filters=("street", "community", "kind"),
    grid=("name", "code", "kind", "community", "address", "area_m2", "area_measured_by", "buildings", "households",
          "residents", "built_year", "owner_unit", "valid"),
    searched=("name", "code", "address", "name_pinyin"), order=("name_pinyin", "pk"), natural_key="code",
    untyped=frozenset({"code"}), parts=((models.Placement, "courtyard"),),
    bulk=("kind", "cluster", "built_year", "owner_unit", "area_measured_by"),
    units={"households": _("household(s)"), "residents": _("persons"), "buildings": _("building(s)")},
    help={"area_m2": _("Floor area with two decimals; the subsidy is computed from it."),
          "longitude": _("Degrees, such as 113.685300"), "latitude": _("Degrees, such as 34.752100")},
    doubts=_doubt_courtyard, prepare=laws.prepare_courtyard, number=laws.number_courtyards, after=laws.after_courtyard,
    after_all=laws.place_courtyards, identity=("community", "name"),
    synonyms={
        "code": ("楼院编号", "小区编号", "编码"), "name": ("楼院名称", "小区名称", "楼院", "小区", "院落名称", "楼院(小区)名称"),
        "kind": ("类型", "楼院类型"), "kind=courtyard": ("院落", "老旧院落"), "kind=compound": ("小区",),
        "kind=building": ("单体楼栋", "独栋"), "area_m2": ("建筑面积", "面积", "总建筑面积", "建筑总面积"),
        "households": ("户数", "总户数", "居民户数"), "residents": ("常住人口", "人口", "常住人口数", "人数"),
        "buildings": ("楼栋数", "栋数", "楼栋"), "built_year": ("建成年代", "建成年份", "建设年代", "竣工年份"),
        "owner_unit": ("产权单位", "原单位", "产权/原单位", "原产权单位"), "valid_from": ("登记日期", "纳入台账日期"),
    },
    records=("16 courtyard", "R1"),
)
CLUSTERS = Register(
    key="clusters", model=Cluster, noun=_("cluster"), nouns=_("Clusters"), shelf=Shelf.PLACES,
    groups=(Group(_("Cluster"), ("name", "community")),),
    columns=("name", "community", "street"), filters=("street", "community"), searched=("name",), order=("name", "pk"),
    derived={"street": "community.street"}, records=("21 cluster",),
)
BUILDINGS = Register(
    key="buildings", model=models.Building, noun=_("building"), nouns=_("Buildings"), shelf=Shelf.PLACES,
    groups=(Group(_("Building"), ("courtyard", "name", "units", "floors", "households", "built_year")), _time),
    columns=("courtyard", "name", "street", "units", "floors", "households", "valid"), filters=("street",),
    searched=("name", "courtyard__name", "courtyard__code"), fixed=frozenset({"courtyard"}), help=_courtyard,
    bulk=("units", "floors", "built_year"), records=("22 building", "R4"),
)
STATIONS = Register(
    key="stations", model=models.Station, noun=_("neighbourhood station"), nouns=_("Neighbourhood stations"),
    shelf=Shelf.PLACES,
    groups=(Group(_("Station"), ("courtyard", "name", "functions", "address", "area_m2")), _time),
    columns=("courtyard", "name", "street", "functions", "valid"), filters=("street",),
    searched=("name", "courtyard__name", "courtyard__code"), fixed=frozenset({"courtyard"}), help=_courtyard,
    required=frozenset({"functions"}), records=("46 neighbourhood station", "R15"),
)
BASELINES = Register(
    key="three-no-baselines", model=models.ThreeNoBaseline, noun=_("three-no label"), nouns=_("Three-no labels"),
    shelf=Shelf.PLACES,
    groups=(Group(_("Label of a roster"), ("courtyard", "on", "source")),),
    columns=("courtyard", "street", "on", "source"), filters=("street",),
    searched=("courtyard__name", "courtyard__code"), fixed=frozenset({"courtyard"}), help=_courtyard,
    records=("17 three-no courtyard",),
)
THREE_NO = Register(
    key="three-no", model=models.ThreeNoState, noun=_("three-no state"), nouns=_("Three-no states"), shelf=Shelf.PLACES,
    groups=(
        Group(_("What is missing"), ("courtyard", "no_property_management", "no_responsible_unit", "no_guarding")), _time
    ),
    columns=("courtyard", "street", "no_property_management", "no_responsible_unit", "no_guarding", "valid"),
    filters=("street", "no_property_management", "no_responsible_unit", "no_guarding"),
    searched=("courtyard__name", "courtyard__code"), fixed=frozenset({"courtyard"}), help=_courtyard,
    bulk=("no_property_management", "no_responsible_unit", "no_guarding"), records=("18 unmanaged",),
)
RENOVATIONS = Register(
    key="renovations", model=models.Renovation, noun=_("renovation"), nouns=_("Renovations"), shelf=Shelf.PLACES,
    groups=(Group(_("Renovation"), ("courtyard", "project", "started_on", "accepted_on", "document")),),
    columns=("courtyard", "street", "project", "started_on", "accepted_on", "document"), filters=("street",),
    searched=("project", "courtyard__name", "courtyard__code"), fixed=frozenset({"courtyard"}), help=_courtyard,
    bulk=("project", "document"), records=("72 renovation accepted",),
)
MODES = Register(
    key="modes", model=models.ModeConfirmation, noun=_("management mode"), nouns=_("Management modes"),
    shelf=Shelf.PLACES,
    groups=(Group(_("Confirmed mode"), ("courtyard", "mode", "evidence")), _time),
    columns=("courtyard", "street", "mode", "evidence", "valid"), filters=("street", "mode"),
    searched=("courtyard__name", "courtyard__code", "evidence"), fixed=frozenset({"courtyard"}), help=_courtyard,
    bulk=("evidence",), records=("P2 management mode",),
)
COMMITTEES = Register(
    key="committees", model=models.Committee, noun=_("committee"), nouns=_("Committees"), shelf=Shelf.BODIES,
    groups=(
        Group(_("Committee"), ("courtyard", "kind", "name", "head", "members")),
        Group(_("How it came about"), ("election_form", "elected_on", "filed_under")),
        Group(_("Term"), ("valid", "dissolved_why")),
    ),
    columns=("courtyard", "name", "street", "kind", "head", "members", "valid"), filters=("street", "kind", "election_form"),
    searched=("name", "courtyard__name", "courtyard__code"), fixed=frozenset({"courtyard"}), help=_courtyard,
    units={"members": _("persons")}, parts=((models.CommitteeMember, "committee"),), bulk=("election_form", "filed_under"),
    prepare=laws.prepare_committee, after=laws.after_committee,
    records=("23 self-management committee", "24 owners' committee", "26 property management committee", "R3"),
)
MEMBERS = Register(
    key="committee-members", model=models.CommitteeMember, noun=_("committee member"), nouns=_("Committee members"),
    shelf=Shelf.BODIES,
    groups=(Group(_("Member"), ("committee", "name", "post", "is_party_member", "phone")), _time),
    columns=("committee", "name", "post", "is_party_member", "street", "valid"), filters=("street", "post", "is_party_member"),
    searched=("committee__name", "name"), derived={"courtyard": "committee.courtyard"},
    fixed=frozenset({"committee"}), bulk=("post", "is_party_member"), prepare=laws.prepare_member,
    records=("25 resident self-governance organisation",),
)
HEADS = Register(
    key="building-heads", model=models.BuildingHead, noun=_("building head"), nouns=_("Building heads"),
    shelf=Shelf.BODIES,
    groups=(Group(_("Building head"), ("courtyard", "of_building", "building", "name", "phone")), _time),
    columns=("courtyard", "building", "name", "street", "valid"), filters=("street",),
    searched=("name", "courtyard__name", "courtyard__code"), fixed=frozenset({"courtyard"}),
    help={**_courtyard, "building": _("Where no record of the building is chosen, or a part of it is meant.")},
    prepare=laws.prepare_head, records=("22 building head", "R4"),
)
COVENANTS = Register(
    key="covenants", model=models.Covenant, noun=_("covenant"), nouns=_("Covenants"), shelf=Shelf.BODIES,
    groups=(
        Group(_("Covenant"), ("courtyard", "number", "title", "covers_charging", "covers_management", "covers_use",
                              "covers_publicity")),
        Group(_("How it was adopted"), ("adopted_how", "adopted_on")),
        Group(_("Vote of the owners (Civil Code art. 278)"), _VOTES),
        _time,
    ),
    columns=("courtyard", "title", "street", "number", "adopted_how", "valid"), filters=("street", "adopted_how"),
    searched=("title", "courtyard__name", "courtyard__code"), fixed=frozenset({"courtyard"}), help=_courtyard,
    untyped=frozenset({"number"}), required=frozenset({"adopted_how"}),
    units={"number": _("edition"), "owners_total": _("persons"), "owners_voting": _("persons"),
           "owners_for": _("persons")},
    shown_for=dict.fromkeys(_VOTES, ("adopted_how", ("owners_vote",))),
    bulk=("covers_charging", "covers_management", "covers_use", "covers_publicity"), prepare=laws.prepare_covenant,
    prepares_others=True, identity=("courtyard", "valid_from"),
    records=("55 management covenant", "R20"),
)
VOLUNTEERS = Register(
    key="volunteers", model=models.VolunteerOrganisation, noun=_("volunteer organisation"),
    nouns=_("Volunteer organisations"), shelf=Shelf.BODIES,
    groups=(Group(_("Organisation"), ("name", "street", "volunteers", "leader", "phone")), _time),
    columns=("name", "street", "volunteers", "leader", "valid"), filters=("street",), searched=("name",),
    fixed=frozenset({"street"}), parts=((models.VolunteerService, "organisation"),), records=("37 volunteer organisation",),
)
SERVICES = Register(
    key="volunteer-services", model=models.VolunteerService, noun=_("volunteer service"), nouns=_("Volunteer services"),
    shelf=Shelf.TIES,
    groups=(Group(_("Who serves where"), ("organisation", "courtyard")), _time),
    columns=("organisation", "courtyard", "street", "valid"), filters=("street",),
    searched=("organisation__name", "courtyard__name", "courtyard__code"),
    fixed=frozenset({"courtyard", "organisation"}), help=_courtyard, records=("37 volunteer service",),
)
ACTIVITY_RETURNS = Register(
    key="activity-returns", model=models.ActivityReturn, noun=_("activity return"), nouns=_("Activity returns"),
    shelf=Shelf.BODIES,
    groups=(Group(_("Return"), ("organisation", "period")), Group(_("Counts"), ("activities", "participants", "hours"))),
    columns=("organisation", "street", "period", "activities", "participants", "hours"), filters=("street",),
    searched=("organisation__name",), derived={"street": "organisation.street"}, fixed=frozenset({"organisation"}),
    units={"activities": _("time(s)"), "participants": _("person-time(s)"), "hours": _("hour(s)")},
    help={"participants": _("Everybody who took part, counted once for each activity.")},
    prepare=laws.prepare_activity_return, leave=laws.leave_activity_return, records=("37 volunteer activity",),
)
REGISTERS = (
    COURTYARDS, CLUSTERS, BUILDINGS, STATIONS, BASELINES, THREE_NO, RENOVATIONS, MODES, COMMITTEES, MEMBERS, HEADS,
    COVENANTS, VOLUNTEERS, SERVICES, ACTIVITY_RETURNS,
)
