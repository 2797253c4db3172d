"""The probes: each tries one way to reach a row that it must not reach, and says so when it succeeds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2

from tests.support.matrix.relations import Relation
from tests.support.matrix.scopes import Ground

REFUSED_BY_POLICY = "42501"
APPEND_ONLY = "YZ003"

Probe = Callable[[Any, Relation, Ground], str | None]


@contextmanager
def savepoint(cursor: Any) -> Iterator[None]:
    """Whatever a probe does, is undone."""
    cursor.execute("SAVEPOINT probe")
    try:
        yield
    finally:
        cursor.execute("ROLLBACK TO SAVEPOINT probe")


def _count(cursor: Any, relation: Relation, condition: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {relation.name} WHERE {condition}")
    return int(cursor.fetchone()[0])


def _refused(cursor: Any, statement: str, codes: tuple[str, ...]) -> str | None:
    """The statement must fail with one of the codes, whatever rows it would have met."""
    try:
        cursor.execute(statement)
    except psycopg2.Error as error:
        if "_added" in (error.diag.context or "") or "_changed" in (error.diag.context or ""):
            return "let through by the table itself, and only stopped by the policy of its versions"
        if str(error.pgcode).startswith(codes):
            return None
        return f"refused by {error.pgcode} and not by {' or '.join(codes)}: {str(error).splitlines()[0]}"
    return f"was allowed ({cursor.rowcount} rows)"


# Reading


def sees(condition: Callable[[Relation, Ground], str]) -> Probe:
    def probe(cursor: Any, relation: Relation, ground: Ground) -> str | None:
        return None if _count(cursor, relation, condition(relation, ground)) else "the own rows are not seen"

    return probe


def sees_none(condition: Callable[[Relation, Ground], str]) -> Probe:
    def probe(cursor: Any, relation: Relation, ground: Ground) -> str | None:
        count = _count(cursor, relation, condition(relation, ground))
        return f"{count} foreign rows are seen" if count else None

    return probe


# Writing


def rewrites_none(condition: Callable[[Relation, Ground], str]) -> Probe:
    def probe(cursor: Any, relation: Relation, ground: Ground) -> str | None:
        column = relation.plain_column
        cursor.execute(
            f'UPDATE {relation.name} SET "{column}" = "{column}" WHERE {condition(relation, ground)}'
        )
        return f"{cursor.rowcount} foreign rows were rewritten" if cursor.rowcount else None

    return probe


def removes_none(condition: Callable[[Relation, Ground], str]) -> Probe:
    def probe(cursor: Any, relation: Relation, ground: Ground) -> str | None:
        cursor.execute(f"DELETE FROM {relation.name} WHERE {condition(relation, ground)}")
        return f"{cursor.rowcount} foreign rows were removed" if cursor.rowcount else None

    return probe


def rewrites_own(condition: Callable[[Relation, Ground], str]) -> Probe:
    """The counter-probe: without it, a table nobody can write would pass for an isolated one."""

    def probe(cursor: Any, relation: Relation, ground: Ground) -> str | None:
        column = relation.plain_column
        statement = f'UPDATE {relation.name} SET "{column}" = "{column}" WHERE {condition(relation, ground)}'
        if relation.append_only:
            return _refused(cursor, statement, (APPEND_ONLY,))
        cursor.execute(statement)
        return None if cursor.rowcount else "the own row cannot be rewritten"

    return probe


def inserts_none(own: Callable[[Relation, Ground], str], column: Callable[[Relation], str | None],
                 value: Callable[[Ground], int]) -> Probe:
    """A copy of an own row, placed in another district or street."""

    def probe(cursor: Any, relation: Relation, ground: Ground) -> str | None:
        placed = column(relation)
        kept = [c for c in relation.writable if c not in ("id", placed)]
        names = ", ".join(f'"{c}"' for c in kept)
        statement = (
            f'INSERT INTO {relation.name} ("{placed}", {names}) SELECT {value(ground)}, {names} '
            f"FROM {relation.name} WHERE {own(relation, ground)} LIMIT 1"
        )
        return _refused(cursor, statement, (REFUSED_BY_POLICY,))

    return probe


def moves_none(own: Callable[[Relation, Ground], str], column: Callable[[Relation], str | None],
               value: Callable[[Ground], int]) -> Probe:
    """An own row, moved into another district or street."""

    def probe(cursor: Any, relation: Relation, ground: Ground) -> str | None:
        statement = (
            f'UPDATE {relation.name} SET "{column(relation)}" = {value(ground)} WHERE {own(relation, ground)}'
        )
        return _refused(cursor, statement, (REFUSED_BY_POLICY, APPEND_ONLY))

    return probe


def writes_nothing_at_all(cursor: Any, relation: Relation, ground: Ground) -> str | None:
    """Versions and views of the past are the database's own; the portal may not even try."""
    column = relation.plain_column
    for statement in (
        f'UPDATE {relation.name} SET "{column}" = "{column}"',
        f"DELETE FROM {relation.name}",
        f'INSERT INTO {relation.name} ("{column}") SELECT "{column}" FROM {relation.name}',
    ):
        with savepoint(cursor):
            # 55000: a view that cannot be written, whoever asks.
            said = _refused(cursor, statement, (REFUSED_BY_POLICY, "55000"))
        if said:
            return f"{statement.split()[0]} {said}"
    return None
