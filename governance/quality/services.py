"""Accepting findings as exceptions, taking that back, and counting them night by night."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from governance.audit import turns
from governance.audit.services import change
from governance.people.models import User
from governance.quality import findings
from governance.quality.declarations import Check
from governance.quality.findings import Asked, Finding, Tally
from governance.quality.models import QualityCount, QualityException
from governance.quality.registry import every
from governance.registers import registry, sight
from governance.registers.declarations import Refused

COUNT = "quality.count"


class NothingFound(Refused):
    """The rule is kept by now: there is nothing to accept."""


def accept(
    check: Check, *, record: Any, reason: str, until: date | None, by: User, now: datetime, today: date
) -> QualityException:
    """Says that a finding is right so: for good, or until a day, its last. Again: with the new reason and day.

    Raises NothingFound where the rule is kept by now, and Refused for a day that is over or a record of the whole
    district that is not the person's to write.
    """
    sight.demand_own(registry.every()[check.register], record)
    if until is not None and until < today:
        raise Refused(_("This day is over. Choose a later one, or leave it open."), "until")
    found = findings.of_record(Asked(record.district_id, today), check, record.pk)
    if found is None:
        raise NothingFound(_("This is in order by now; there is nothing to accept."))
    with change(district=record.district_id, by=by, reason=reason, street=found.street_id):
        return _keep(found, record.district_id, reason, until, by, now)


def _keep(found: Finding, district: int, reason: str, until: date | None, by: User, now: datetime) -> QualityException:
    """One that ran out, or is accepted already, is accepted anew."""
    accepted, _made = QualityException.objects.update_or_create(
        district_id=district, check_key=found.check.key, record_id=found.record_id,
        defaults={
            "street_id": found.street_id, "register": found.check.register, "label": found.name[:200], "reason": reason[:300],
            "accepted_by_name": by.name, "accepted_at": now, "until": until,
        },
    )
    return accepted


def withdraw(*, exception: QualityException, by: User, reason: str) -> None:
    """The finding counts again; as known at an earlier moment it was still accepted. Raises Refused."""
    sight.demand_own(registry.every()[exception.register], exception)
    with change(district=exception.district_id, by=by, reason=reason, street=exception.street_id):
        exception.delete()


def follow(*, register: str, records: Iterable[int], district: int, street: int | None) -> None:
    """Exceptions go with their records into another street; called inside the change that moves these."""
    of_records = QualityException.objects.filter(district_id=district, register=register, record_id__in=records)
    of_records.exclude(street=street).update(street=street)


def run_nightly(*, district: int, day: date) -> int:
    """Counts all findings of the district on the day, by check and street; says how many are open.

    Again on the same day: the counts of the last run. A check without any has its row as well, so that a day without
    findings is told from a day that was not counted.
    """
    turns.take(district, COUNT, day.isoformat())
    tallies: dict[tuple[str, int | None], Tally] = {(key, None): Tally() for key in every()}
    tallies |= findings.counts(Asked(district, day))
    QualityCount.objects.filter(district_id=district, day=day).delete()
    QualityCount.objects.bulk_create(
        QualityCount(
            district_id=district, street_id=street, day=day, check_key=key, found=tally.open, accepted=tally.accepted
        )
        for (key, street), tally in tallies.items()
    )
    return sum(tally.open for tally in tallies.values())
