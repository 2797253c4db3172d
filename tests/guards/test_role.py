"""What the portal's database role may do, and what it refuses to be."""

from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from governance.tenancy import roles
from tests.support import databases
from tests.support.catalogue import rows


def test_the_portal_cannot_write_versions_or_views_of_the_past(db):
    found = rows(
        "SELECT n.nspname, c.relname, privilege FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,"
        " unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) privilege"
        " WHERE n.nspname IN ('history', 'asof') AND c.relkind IN ('r', 'v')"
        " AND has_table_privilege(current_user, c.oid, privilege)"
    )
    assert found == []


def test_the_portal_may_neither_make_objects_nor_truncate(db):
    assert rows(
        "SELECT nspname FROM pg_namespace WHERE has_schema_privilege(current_user, oid, 'CREATE')"
        " AND nspname !~ '^pg_'"
    ) == []
    assert rows("SELECT has_database_privilege(current_user, current_database(), 'CREATE')") == [(False,)]
    assert rows(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        " AND has_table_privilege(current_user, oid, 'TRUNCATE')"
    ) == []


def test_functions_that_run_as_their_owner_fix_their_search_path(db):
    """Else a caller could slip an own table under the name that the function means."""
    found = rows(
        "SELECT p.proname, COALESCE(p.proconfig, '{}') FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE p.prosecdef AND n.nspname IN ('public', 'portal', 'history', 'asof')"
    )
    assert found
    assert [name for name, config in found if "search_path=public, pg_temp" not in config] == []


def test_the_tests_run_as_the_role_that_is_held(db):
    assert rows("SELECT current_user::text, session_user::text") == [("yuanzhi_app", "yuanzhi_app")]
    roles.demand_held_role()


@pytest.mark.parametrize(
    ("role", "reason"),
    [("yuanzhi_owner", "an owner of the tables"), ("yuanzhi_backup", "bypass row-level"), (None, "a superuser")],
)
def test_a_role_that_sees_too_much_is_refused(role, reason, own_database, monkeypatch):
    url = urlsplit(databases.superuser_url())
    user, password = (role, databases.PASSWORD) if role else (url.username, url.password or "")
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "USER", user)
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", password)
    try:
        with pytest.raises(ImproperlyConfigured, match=reason):
            roles.demand_held_role()
    finally:
        connection.close()
