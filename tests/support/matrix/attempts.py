"""Every way to a foreign row that is tried: a probe, the scope it stands in, and the relations for which it makes sense.

Every scope has probes that must succeed as well (the own rows are seen, the own row can be rewritten): a matrix on
empty or locked tables would prove nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg2

from tests.support.matrix.probes import (
    Probe,
    inserts_none,
    moves_none,
    removes_none,
    rewrites_none,
    rewrites_own,
    savepoint,
    sees,
    sees_none,
    writes_nothing_at_all,
)
from tests.support.matrix.relations import Relation
from tests.support.matrix.scopes import (
    Ground,
    any_row,
    copies,
    everything,
    foreign,
    foreign_to_street,
    has_district,
    has_street,
    home,
    home_street,
    its_district,
    its_street,
    neighbour,
    nobody,
    not_opened_by_key,
    not_shaped,
    of_no_street,
    only_actor,
    only_code,
    only_credential,
    only_number,
    only_roster,
    only_signing_in,
    opened_by_key,
    other_street,
    own,
    own_street,
    shaped,
    streets_without_a_district,
    table,
    table_held_to_street,
    table_with_street,
    tables_shaped,
    writable_own,
)

SETTINGS = ("districts", "streets", "actor", "credential", "signing_in", "roster", "change", "change_district", "change_at")


@dataclass(frozen=True)
class Attempt:
    """A probe in its scope. `fits` says for which relations it makes sense."""

    name: str
    scope: Callable[[Ground], dict[str, str]]
    fits: Callable[[Relation], bool]
    probe: Probe


def leaks(cursor: Any, relations: list[Relation], ground: Ground) -> tuple[int, list[str]]:
    """How many probes were made, and what each that reached a foreign row says."""
    made, found = 0, []
    for attempt in ATTEMPTS:
        with savepoint(cursor):
            put(cursor, attempt.scope(ground))
            for relation in relations:
                if attempt.fits(relation):
                    made += 1
                    with savepoint(cursor):
                        said = _try(attempt, cursor, relation, ground)
                    if said:
                        found.append(f"{relation.name}: {attempt.name}: {said}")
    return made, found


def put(cursor: Any, scope: dict[str, str]) -> None:
    """Puts a scope in force until the end of the transaction, as `governance.tenancy.scope` does."""
    values = dict.fromkeys(SETTINGS, "") | scope
    calls = ", ".join("set_config(%s, %s, true)" for _ in values)
    cursor.execute(
        f"SELECT {calls}, set_config('portal.as_of', now()::text, true)",
        [text for name, value in values.items() for text in (f"portal.{name}", value)],
    )


def _try(attempt: Attempt, cursor: Any, relation: Relation, ground: Ground) -> str | None:
    try:
        return attempt.probe(cursor, relation, ground)
    except psycopg2.Error as error:
        return f"stopped by something else ({error.pgcode}): {str(error).splitlines()[0]}"


ATTEMPTS = [
    Attempt("reads the own district", home, everything, sees(own)),
    Attempt("reads the neighbour district", home, everything, sees_none(foreign)),
    Attempt("rewrites the neighbour district", home, table, rewrites_none(foreign)),
    Attempt("removes from the neighbour district", home, table, removes_none(foreign)),
    Attempt("inserts into the neighbour district", home, has_district, inserts_none(own, its_district, neighbour)),
    Attempt("moves into the neighbour district", home, has_district, moves_none(own, its_district, neighbour)),
    Attempt("writes versions or views", home, copies, writes_nothing_at_all),
    Attempt("reads the own street", home_street, has_street, sees(own_street)),
    Attempt("reads the neighbour street", home_street, has_street, sees_none(foreign_to_street)),
    Attempt("reads what the district keeps to itself", home_street, shaped("staged"), sees_none(of_no_street)),
    Attempt("takes what the district keeps to itself", home_street, tables_shaped("staged"), removes_none(of_no_street)),
    Attempt("reads what speaks of every street", home_street, shaped("whole"), sees_none(any_row)),
    Attempt("rewrites what speaks of every street", home_street, tables_shaped("whole"), rewrites_none(any_row)),
    Attempt("removes what speaks of every street", home_street, tables_shaped("whole"), removes_none(any_row)),
    Attempt("keeps it as the district's staff", home, shaped("staged"), sees(of_no_street)),
    Attempt("rewrites the own street", home_street, table_held_to_street, rewrites_own(writable_own)),
    Attempt("rewrites the neighbour street", home_street, table_held_to_street, rewrites_none(foreign_to_street)),
    Attempt("removes from the neighbour street", home_street, table_held_to_street, removes_none(foreign_to_street)),
    Attempt(
        "inserts into the neighbour street", home_street, table_with_street,
        inserts_none(own_street, its_street, other_street),
    ),
    Attempt(
        "moves into the neighbour street", home_street, table_with_street,
        moves_none(own_street, its_street, other_street),
    ),
    Attempt("rewrites the own district", home, lambda r: table(r) and not has_street(r), rewrites_own(own)),
    Attempt("reads without a scope", nobody, everything, sees_none(any_row)),
    Attempt("rewrites without a scope", nobody, table, rewrites_none(any_row)),
    Attempt("removes without a scope", nobody, table, removes_none(any_row)),
    Attempt("reads with streets but no district", streets_without_a_district, everything, sees_none(any_row)),
    Attempt("reads as itself", only_actor, shaped("user", "membership"), sees(opened_by_key)),
    Attempt("reads others as itself", only_actor, shaped("user", "membership"), sees_none(not_opened_by_key)),
    Attempt("reads records as itself", only_actor, not_shaped("user", "membership"), sees_none(any_row)),
    Attempt("rewrites the own membership", only_actor, tables_shaped("membership"), rewrites_none(any_row)),
    Attempt("removes the own membership", only_actor, tables_shaped("membership"), removes_none(any_row)),
    Attempt("reads the presented token", only_credential, shaped("token"), sees(opened_by_key)),
    Attempt("reads other tokens", only_credential, shaped("token"), sees_none(not_opened_by_key)),
    Attempt("reads records by a token alone", only_credential, not_shaped("token"), sees_none(any_row)),
    Attempt("rewrites the presented token", only_credential, tables_shaped("token"), rewrites_none(any_row)),
    Attempt("removes the presented token", only_credential, tables_shaped("token"), removes_none(any_row)),
    Attempt("reads the own survey code", only_code, shaped("survey_code"), sees(opened_by_key)),
    Attempt("reads other survey codes", only_code, shaped("survey_code"), sees_none(not_opened_by_key)),
    Attempt("reads records by a survey code", only_code, not_shaped("survey_code"), sees_none(any_row)),
    Attempt("rewrites the own survey code", only_code, tables_shaped("survey_code"), rewrites_none(any_row)),
    Attempt("removes the own survey code", only_code, tables_shaped("survey_code"), removes_none(any_row)),
    Attempt("reads the own objection", only_number, shaped("objection"), sees(opened_by_key)),
    Attempt("reads other objections", only_number, shaped("objection"), sees_none(not_opened_by_key)),
    Attempt("reads records by a tracking number", only_number, not_shaped("objection"), sees_none(any_row)),
    Attempt("rewrites the own objection", only_number, tables_shaped("objection"), rewrites_none(any_row)),
    Attempt("removes the own objection", only_number, tables_shaped("objection"), removes_none(any_row)),
    Attempt("reads the person who signs in", only_signing_in, shaped("user"), sees(opened_by_key)),
    Attempt("reads others while signing in", only_signing_in, shaped("user"), sees_none(not_opened_by_key)),
    Attempt("reads records while signing in", only_signing_in, not_shaped("user"), sees_none(any_row)),
    Attempt("reads the roster", only_roster, shaped("district_itself"), sees(opened_by_key)),
    Attempt("reads records by the roster", only_roster, not_shaped("district_itself"), sees_none(any_row)),
    Attempt("rewrites the roster", only_roster, tables_shaped("district_itself"), rewrites_none(any_row)),
    Attempt("removes from the roster", only_roster, tables_shaped("district_itself"), removes_none(any_row)),
]
