"""The isolation matrix: no relation shows or takes a foreign row; and without any one policy it would."""


from tests.support import tally
from tests.support.matrix import ground as standing
from tests.support.matrix.attempts import leaks
from tests.support.matrix.mutations import behind, mutations, noticed
from tests.support.matrix.relations import relations


def test_no_probe_reaches_a_foreign_row(loaded_cast, raw, django_db_blocker, record_property):
    ground = standing.of(loaded_cast, django_db_blocker)
    everything = relations()
    with raw() as connection, connection.cursor() as cursor:
        made, found = leaks(cursor, everything, ground)
    tables = sum(relation.is_table for relation in everything)
    record_property(
        tally.LINE,
        f"isolation: {tables} tables with {len(everything) - tables} histories and views, {made} probes,"
        f" {len(found)} leaks",
    )
    assert found == []


def test_every_missing_policy_is_noticed(own_database, loaded_cast, raw, django_db_blocker, record_property):
    ground = standing.of(loaded_cast, django_db_blocker)
    everything = relations()
    connection = raw(None, own_database)
    with connection.cursor() as cursor:
        walls = list(mutations(cursor, everything))
    connection.rollback()
    unnoticed = [
        f"{wall.schema}.{wall.table}: {wall.what}"
        for wall in walls
        if not noticed(connection, wall, everything, ground)
    ]
    policies = {(wall.schema, wall.table, wall.what) for wall in walls if wall.what.startswith("without ")}
    record_property(
        tally.LINE,
        f"isolation: {len(policies)} policies removed in turn, {len(walls)} walls weakened in all,"
        f" {len(walls) - len(unnoticed)} noticed",
    )
    assert unnoticed == []


def test_the_matrix_is_quiet_behind_whole_walls(own_database, loaded_cast, raw, django_db_blocker):
    """The same connection as the mutations, with nothing taken away: what they notice is their own doing."""
    ground = standing.of(loaded_cast, django_db_blocker)
    assert behind(raw(None, own_database), "SELECT 1", relations(), ground) == []
