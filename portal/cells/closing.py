"""From a missing record to the entry that closes its gap: the register's form with the record filled in.

Only today's gap can be closed: what was missing on a past day, or to an earlier knowledge, stays so.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from courtyards.models import Courtyard, CourtyardRecord
from governance.indicators import registry as indicators
from governance.indicators.definitions import Indicator
from governance.indicators.statistics import Member
from governance.registers import registry, values
from governance.registers.declarations import Register
from party_org.models import PartyCover
from portal.registers import returning
from portal.registers.doors import may_write

# A courtyard is paired through the branch that covers it; one that no branch covers needs the cover first.
THROUGH_BRANCH = ("pairings", "courtyard_branch", "party-covers")
# What the form also needs to know, where the field of the record alone does not say it.
GIVEN = {"party-organisations": {"standing": "firm", "kind": "branch"}}
# The gaps that are closed in numbers on the board of the organisation department: what is missing there.
ON_BOARD = {"pairings": "pairing", "assignments": "cadre"}


@dataclass(frozen=True)
class Deed:
    """What closes the gap of one record: the words of the link, and where it leads."""

    label: str
    url: str


def deeds(request: Any, indicator: Indicator, members: Sequence[Member]) -> dict[int, Deed]:
    """The deed for each missing record, by its id; none for a person who may not write, or for a past time."""
    register = registry.every().get(indicator.closed_by)
    missing = [member for member in members if not member.covered]
    if register is None or not missing or not may_write(request, register):
        return {}
    ids = [member.id for member in missing]
    branches = _branches(request, ids) if register.key == THROUGH_BRANCH[0] else {}
    courtyards = _courtyards(request, indicator, ids) if is_through_courtyard(indicator, register) else {}
    found = {}
    for member in missing:
        deed = _deed(request, indicator, register, member, branches, courtyards)
        if deed is not None:
            found[member.id] = deed
    return found


def _deed(
    request: Any, indicator: Indicator, register: Register, member: Member, branches: dict[int, int],
    courtyards: dict[int, str],
) -> Deed | None:
    if register.key == THROUGH_BRANCH[0]:
        if member.id in branches:
            known = {THROUGH_BRANCH[1]: f"#{branches[member.id]}"}
        else:
            register, known = registry.every()[THROUGH_BRANCH[2]], {"courtyard": member.code}
    elif member.id in courtyards:
        known = {"courtyard": courtyards[member.id]}
    else:
        name = field_of(indicator, register)
        known = {name: member.code or f"#{member.id}"} if name else {}
    if not known or not may_write(request, register, record=member):
        return None
    district = request.portal.district.code
    url = reverse("registers:record-create", kwargs={"district": district, "key": register.key})
    query = urlencode(known | GIVEN.get(register.key, {}))
    return Deed(_("Enter: %(noun)s") % {"noun": register.noun}, returning.to(request, f"{url}?{query}"))


def field_of(indicator: Indicator, register: Register) -> str:
    """The field of the register's form that names a member of the indicator; empty where none does."""
    members = registry.every()[indicators.register_of(indicator)]
    tables = {members.model, *([members.base_model] if members.base else [])}
    for name, value in values.of(register).items():
        if isinstance(value, values.Reference) and value.target in tables:
            return name
    return ""


def is_through_courtyard(indicator: Indicator, register: Register) -> bool:
    """Whether the entry is made about the member's courtyard: a committee is led where its courtyard is covered."""
    members = registry.every().get(indicators.register_of(indicator))
    if members is None or field_of(indicator, register):
        return False
    return issubclass(members.model, CourtyardRecord) and issubclass(register.model, CourtyardRecord)


def _courtyards(request: Any, indicator: Indicator, ids: Collection[int]) -> dict[int, str]:
    """The code of each member's courtyard."""
    model: Any = registry.every()[indicators.register_of(indicator)].model
    rows = model.objects.filter(district_id=request.portal.district.pk, pk__in=ids)
    return dict(rows.values_list("pk", "courtyard__code"))


def _branches(request: Any, courtyards: Collection[int]) -> dict[int, int]:
    """The Party organisation that covers each courtyard today."""
    today = request.portal.clock.today
    covers = PartyCover.objects.filter(
        district_id=request.portal.district.pk, courtyard__in=Courtyard.objects.filter(pk__in=courtyards),
        valid_from__lte=today, valid_to__gt=today, organisation__unit__isnull=True,
    )
    return dict(covers.order_by("-pk").values_list("courtyard_id", "organisation_id"))


def board(request: Any, indicator: Indicator, population: str) -> str:
    """The board where such gaps are closed in numbers; empty for other indicators."""
    lacks = ON_BOARD.get(indicator.closed_by)
    if lacks is None or not request.portal.may("records.read"):
        return ""
    query = {"missing": lacks, "street": request.GET.get("street", ""), "population": "" if population == "three_no" else "all"}
    given = urlencode({name: text for name, text in query.items() if text})
    return f"{reverse('party_org:board', kwargs={'district': request.portal.district.code})}?{given}#missing"
