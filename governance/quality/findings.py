"""What the checks find: every question is one statement over all the checks that it asks about."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from governance.quality.declarations import Check
from governance.quality.registry import every, of_register

NO_STREET = 0
COLUMNS = (
    "found.check_key, found.record_id, found.street_id, found.parameters, accepted.id AS exception_id,"
    " COALESCE(accepted.reason, '') AS reason, accepted.until"
)


@dataclass(frozen=True)
class Asked:
    """Where and when: a district on a day; or one of its streets, by id, where NO_STREET is what the district shares."""

    district: int
    on: date
    street: int | None = None


@dataclass(frozen=True)
class Finding:
    """A record that breaks a rule; with an exception where somebody accepted it."""

    check: Check
    record_id: int
    street_id: int | None
    parameters: Mapping[str, Any]
    exception_id: int | None = None
    reason: str = ""
    until: date | None = None

    @property
    def name(self) -> str:
        """What people call the record."""
        return str(self.parameters["name"])

    @property
    def sentence(self) -> str:
        """What is wrong with it, and what to do."""
        return str(self.check.sentence) % self.parameters

    @property
    def is_accepted(self) -> bool:
        return self.exception_id is not None


@dataclass(frozen=True)
class Tally:
    """How many findings of a check are open in a street, and how many were accepted."""

    open: int = 0
    accepted: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.open + other.open, self.accepted + other.accepted)


def counts(asked: Asked, checks: Iterable[Check] | None = None) -> dict[tuple[str, int | None], Tally]:
    """Findings by check and street; nothing is said of a street without any."""
    found = _ask(
        asked, checks, "SELECT check_key, street_id, count(*) FILTER (WHERE exception_id IS NULL),"
        " count(exception_id) FROM judged GROUP BY check_key, street_id",
    )
    return {(key, street): Tally(open_, accepted) for key, street, open_, accepted in found}


def listed(asked: Asked, check: Check, *, limit: int | None = None, offset: int = 0) -> list[Finding]:
    """The open findings of one check, by code and name."""
    rows = _ask(
        asked, [check], "SELECT * FROM judged WHERE exception_id IS NULL"
        " ORDER BY parameters->>'code', parameters->>'name', record_id LIMIT %(limit)s OFFSET %(offset)s",
        limit=limit, offset=offset,
    )
    return [_finding(row) for row in rows]


def first(asked: Asked, checks: Iterable[Check], *, each: int) -> list[tuple[Check, int, list[Finding]]]:
    """For every check with open findings how many there are, and the first of them."""
    rows = _ask(
        asked, checks, "SELECT * FROM (SELECT judged.*, count(*) OVER (PARTITION BY check_key) AS total, row_number() OVER"
        " (PARTITION BY check_key ORDER BY parameters->>'code', parameters->>'name', record_id) AS place"
        " FROM judged WHERE exception_id IS NULL) ranked WHERE place <= %(each)s ORDER BY check_key, place",
        each=each,
    )
    by_check: dict[str, tuple[int, list[Finding]]] = {}
    for *row, total, _place in rows:
        by_check.setdefault(row[0], (total, []))[1].append(_finding(row))
    return [(check, *by_check[key]) for key, check in every().items() if key in by_check]


def of_records(asked: Asked, records: Mapping[str, Iterable[int]]) -> list[Finding]:
    """Everything that is found at some records, given as ids by register; accepted findings as well."""
    checks = [check for key in records for check in of_register(key)]
    named = {_records_of(key): list(ids) for key, ids in records.items()}
    rows = _ask(asked, checks, "SELECT * FROM judged", **named)
    order = list(every())
    return sorted((_finding(row) for row in rows), key=lambda found: order.index(found.check.key))


def of_record(asked: Asked, check: Check, record: int) -> Finding | None:
    """The finding of a check at one record, accepted or not; None where the rule is kept."""
    rows = _ask(asked, [check], "SELECT * FROM judged", **{_records_of(check.register): [record]})
    return _finding(rows[0]) if rows else None


def _records_of(register: str) -> str:
    return f"records_of_{register.replace('-', '_')}"


def _ask(asked: Asked, checks: Iterable[Check] | None, question: str, **more: Any) -> list[Any]:
    """Asks about `judged`: what the checks find, beside the exceptions that hold on the day."""
    chosen = list(every().values()) if checks is None else list(checks)
    if not chosen:
        return []
    parts = "\nUNION ALL\n".join(_part(check) for check in chosen)
    nobody = {_records_of(check.register): None for check in chosen}
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH found AS (\n{parts}\n), judged AS (SELECT {COLUMNS} FROM found\n"
            "LEFT JOIN governance_qualityexception accepted ON accepted.district_id = %(district)s\n"
            "  AND accepted.check_key = found.check_key AND accepted.record_id = found.record_id\n"
            "  AND (accepted.until IS NULL OR accepted.until >= %(on)s)\n"
            f"WHERE %(street)s::bigint IS NULL OR COALESCE(found.street_id, 0) = %(street)s)\n{question}",
            {"district": asked.district, "on": asked.on, "street": asked.street, **nobody, **more},
        )
        return cursor.fetchall()


def _part(check: Check) -> str:
    """One check's own statement, with its name beside every row."""
    own = check.statement.replace("%(records)s", f"%({_records_of(check.register)})s")
    return f"SELECT '{check.key}'::text AS check_key, part.record_id, part.street_id, part.parameters FROM (\n{own}\n) part"


def _finding(row: Iterable[Any]) -> Finding:
    key, record, street, parameters, *accepted = row
    return Finding(every()[key], record, street, {"record": record, **json.loads(parameters)}, *accepted)
