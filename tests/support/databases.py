"""The databases of a test run: one template per state of the code, a copy of it for every xdist worker.

The server is named by TEST_SUPERUSER_DATABASE_URL. The superuser only makes roles and databases; the tables are the
owner's, and the tests work as the application's role, which row-level security holds.
"""

import hashlib
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
from psycopg2 import sql

from launcher.roles import ROLES

ROOT = Path(__file__).resolve().parents[2]
# Known to everybody and worth nothing: the server is thrown away, or a developer's own.
PASSWORD = "only-for-tests"
LOCK = 20210707
KEPT_TEMPLATES = 3
# What decides the tables and the cast; the migrations stand for the models' columns.
SCHEMA_SOURCES = (
    "*/migrations/*.py", "*/models.py", "governance/*/models.py", "governance/tenancy/*.py", "governance/sql/*.sql",
    "governance/audit/services.py", "governance/people/services.py", "governance/people/tokens.py",
    "launcher/roles.py", "tests/support/write_cast.py", "tests/support/cast/*.py",
)
CASE_SOURCES = (
    "*/sql/**/*.sql", "*/services.py", "*/services/*.py", "*/rules/*.py", "*/data/*.json", "ratings/*.py", "subsidies/*.py",
    "reference_case/**/*.py", "reference_case/**/*.json",
)


def superuser_url() -> str:
    """The server's superuser; without one there is nothing to test on."""
    url = os.environ.get("TEST_SUPERUSER_DATABASE_URL", "")
    if not url:
        pytest.fail(
            "These tests need a PostgreSQL server of their own. Run `make test`, or `make test ARGS='tests/x -k y'`; "
            "or name one you can spare: TEST_SUPERUSER_DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres",
            pytrace=False,
        )
    return url


def connect(database: str, role: str | None = None) -> "psycopg2.extensions.connection":
    """A plain connection as one of our roles; as the superuser without one."""
    parts = urlsplit(superuser_url())
    return psycopg2.connect(
        host=parts.hostname, port=parts.port, dbname=database,
        user=role or parts.username, password=PASSWORD if role else parts.password,
    )


def environment(database: str) -> dict[str, str]:
    """What a process of its own (a worker, a command) needs in order to work on `database`."""
    parts = urlsplit(superuser_url())

    def url(role: str) -> str:
        return f"postgres://{role}:{PASSWORD}@{parts.hostname}:{parts.port}/{database}"

    return {"DATABASE_URL": url("yuanzhi_app"), "OWNER_DATABASE_URL": url("yuanzhi_owner")}


def settings_of(database: str, role: str) -> dict[str, object]:
    """Django's settings of a connection to `database`."""
    parts = urlsplit(superuser_url())
    return {"NAME": database, "USER": role, "PASSWORD": PASSWORD, "HOST": parts.hostname, "PORT": parts.port}


@contextmanager
def server() -> "Iterator[psycopg2.extensions.cursor]":
    """The superuser's cursor, outside any transaction."""
    connection = connect("postgres")
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def copy(template: str, name: str) -> str:
    """A new database like `template`; its files copied as they are, which takes half the time of writing them to the log."""
    with server() as cursor:
        _drop(cursor, name)
        cursor.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER yuanzhi_owner STRATEGY file_copy").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
    return name


def fresh_name(purpose: str) -> str:
    """A name that no other run on the same server uses."""
    return f"yuanzhi_{purpose}_{uuid.uuid4().hex[:12]}"


def drop(name: str) -> None:
    with server() as cursor:
        _drop(cursor, name)


def _drop(cursor: "psycopg2.extensions.cursor", name: str) -> None:
    cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def templates() -> tuple[str, str]:
    """The template with tables and the cast, and the one with the reference case as well; made if missing.

    The second is the first again while the case cannot be loaded; `case_trouble` then says why.
    """
    with server() as cursor:
        # One worker builds, the others wait.
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        _ensure_roles(cursor)
        plain = f"yuanzhi_template_{_digest(*SCHEMA_SOURCES)}"
        with_case = f"yuanzhi_template_case_{_digest(*SCHEMA_SOURCES, *CASE_SOURCES)}"
        if not _exists(cursor, plain):
            _build(cursor, plain, None)
        if not _exists(cursor, with_case):
            _build(cursor, with_case, plain)
        _forget_old(cursor, plain, with_case)
    return plain, with_case


def case_trouble(database: str) -> str:
    """Why the reference case is not in `database`; empty where it is."""
    with server() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [database]
        )
        return str(cursor.fetchone()[0] or "")


def _ensure_roles(cursor: "psycopg2.extensions.cursor") -> None:
    for role, attributes in ROLES.items():
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        verb = "ALTER" if cursor.fetchone() else "CREATE"
        cursor.execute(
            sql.SQL(f"{verb} ROLE {{}} {attributes} PASSWORD {{}}").format(sql.Identifier(role), sql.Literal(PASSWORD))
        )


def _exists(cursor: "psycopg2.extensions.cursor", name: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None


def _digest(*patterns: str) -> str:
    digest = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
        if not str(path.relative_to(ROOT)).startswith((".", "var/")):
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _build(cursor: "psycopg2.extensions.cursor", name: str, template: str | None) -> None:
    """Under another name until it is whole: an interrupted build is never taken for a template."""
    building = f"{name}_building"
    _drop(cursor, building)
    source = sql.SQL(" TEMPLATE {} STRATEGY file_copy").format(sql.Identifier(template)) if template else sql.SQL("")
    cursor.execute(sql.SQL("CREATE DATABASE {} OWNER yuanzhi_owner").format(sql.Identifier(building)) + source)
    trouble = ""
    if template is None:
        _run(building, "manage.py", "migrate", "--database=owner", "--verbosity=0", "--skip-checks")
        _run(building, "-m", "tests.support.write_cast")
    else:
        try:
            _run(building, "manage.py", "load_reference_case", "--skip-checks")
        except RuntimeError as failure:
            trouble = str(failure)
    if trouble:
        # Never half a case.
        _drop(cursor, building)
        cursor.execute(sql.SQL("CREATE DATABASE {} OWNER yuanzhi_owner").format(sql.Identifier(building)) + source)
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    cursor.execute(rename.format(sql.Identifier(building), sql.Identifier(name)))
    cursor.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(trouble)))


def _run(database: str, *arguments: str) -> None:
    env = {**os.environ, **environment(database), "DJANGO_SETTINGS_MODULE": "tests.support.quick_settings"}
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=env, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")


def _forget_old(cursor: "psycopg2.extensions.cursor", *current: str) -> None:
    """On a server that stays, only the newest templates are kept."""
    cursor.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE 'yuanzhi\\_template\\_%%' AND datname <> ALL(%s)"
        " ORDER BY oid DESC OFFSET %s",
        [list(current), KEPT_TEMPLATES * 2],
    )
    for (name,) in cursor.fetchall():
        _drop(cursor, name)
