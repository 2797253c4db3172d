"""What holds for Party organisations, pairings, cadres, instructors and posts."""

from typing import Any

from django.utils.translation import gettext as _
from psycopg2.extras import DateRange

from governance.registers.declarations import Refused
from governance.units.models import UnitKind
from party_org.choices import Standing
from party_org.models import Instructor, PartyOrganisation

MOST_LEVELS = 12


def prepare_unit(record: Any, before: Any) -> None:
    """A property firm is more than a unit, and has a register of its own."""
    if record.kind == UnitKind.PROPERTY_FIRM:
        raise Refused(_("A property firm is entered in the register of firms."), "kind")


def prepare_organisation(record: Any, before: Any) -> None:
    """It stands in a unit where it is a firm's or an organ's, and nowhere below itself."""
    if record.standing in (Standing.FIRM, Standing.ORGAN) and record.unit is None:
        raise Refused(_("Choose the firm or organ in which it stands."), "unit")
    if record.standing == Standing.FIRM and record.unit.kind != UnitKind.PROPERTY_FIRM:
        raise Refused(_("This unit is no property firm."), "unit")
    if record.standing in (Standing.COMMUNITY,) and record.community is None:
        raise Refused(_("Choose the community."), "community")
    if record.community is not None and record.street_id is None:
        record.street_id = record.community.street_id
    moved = before is None or record.community_id != before.community_id
    if moved and record.community is not None and record.community.street_id != record.street_id:
        raise Refused(_("This community lies in another street."), "community")
    above, levels = record.parent, 0
    while above is not None:
        levels += 1
        if above.pk == record.pk or levels > MOST_LEVELS:
            raise Refused(_("An organisation can't stand below itself."), "parent")
        above = above.parent


def after_organisation(record: Any, before: Any) -> None:
    """With an organisation of its own a firm needs no instructor: the instructor's time ends the day before."""
    if record.unit_id is None or record.standing == Standing.ORGAN:
        return
    for instructor in Instructor.objects.filter(unit_id=record.unit_id, valid__overlap=record.valid):
        if not record.valid.lower or (instructor.valid.lower and instructor.valid.lower >= record.valid.lower):
            raise Refused(
                _("An instructor was sent to this firm on %(day)s, when it had this organisation already."
                  " Remove that entry first.")
                % {"day": instructor.valid.lower},
                "valid",
            )
        instructor.valid = DateRange(instructor.valid.lower, record.valid.lower)
        instructor.save()


def prepare_instructor(record: Any, before: Any) -> None:
    """Sent only to a firm that has no organisation of its own (threshold: fewer than three Party members)."""
    if record.unit.kind != UnitKind.PROPERTY_FIRM:
        raise Refused(_("This unit is no property firm."), "unit")
    record.street_id = record.unit.street_id
    own = PartyOrganisation.objects.filter(
        district_id=record.district_id, unit=record.unit, valid__overlap=record.valid
    ).order_by("valid_from").first()
    if own is not None:
        raise Refused(
            _("This firm has an organisation of its own from %(day)s: %(name)s.") % {"day": own.valid_from, "name": own.name},
            "unit",
        )


def prepare_cover(record: Any, before: Any) -> None:
    # Later the courtyard may move away from a branch that covered it once; that cover stays true and can be corrected.
    if before is None:
        _within_one_street(record.organisation, record.courtyard, "organisation")


def _within_one_street(organisation: Any, courtyard: Any, field: str) -> None:
    if organisation.street_id is not None and organisation.street_id != courtyard.street_id:
        raise Refused(_("This organisation belongs to another street."), field)


def prepare_pairing(record: Any, before: Any) -> None:
    """An organ's branch with a courtyard's; the pairing stands in the courtyard branch's street."""
    if record.organ_branch.standing not in ("", Standing.ORGAN):
        raise Refused(_("This branch is no organ's."), "organ_branch")
    if record.courtyard_branch.street_id is None:
        raise Refused(_("A courtyard branch belongs to a street. Enter it there first."), "courtyard_branch")
    record.street_id = record.courtyard_branch.street_id


def prepare_joint_membership(record: Any, before: Any) -> None:
    record.street_id = record.joint.street_id


def prepare_post(record: Any, before: Any) -> None:
    """In the one body of its kind."""
    bodies = {"party": "organisation", "firm": "unit", "owners": "committee", "community": "community"}
    wanted = bodies[record.body_kind]
    if getattr(record, f"{wanted}_id") is None:
        raise Refused(_("Choose the body in which the post is."), wanted)
    for name in bodies.values():
        if name != wanted:
            setattr(record, name, None)
    body = getattr(record, wanted)
    record.street_id = body.street_id
    if record.street_id is None and record.person.street_id is not None:
        raise Refused(_("This person is known to one street only; enter the person for the whole district."), "person")
    if record.person.street_id is not None and record.person.street_id != record.street_id:
        raise Refused(_("This person belongs to another street."), "person")
