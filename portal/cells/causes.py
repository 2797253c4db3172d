"""Why a record makes a difference: which record of which register did it, by whom, when, and with what reason.

What was known later came with a version or went with one; what time brought begins, ends or comes to count on a day
between the two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from governance.indicators.comparing import Comparison, Explained, Kind
from governance.indicators.questions import run
from governance.registers.declarations import Register
from portal.cells import versions
from portal.cells.versions import OF_BASE, OF_FIGURE, OF_PART, Version
from portal.registers.addresses import register_of

ABOUT = {
    **dict.fromkeys((Kind.NEW, Kind.ENDED, Kind.MOVED_IN, Kind.MOVED_OUT), OF_BASE),
    **dict.fromkeys((Kind.JOINED, Kind.LEFT), OF_PART),
}
# Later than every moment: what is known now.
NOW = datetime(9999, 12, 31, tzinfo=UTC)
Found = tuple[datetime, Version, str]


class Who(NamedTuple):
    """The change that wrote it: its number, the person, the reason."""

    change: int | None
    by: str
    reason: str


NOBODY = Who(None, "", "")


@dataclass(frozen=True)
class Cause:
    """What was written: `deed` is entered, corrected or removed. Who and why are empty where the history does not know."""

    register: Register | None
    record: int
    version: int
    deed: str
    at: datetime
    change: int | None = None
    by: str = ""
    reason: str = ""

    @property
    def what(self) -> str:
        """The deed and its record, in words."""
        noun = str(self.register.noun) if self.register else _("its place in the divisions")
        words = {
            "entered": _("%(noun)s entered"), "corrected": _("%(noun)s corrected"), "removed": _("%(noun)s removed"),
        }
        return words[self.deed] % {"noun": noun}


def of(comparison: Comparison, told: Sequence[Explained], *, district: int) -> dict[tuple[Kind, int], Cause]:
    """The cause of each explained record, by its kind and id, where the history knows one: three statements at most."""
    wanted = [one for one in told if one.kind not in (Kind.ONLY_FIRST, Kind.ONLY_SECOND)]
    by_member: dict[int, list[Version]] = {}
    if wanted:
        for version in versions.of(comparison.indicator, sorted({one.id for one in wanted}), district):
            by_member.setdefault(version.member, []).append(version)
    chosen = {(one.kind, one.id): _chosen(comparison, one, by_member.get(one.id, [])) for one in wanted}
    found = {key: one for key, one in chosen.items() if one is not None}
    changes, removals = _changes(found.values(), district), _removals(found.values(), district)
    causes = {}
    for key, (at, version, deed) in found.items():
        model = version.link.model
        if deed == "removed":
            who = removals.get((model._meta.db_table, version.id), NOBODY)
        else:
            who = changes.get(version.change, Who(None, _("somebody outside your street"), ""))
        causes[key] = Cause(
            register_of(model), version.record, version.id, deed, at, who.change, who.by, who.reason
        )
    return causes


def _chosen(comparison: Comparison, one: Explained, known: list[Version]) -> Found | None:
    """What speaks of what became of the record: of the nearest statement, the latest."""
    first, second = comparison.sides
    if one.kind is Kind.CORRECTED:
        lower, upper = sorted((first.as_of or NOW, second.as_of or NOW))
        found = list(_written(known, lower, upper))
    else:
        begin, end = sorted((first.on, second.on))
        moment = second.as_of or NOW
        found = [
            (version.known_from, version, _deed(version, known)) for version in known
            if version.known_from <= moment < (version.known_to or NOW.replace(microsecond=1))
            and any(begin < day <= end for day in version.days)
        ]
    about = ABOUT.get(one.how, OF_FIGURE)
    found.sort(key=lambda event: (event[1].link.about == about, event[0], event[1].id), reverse=True)
    return found[0] if found else None


def _written(known: list[Version], lower: datetime, upper: datetime) -> Iterable[Found]:
    """What was written between two moments: versions that came, and records that were taken out."""
    begun = {(version.link, version.record, version.known_from) for version in known}
    for version in known:
        if lower < version.known_from <= upper:
            yield version.known_from, version, _deed(version, known)
        gone = version.known_to
        if gone and lower < gone <= upper and (version.link, version.record, gone) not in begun:
            yield gone, version, "removed"


def _deed(version: Version, known: list[Version]) -> str:
    earlier = any(
        one.link == version.link and one.record == version.record and one.known_from < version.known_from for one in known
    )
    return "corrected" if earlier else "entered"


def _changes(found: Iterable[Found], district: int) -> dict[int, Who]:
    """Who wrote a version and why, by the number of the change."""
    return {
        pk: Who(pk, by, reason)
        for pk, by, reason in run(
            "SELECT id, actor_name, reason FROM public.governance_change"
            " WHERE district_id = %(district)s AND id = ANY(%(numbers)s)",
            {"district": district, "numbers": [version.change for _at, version, deed in found if deed != "removed"]},
        )
    }


def _removals(found: Iterable[Found], district: int) -> dict[tuple[str, int], Who]:
    """Who took a record out and why, by the table and the version that it had last: the bin knows, no version does."""
    gone = [version.id for _at, version, deed in found if deed == "removed"]
    if not gone:
        return {}
    rows = run(
        "SELECT part ->> 0, (part ->> 2)::bigint, change.id, change.actor_name, change.reason\n"
        "FROM history.governance_binentry entry\n"
        "CROSS JOIN LATERAL jsonb_array_elements(entry.versions) part\n"
        "JOIN public.governance_change change ON change.id = entry.version_change_id\n"
        "  AND change.district_id = entry.district_id\n"
        "WHERE entry.district_id = %(district)s AND entry.restored_at IS NULL\n"
        "  AND (part ->> 2)::bigint = ANY(%(versions)s)",
        {"district": district, "versions": gone},
    )
    return {(table, version): Who(*who) for table, version, *who in rows}
