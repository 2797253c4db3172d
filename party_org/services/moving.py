"""What of the Party's registers goes along when a courtyard comes to lie elsewhere.

A branch that covers this courtyard alone is the courtyard's own, and goes with it: with its pairings, their activities
and its posts, which stand in its street. A branch of several courtyards stays where it is; its cover of this one ends
with the move, as every tie to a body of the old street does (`courtyards.services.places`).
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from psycopg2.extras import DateRange

from courtyards.models import Courtyard
from governance.divisions.models import Community
from governance.registers import registry
from governance.registers.services import files
from party_org.choices import Standing
from party_org.models import BranchPairing, JointMembership, PairingActivity, PartyCover, PartyOrganisation, Person, Post


def go_along(*, courtyard: Courtyard, to: Community, on: date) -> list[str]:
    """Takes the courtyard's own branches into the new community, within the open change; their names."""
    branches, crosses = list(own_branches(courtyard, on)), courtyard.street_id != to.street_id
    for branch in branches:
        if crosses:
            _cross(branch, to, on)
        branch.street_id, branch.community = to.street_id, to
        branch.save()
    if crosses:
        _take_posts(Q(organisation__in=branches) | Q(committee__courtyard=courtyard), courtyard, to.street_id)
    return [branch.name for branch in branches]


def own_branches(courtyard: Courtyard, on: date) -> QuerySet[PartyOrganisation]:
    """Branches of the courtyard's street that cover it on the day or later, and no other courtyard, and stand in no unit."""
    covers = PartyCover.objects.filter(district_id=courtyard.district_id, organisation=OuterRef("pk"), valid_to__gt=on)
    below = PartyOrganisation.objects.filter(district_id=courtyard.district_id, parent=OuterRef("pk"), valid_to__gt=on)
    return PartyOrganisation.objects.filter(
        Exists(covers.filter(courtyard=courtyard)), ~Exists(covers.exclude(courtyard=courtyard)), ~Exists(below),
        district_id=courtyard.district_id, street_id=courtyard.street_id, unit=None,
        standing__in=("", Standing.COURTYARD),
    ).order_by("pk")


def _cross(branch: PartyOrganisation, to: Community, on: date) -> None:
    """Into another street: superiors and joint committees of the old one are left behind."""
    pairings = BranchPairing.objects.filter(district_id=branch.district_id, courtyard_branch=branch)
    activities = PairingActivity.objects.filter(district_id=branch.district_id, pairing__courtyard_branch=branch)
    for key, rows in (("party-organisations", PartyOrganisation.objects.filter(pk=branch.pk)), ("pairings", pairings),
                      ("pairing-activities", activities)):
        files.follow(
            registry.every()[key], records=rows.values("pk"), district=branch.district_id, street=to.street_id
        )
    pairings.update(street=to.street_id)
    activities.update(street=to.street_id)
    if branch.parent is not None and branch.parent.street_id is not None:
        branch.parent = _organisation_of(to, on)
    memberships = JointMembership.objects.filter(district_id=branch.district_id, member=branch, valid_to__gt=on)
    for membership in memberships.filter(street=branch.street_id, valid_from__lt=on):
        membership.valid = DateRange(membership.valid.lower, on)
        membership.save()


def _organisation_of(community: Community, on: date) -> PartyOrganisation | None:
    """The community's own organisation, above the branches of its courtyards; None where it can't be told."""
    found = PartyOrganisation.objects.filter(
        district_id=community.district_id, community=community, standing=Standing.COMMUNITY, valid_from__lte=on,
        valid_to__gt=on,
    )
    return found[0] if len(found) == 1 else None


def _take_posts(held: Q, courtyard: Courtyard, street: int) -> None:
    """Posts stand in the street of their body. Who has posts in other streets too is from now on known to all of them."""
    district = courtyard.district_id
    posts = list(Post.objects.filter(held, district_id=district).values_list("pk", "person_id"))
    taken = Post.objects.filter(pk__in=[pk for pk, _person in posts])
    files.follow(registry.every()["posts"], records=taken.values("pk"), district=district, street=street)
    taken.update(street=street)
    elsewhere = Post.objects.filter(~Q(street=street) | Q(street=None), district_id=district, person=OuterRef("pk"))
    holders = Person.objects.filter(pk__in={person for _pk, person in posts}).exclude(street=None)
    for person in holders.annotate(is_elsewhere=Exists(elsewhere)):
        person.street_id = None if person.is_elsewhere else street
        person.save()
