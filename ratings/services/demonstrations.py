"""Taking a demonstration point a step further: by the laws of its register, with the checklist where it is assessed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from governance.people.models import User
from governance.registers import registry
from governance.registers import services as registers
from governance.registers.declarations import Refused
from ratings import checklists
from ratings.choices import DemonstrationState
from ratings.models import DemonstrationMove, DemonstrationPoint
from ratings.rules import demonstrations

REGISTER = "demonstration-moves"


def move(
    *, point: DemonstrationPoint, state: DemonstrationState, moved_on: date, document: str, by: User, reason: str,
    ground: str = "", marks: Mapping[str, Decimal] | None = None,
) -> DemonstrationMove:
    """The point's next step. `marks` are points by item of the checklist, from which an assessment has its score.

    Raises Refused, with the field, where the way does not allow the step.
    """
    score = _score(marks) if state == DemonstrationState.ASSESSED else None
    data = {
        "point": point, "state": state.value, "moved_on": moved_on, "document": document, "ground": ground, "score": score,
        "marks": {code: str(mark) for code, mark in (marks or {}).items()} if score is not None else {},
    }
    made: DemonstrationMove = registers.enter(
        registry.every()[REGISTER], district=point.district_id, data=data, by=by, reason=reason
    )
    return made


def _score(marks: Mapping[str, Decimal] | None) -> Decimal:
    """Raises Refused, naming the item that has no mark or one beyond its full mark."""
    checklist = checklists.current()
    try:
        return demonstrations.score(checklist.full_marks, marks or {})
    except ValueError as odd:
        item = next((i for i in checklist.items if i.code == str(odd)), None)
        if item is None:
            raise Refused(_("The checklist has no such item."), "score") from odd
        words = _("Give %(item)s a mark from 0 to %(full)s.") % {"item": f"{item.code} {item.title}", "full": item.full_mark}
        raise Refused(words, f"mark_{item.code}") from odd
