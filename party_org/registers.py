"""The Party's registers: organisations, pairings, cadres, persons and posts."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.registers.declarations import Group, Register, Shelf
from governance.units.models import Unit, UnitKind
from party_org import models
from party_org.choices import Standing
from party_org.services import laws

_time = Group(_("Time"), ("valid",))
_courtyard = {"courtyard": _("Its code, such as 410104001-0001, or its name.")}
_in_units = (Standing.FIRM.value, Standing.ORGAN.value)

UNITS = Register(
    key="units", model=Unit, noun=_("unit"), nouns=_("Units"), shelf=Shelf.FIRMS,
    groups=(Group(_("Unit"), ("name", "kind", "uscc", "street", "party_members")), _time),
    columns=("name", "kind", "uscc", "street", "party_members", "valid"), filters=("kind", "street"),
    searched=("name", "uscc", "name_pinyin"), order=("name_pinyin", "pk"), fixed=frozenset({"street"}),
    only=~Q(kind=UnitKind.PROPERTY_FIRM), prepare=laws.prepare_unit, records=("14 public unit", "27 owner unit"),
)
ORGANISATIONS = Register(
    key="party-organisations", model=models.PartyOrganisation, noun=_("Party organisation"),
    nouns=_("Party organisations"), shelf=Shelf.PARTY,
    groups=(
        Group(_("Organisation"), ("name", "standing", "kind", "parent")),
        Group(_("Where it stands"), ("street", "community", "unit")),
        Group(_("People"), ("secretary", "members")), _time,
    ),
    columns=("name", "standing", "kind", "parent", "street", "members", "valid"), filters=("standing", "kind", "street"),
    searched=("name", "unit__name"), required=frozenset({"standing"}), fixed=frozenset({"street"}),
    shown_for={"unit": ("standing", _in_units), "community": ("standing", (Standing.COMMUNITY.value, Standing.COURTYARD.value))},
    bulk=("standing", "kind", "parent"), prepare=laws.prepare_organisation, after=laws.after_organisation,
    parts=((models.PartyCover, "organisation"),),
    records=("9 joint Party committee", "13 community Party organisation", "15 organ branch", "20 courtyard Party branch",
             "32 firm's Party organisation", "R11"),
)
COVERS = Register(
    key="party-covers", model=models.PartyCover, noun=_("Party cover"), nouns=_("Party cover"), shelf=Shelf.TIES,
    groups=(Group(_("Who covers which courtyard"), ("organisation", "courtyard")), _time),
    columns=("organisation", "courtyard", "street", "valid"), filters=("street",),
    searched=("organisation__name", "courtyard__name", "courtyard__code"),
    fixed=frozenset({"organisation", "courtyard"}), help=_courtyard, prepare=laws.prepare_cover, records=("R2",),
)
JOINT = Register(
    key="joint-memberships", model=models.JointMembership, noun=_("joint committee membership"),
    nouns=_("Joint committee memberships"), shelf=Shelf.TIES,
    groups=(Group(_("Membership"), ("joint", "member")), _time),
    columns=("joint", "member", "street", "valid"), filters=("street",), searched=("joint__name", "member__name"),
    limits={"joint": Q(standing=Standing.STREET_JOINT)}, fixed=frozenset({"joint", "member"}),
    prepare=laws.prepare_joint_membership, records=("R13",),
)
PAIRINGS = Register(
    key="pairings", model=models.BranchPairing, noun=_("branch pairing"), nouns=_("Branch pairings"), shelf=Shelf.TIES,
    groups=(Group(_("Pairing"), ("organ_branch", "courtyard_branch", "agreement")), _time),
    columns=("organ_branch", "courtyard_branch", "street", "agreement", "valid"), filters=("street",),
    searched=("organ_branch__name", "courtyard_branch__name"), fixed=frozenset({"organ_branch", "courtyard_branch"}),
    limits={"courtyard_branch": Q(unit__isnull=True)}, parts=((models.PairingActivity, "pairing"),),
    bulk=("agreement",), prepare=laws.prepare_pairing, records=("R5",),
)
ACTIVITIES = Register(
    key="pairing-activities", model=models.PairingActivity, noun=_("pairing activity"), nouns=_("Pairing activities"),
    shelf=Shelf.PARTY,
    groups=(Group(_("Activity"), ("pairing", "held_on", "subject", "participants")),),
    columns=("pairing", "held_on", "subject", "participants", "street"), filters=("street",),
    searched=("subject", "pairing__organ_branch__name", "pairing__courtyard_branch__name"),
    derived={"street": "pairing.street"}, fixed=frozenset({"pairing"}), records=("P4 pairing activity",),
)
CADRES = Register(
    key="cadres", model=models.Cadre, noun=_("cadre"), nouns=_("Cadres"), shelf=Shelf.PARTY,
    groups=(Group(_("Cadre"), ("name", "unit", "street", "rank_class", "phone")), _time),
    columns=("name", "unit", "rank_class", "street", "valid"), filters=("rank_class", "street"),
    searched=("name", "unit__name"), bulk=("rank_class", "unit"), fixed=frozenset({"street"}),
    records=("34 section-level cadre",),
)
ASSIGNMENTS = Register(
    key="assignments", model=models.CadreAssignment, noun=_("cadre assignment"), nouns=_("Cadre assignments"),
    shelf=Shelf.TIES,
    groups=(Group(_("Assignment"), ("cadre", "courtyard")), _time),
    columns=("courtyard", "cadre", "street", "valid"), filters=("street",),
    searched=("cadre__name", "courtyard__name", "courtyard__code"), fixed=frozenset({"cadre", "courtyard"}),
    help=_courtyard, parts=((models.CadreVisit, "assignment"),), records=("R6",),
)
VISITS = Register(
    key="visits", model=models.CadreVisit, noun=_("cadre visit"), nouns=_("Cadre visits"), shelf=Shelf.PARTY,
    groups=(Group(_("Visit"), ("assignment", "visited_on", "found")), Group(_("What came of it"), ("solved", "solved_on"))),
    columns=("courtyard", "assignment", "visited_on", "found", "solved", "solved_on"), filters=("street",),
    grid=("assignment", "visited_on", "found", "solved", "solved_on"),
    searched=("courtyard__name", "courtyard__code", "found"), derived={"courtyard": "assignment.courtyard"},
    fixed=frozenset({"assignment"}), records=("50 household visit",),
)
INSTRUCTORS = Register(
    key="instructors", model=models.Instructor, noun=_("Party-building instructor"),
    nouns=_("Party-building instructors"), shelf=Shelf.PARTY,
    groups=(Group(_("Instructor"), ("name", "unit", "phone")), _time),
    columns=("name", "unit", "street", "valid"), filters=("street",), searched=("name", "unit__name"),
    limits={"unit": Q(kind=UnitKind.PROPERTY_FIRM)}, fixed=frozenset({"unit"}),
    prepare=laws.prepare_instructor, records=("33 Party-building instructor", "R11"),
)
PERSONS = Register(
    key="persons", model=models.Person, noun=_("person"), nouns=_("Persons"), shelf=Shelf.PARTY,
    groups=(Group(_("Person"), ("name", "phone", "is_party_member", "street")),),
    columns=("name", "is_party_member", "street"), filters=("street", "is_party_member"), searched=("name",),
    fixed=frozenset({"street"}), records=("36 Party member",),
)
POSTS = Register(
    key="posts", model=models.Post, noun=_("post of a person"), nouns=_("Posts"), shelf=Shelf.TIES,
    groups=(
        Group(_("Post"), ("person", "title", "body_kind", "organisation", "unit", "committee", "community")), _time
    ),
    columns=("person", "title", "body_kind", "organisation", "unit", "committee", "community", "valid"),
    filters=("body_kind", "street"), searched=("person__name", "title"), fixed=frozenset({"person"}),
    limits={"unit": Q(kind=UnitKind.PROPERTY_FIRM)},
    shown_for={"organisation": ("body_kind", ("party",)), "unit": ("body_kind", ("firm",)),
               "committee": ("body_kind", ("owners",)), "community": ("body_kind", ("community",))},
    prepare=laws.prepare_post, records=("R12",),
)
GROUPS = Register(
    key="groups", model=models.Group, noun=_("working group"), nouns=_("Working groups"), shelf=Shelf.PARTY,
    groups=(Group(_("Group"), ("name", "kind", "street", "leader", "members", "task")), _time),
    columns=("name", "kind", "street", "leader", "members", "valid"), filters=("kind", "street"), searched=("name",),
    fixed=frozenset({"street"}), parts=((models.GroupStay, "group"),),
    records=("10 street task force", "35 cadre working group"),
)
STAYS = Register(
    key="group-stays", model=models.GroupStay, noun=_("stay of a working group"), nouns=_("Stays of working groups"),
    shelf=Shelf.TIES,
    groups=(Group(_("Who is stationed where"), ("group", "courtyard")), _time),
    columns=("group", "courtyard", "street", "valid"), filters=("street",),
    searched=("group__name", "courtyard__name", "courtyard__code"), fixed=frozenset({"group", "courtyard"}),
    help=_courtyard, records=("R8",),
)
LINKS = Register(
    key="household-links", model=models.HouseholdLink, noun=_("household link"), nouns=_("Household links"),
    shelf=Shelf.TIES,
    groups=(Group(_("Party member and households"), ("courtyard", "name", "phone", "area", "households")), _time),
    columns=("courtyard", "name", "area", "households", "street", "valid"), filters=("street",),
    searched=("name", "courtyard__name", "courtyard__code"), fixed=frozenset({"courtyard"}), help=_courtyard,
    records=("R7",),
)
REGISTERS = (
    UNITS, ORGANISATIONS, COVERS, JOINT, PAIRINGS, ACTIVITIES, CADRES, ASSIGNMENTS, VISITS, INSTRUCTORS, PERSONS, POSTS,
    GROUPS, STAYS, LINKS,
)
