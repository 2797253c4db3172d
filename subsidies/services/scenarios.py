"""Keeping suppositions. They change nothing of the subsidy; a proposal is the draft of a scheme's next version."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.people.models import User
from governance.registers.declarations import Refused
from subsidies.models import Scenario, SubsidyScheme
from subsidies.scenarios import supposing
from subsidies.scenarios.supposing import Supposition
from subsidies.services.schemes import draft_scheme


class SomebodyElses(Refused):
    """A kept scenario is rewritten and taken away by who kept it; everybody else keeps a copy."""


def keep_scenario(
    *, scheme: SubsidyScheme, title: str, note: str, said: Supposition, by: User, now: datetime, scenario: Scenario | None = None
) -> Scenario:
    """Keeps a supposition under a name, or anew under the one it has. Raises Refused without a name or with faults."""
    if not title.strip():
        raise Refused(_("Give the scenario a name."), "title")
    if found := supposing.faults(said):
        raise Refused(str(found[0]), found[0].place)
    told: dict[str, Any] = {
        "title": title.strip()[:80], "note": note.strip()[:300], "scheme": scheme, "content": said.content(), "kept_by": by,
        "kept_by_name": by.name, "kept_at": now,
    }
    with change(district=scheme.district_id, by=by, reason=_("scenario kept: %(title)s") % {"title": title.strip()}):
        if scenario is None:
            return Scenario.objects.create(district_id=scheme.district_id, **told)
        current = _own(scenario, by)
        for name, value in told.items():
            setattr(current, name, value)
        current.save()
        return current


def drop_scenario(*, scenario: Scenario, by: User) -> None:
    """Takes a kept supposition away; it stays in the history. Raises SomebodyElses."""
    with change(district=scenario.district_id, by=by, reason=_("scenario taken away: %(title)s") % {"title": scenario}):
        _own(scenario, by).delete()


def propose_scenario(*, scenario: Scenario, by: User, now: datetime, reason: str) -> SubsidyScheme:
    """Opens the next version of the scheme as a draft with what the scenario supposes of it.

    Its days in force begin with the scenario's first month. Clauses are the office's to write: the check asks for them.
    Raises Refused where nothing of the scheme is supposed, without a reason, or where the next version is in the making.
    """
    said = supposing.read(scenario.content)
    if said.scheme is None:
        raise Refused(_("This scenario supposes nothing of the scheme itself, so there is nothing to propose."))
    if not reason.strip():
        raise Refused(_("Say in a few words why; it stands in the history."), "reason")
    data = dict(said.scheme) | {"in_force": [said.first.first.isoformat(), None]}
    return draft_scheme(district=scenario.district_id, data=data, by=by, now=now, reason=reason)


def _own(scenario: Scenario, by: User) -> Scenario:
    current = Scenario.objects.filter(pk=scenario.pk).select_for_update().first()
    if current is None or current.kept_by_id != by.pk:
        raise SomebodyElses(_("%(name)s kept this scenario. Keep a copy under a name of your own.") % {
            "name": scenario.kept_by_name})
    return current
