"""Ties chosen on the board, entered all at once: one change, all or none."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from psycopg2.extras import DateRange

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.people.models import User
from governance.registers import constraints, registry
from governance.registers.declarations import Refused
from party_org import reading
from party_org.choices import Standing
from party_org.models import BranchPairing, Cadre, CadreAssignment, PartyOrganisation
from party_org.services import laws


@dataclass(frozen=True)
class RefusedLine:
    """A line that can't be entered, and why. `key` is the gap's."""

    key: int
    name: str
    why: str

    def __str__(self) -> str:
        return f"{self.name}：{self.why}"


class LinesRefused(Refused):
    """Some lines can't be entered any more; nothing was written. `lines` says which and why."""

    def __init__(self, lines: list[RefusedLine]) -> None:
        super().__init__(_("Nothing was entered: some lines can't be entered any more."))
        self.lines = lines


def apply_pairings(
    *, district: int, lines: Mapping[int, int], first_day: date, agreement: str, by: User, reason: str
) -> int:
    """Pairs courtyard branches with organ branches (`lines`, by their ids) from `first_day`; says how many.

    A pairing that fills a gap before another one ends where that one begins. Raises LinesRefused, Refused.
    """
    with change(district=district, by=by, reason=reason):
        # Locked in one order: whoever else enters a tie of these branches comes before this check or after this entry.
        branches = _locked(PartyOrganisation.objects.filter(district_id=district), lines)
        carriers = PartyOrganisation.objects.filter(
            district_id=district, standing=Standing.ORGAN, pk__in=set(lines.values())
        ).in_bulk()
        openings = reading.without_pairing(reading.places(district, first_day))
        _refuse(
            _refusals(
                lines, first_day, branches, carriers, {o.gap.key for o in openings},
                closed=_("This branch is paired already, or covers no courtyard on this day."),
                unfit=_("This organ branch is not in force on this day, or not in your sight."),
            )
        )
        until = {opening.gap.key: opening.until for opening in openings}
        return _write(
            "pairings", laws.prepare_pairing,
            (
                BranchPairing(
                    district_id=district, organ_branch=carriers[carrier], courtyard_branch=branches[gap],
                    agreement=agreement, valid=_span(first_day, until[gap], branches[gap], carriers[carrier]),
                )
                for gap, carrier in lines.items()
            ),
        )


def apply_assignments(*, district: int, lines: Mapping[int, int], first_day: date, by: User, reason: str) -> int:
    """Lets cadres answer for courtyards (`lines`, by their ids) from `first_day`; says how many.

    An assignment that fills a gap before another one ends where that one begins. Raises LinesRefused, Refused.
    """
    with change(district=district, by=by, reason=reason):
        courtyards = _locked(Courtyard.objects.filter(district_id=district), lines)
        carriers = Cadre.objects.filter(district_id=district, pk__in=set(lines.values())).in_bulk()
        openings = reading.without_cadre(reading.places(district, first_day))
        _refuse(
            _refusals(
                lines, first_day, courtyards, carriers, {o.gap.key for o in openings},
                closed=_("A cadre answers for this courtyard already, or it does not stand on this day."),
                unfit=_("This cadre is not in office on this day, or not in your sight."),
            )
        )
        until = {opening.gap.key: opening.until for opening in openings}
        return _write(
            "assignments", lambda record, before: None,
            (
                CadreAssignment(
                    district_id=district, street_id=courtyards[gap].street_id, courtyard=courtyards[gap],
                    cadre=carriers[carrier], valid=_span(first_day, until[gap], courtyards[gap], carriers[carrier]),
                )
                for gap, carrier in lines.items()
            ),
        )


def _locked(rows: Any, lines: Mapping[int, int]) -> dict[int, Any]:
    return {row.pk: row for row in rows.filter(pk__in=list(lines)).select_for_update().order_by("pk")}


def _refusals(
    lines: Mapping[int, int], first_day: date, gaps: Mapping[int, Any], carriers: Mapping[int, Any], still_open: set[int],
    *, closed: str, unfit: str,
) -> Iterable[RefusedLine]:
    for key, chosen in lines.items():
        gap, carrier = gaps.get(key), carriers.get(chosen)
        name = str(gap) if gap is not None else f"#{key}"
        if gap is None or key not in still_open:
            yield RefusedLine(key, name, closed)
        elif carrier is None or not carrier.valid_from <= first_day < carrier.valid_to:
            yield RefusedLine(key, name, unfit)
        elif carrier.street_id is not None and carrier.street_id != gap.street_id:
            yield RefusedLine(key, name, _("The one chosen belongs to another street."))


def _refuse(lines: Iterable[RefusedLine]) -> None:
    if refused := list(lines):
        raise LinesRefused(refused)


def _span(first_day: date, until: date | None, *ends: Any) -> DateRange:
    """From the first day until the next tie begins, or one of the two ends."""
    known = [day for day in (until, *(end.valid.upper for end in ends)) if day is not None]
    return DateRange(first_day, min(known, default=None))


def _write(key: str, prepare: Callable[[Any, Any], None], made: Iterable[Any]) -> int:
    """The same law as for a single entry, and one statement for all."""
    records = list(made)
    register = registry.every()[key]
    for record in records:
        prepare(record, None)
    with constraints.in_words(register):
        register.model._default_manager.bulk_create(records, batch_size=1000)
    return len(records)
