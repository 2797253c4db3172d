"""Takes the walls away one at a time: each missing policy must be noticed by the matrix.

Everything happens in one transaction per mutation, as the owner, and is rolled back; the probes run in the same
transaction as the application's role. Only the superuser may change between the two, so the connection is the
superuser's; no probe runs under it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from governance.tenancy.constraints import policy_sql
from tests.support.matrix.attempts import leaks
from tests.support.matrix.relations import Relation
from tests.support.matrix.scopes import Ground

HELD_TO_STREET = {
    "street", "optional_street", "staged", "street_itself", "membership", "token", "survey_code", "objection", "whole",
}


@dataclass(frozen=True)
class Mutation:
    """One wall taken away from `schema`.`table`."""

    what: str
    schema: str
    table: str
    ddl: str


def mutations(cursor: Any, relations: list[Relation]) -> Iterator[Mutation]:
    """For every policy of the catalogue: row security off, the policy gone, the policy wider than it should be."""
    shapes = {relation.table: relation.shape for relation in relations}
    cursor.execute(
        "SELECT schemaname, tablename, policyname, cmd FROM pg_policies"
        " WHERE schemaname IN ('public', 'history', 'asof') ORDER BY 1, 2, 3"
    )
    for schema, table, policy, command in cursor.fetchall():
        name = f'{schema}."{table}"'
        drop = f'DROP POLICY "{policy}" ON {name}'
        yield Mutation(f"without {policy}", schema, table, drop)
        if command == "SELECT":
            continue
        yield Mutation("row security off", schema, table, f"ALTER TABLE {name} DISABLE ROW LEVEL SECURITY")
        wide = f'{drop}; CREATE POLICY "{policy}" ON {name} USING (true)'
        yield Mutation(f"{policy} lets everything through", schema, table, wide)
        if shapes[table] in HELD_TO_STREET:
            streetless = policy_sql(name, policy, "district")
            yield Mutation(f"{policy} forgets the street", schema, table, f"{drop}; {streetless}")
        if shapes[table] == "staged":
            shared = policy_sql(name, policy, "optional_street")
            yield Mutation(f"{policy} shares what has no street", schema, table, f"{drop}; {shared}")
        unchecked = f'{drop}; CREATE POLICY "{policy}" ON {name} USING ({_condition(cursor, schema, table, policy)})'
        if schema == "public" and shapes[table] != "user":
            yield Mutation(f"{policy} writes anywhere", schema, table, f"{unchecked} WITH CHECK (true)")


def _condition(cursor: Any, schema: str, table: str, policy: str) -> str:
    cursor.execute(
        "SELECT qual FROM pg_policies WHERE (schemaname, tablename, policyname) = (%s, %s, %s)",
        [schema, table, policy],
    )
    return str(cursor.fetchone()[0])


def noticed(connection: Any, wall: Mutation, relations: list[Relation], ground: Ground) -> list[str]:
    """What the matrix says of the mutation's table (or of its versions) while the wall is away."""
    at_versions = wall.schema == "history"
    touched = [r for r in relations if r.table == wall.table and (r.schema != "public") == at_versions]
    return behind(connection, wall.ddl, touched, ground)


def behind(connection: Any, ddl: str, relations: list[Relation], ground: Ground) -> list[str]:
    """What the matrix says after `ddl` of the owner. Nothing of it stays."""
    with connection.cursor() as cursor:
        try:
            cursor.execute("SET LOCAL ROLE yuanzhi_owner")
            cursor.execute(ddl)
            cursor.execute("SET LOCAL ROLE yuanzhi_app")
            return leaks(cursor, relations, ground)[1]
        finally:
            connection.rollback()
