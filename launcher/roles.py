"""The three database roles: who owns, who works, who backs up."""

from collections.abc import Mapping

import psycopg2
from psycopg2 import sql

ROLES = {
    "yuanzhi_owner": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE",
    "yuanzhi_app": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE",
    "yuanzhi_backup": "LOGIN NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE",
}


def ensure(superuser_url: str, passwords: Mapping[str, str], database: str) -> None:
    """Creates the roles and the database, or brings the passwords up to date."""
    connection = psycopg2.connect(superuser_url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for role, attributes in ROLES.items():
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            verb = "ALTER" if cursor.fetchone() else "CREATE"
            statement = sql.SQL(f"{verb} ROLE {{}} {attributes} PASSWORD {{}}")
            cursor.execute(statement.format(sql.Identifier(role), sql.Literal(passwords[role])))
        create_database(cursor, database)
    connection.close()


def create_database(cursor: "psycopg2.extensions.cursor", database: str) -> None:
    """The database, owned by the owner; only our roles may connect."""
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
    if cursor.fetchone():
        return
    name = sql.Identifier(database)
    cursor.execute(sql.SQL("CREATE DATABASE {} OWNER yuanzhi_owner").format(name))
    cursor.execute(sql.SQL("REVOKE CONNECT ON DATABASE {} FROM PUBLIC").format(name))
    cursor.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO yuanzhi_app, yuanzhi_backup").format(name))
