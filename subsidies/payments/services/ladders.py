"""The ladder of approvals of a district: which amounts need whose word."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from governance.audit import turns
from governance.audit.services import change
from governance.people.models import User
from governance.registers.declarations import Refused
from subsidies.models import ApprovalRung
from subsidies.rules.payments import LadderFault, Rung, ladder_fault


def set_ladder(*, district: int, rungs: Sequence[Rung], document: str, by: User, reason: str) -> list[ApprovalRung]:
    """Puts the ladder in force, for batches that are prepared from now on. Raises Refused for one that has holes."""
    if fault := ladder_fault(rungs):
        raise Refused(in_words(fault), "rungs")
    if not document.strip():
        raise Refused(_("Name the document that sets the ladder."), "document")
    with change(district=district, by=by, reason=reason):
        turns.take(district, "subsidies.ladder", "")
        ApprovalRung.objects.filter(district_id=district).delete()
        return ApprovalRung.objects.bulk_create(
            ApprovalRung(district_id=district, above_fen=rung.above_fen, role=rung.role, document=document) for rung in rungs
        )


def ladder(district: int) -> list[dict[str, Any]]:
    """The ladder as a batch keeps it. Raises Refused where the district has none."""
    found = list(ApprovalRung.objects.filter(district_id=district).values("above_fen", "role"))
    if not found:
        raise Refused(_("The district has no ladder of approvals yet. Let the housing centre set it first."))
    return [dict(rung) for rung in found]


def in_words(fault: LadderFault) -> str:
    """What is wrong with a ladder."""
    return {
        LadderFault.EMPTY: _("A ladder needs at least one rung."),
        LadderFault.NOT_FROM_NOTHING: _("The first rung begins at 0.00 yuan, so that no amount goes unseen."),
        LadderFault.NOT_RISING: _("Each rung must begin above the one before it."),
        LadderFault.UNKNOWN_ROLE: _("Approvals are given by the housing centre, finance or the district's leader."),
    }[fault]
