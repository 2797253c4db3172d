"""The tenant scope: which districts and streets the current transaction may see, and who acts.

It lives in transaction-local settings that the policies read (`set_config(…, true)`): it ends with the
transaction, so neither a pooled connection nor a pooler can hand it to somebody else. No scope, no rows.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connections, transaction

SETTINGS = ("districts", "streets", "actor", "credential", "signing_in", "roster")


@dataclass(frozen=True)
class Scope:
    """What a transaction may see. `streets=None` means every street of the districts."""

    districts: tuple[int, ...] = ()
    streets: tuple[int, ...] | None = None
    actor: int | None = None
    credential: str = ""
    signing_in: str = ""
    roster: bool = False

    def settings(self) -> dict[str, str]:
        """The scope as the text of the settings that the policies read."""
        streets = "all" if self.streets is None else ",".join(map(str, self.streets))
        return {
            "districts": ",".join(map(str, self.districts)),
            "streets": streets if self.districts else "",
            "actor": "" if self.actor is None else str(self.actor),
            "credential": self.credential,
            "signing_in": self.signing_in,
            "roster": "on" if self.roster else "",
        }

    def of_district(self, district: int) -> "Scope":
        """This scope narrowed to one of its districts; empty for a district outside it."""
        return replace(self, districts=(district,) if district in self.districts else ())


NOBODY = Scope()


def read(using: str = "default") -> dict[str, str]:
    """The settings in force on the connection, as text."""
    columns = ", ".join(f"COALESCE(current_setting('portal.{name}', true), '')" for name in SETTINGS)
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {columns}")
        return dict(zip(SETTINGS, cursor.fetchone(), strict=True))


def write(settings: dict[str, str], using: str = "default") -> None:
    """Puts settings in force until the end of the transaction, in one statement."""
    calls, values = _calls(settings)
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {calls}", values)


def ask(scope: Scope, statement: str, values: Sequence[Any], using: str = "default") -> tuple[Any, ...] | None:
    """The first row of one reading statement in a scope of its own, in one round trip.

    PostgreSQL runs the settings and the statement as one transaction, with which the settings end. For what must be
    known before a request's transaction is worth opening.
    """
    if connections[using].in_atomic_block:
        with enter(scope, using), connections[using].cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchone()
    with connections[using].cursor() as cursor:
        calls, settings = _calls(scope.settings())
        cursor.execute(f"SELECT {calls}; {statement}", [*settings, *values])
        return cursor.fetchone()


def _calls(settings: dict[str, str]) -> tuple[str, list[str]]:
    """The calls that put settings in force until the end of the transaction, and their values."""
    calls = ", ".join("set_config(%s, %s, true)" for _ in settings)
    return calls, [text for name, value in settings.items() for text in (f"portal.{name}", value)]


@contextmanager
def enter(scope: Scope, using: str = "default", *, snapshot: bool = False) -> Iterator[Scope]:
    """One transaction (or savepoint) that sees exactly `scope`; the outer scope is back afterwards.

    With `snapshot` all its statements read one state of the records, and none may write. A savepoint has the state of
    its transaction.
    """
    nested = connections[using].in_atomic_block
    with transaction.atomic(using=using):
        if snapshot and not nested:
            with connections[using].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        before = read(using) if nested else None
        write(scope.settings(), using)
        yield scope
        # After an error, or when the caller asked for a rollback, the savepoint's rollback restores them by itself.
        if before is not None and not connections[using].needs_rollback:
            write(before, using)


@contextmanager
def read_only(using: str = "default") -> Iterator[None]:
    """One transaction (or savepoint) in which the database refuses every write; around it one writes as before.

    PostgreSQL gives the outer transaction its mode back when the savepoint ends, well or badly.
    """
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        yield


@contextmanager
def as_known_at(moment: datetime | None, using: str = "default") -> Iterator[None]:
    """Within it, the same ORM and SQL read the records as they were known at `moment` (None: now).

    Unqualified table names find the views of schema `asof` first. Those views cannot be written.
    """
    if moment is None:
        yield
        return
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path'), COALESCE(current_setting('portal.as_of', true), '')")
        path, before = cursor.fetchone()
        cursor.execute(
            "SELECT set_config('portal.as_of', %s, true), set_config('search_path', 'asof, public', true)",
            [moment.isoformat()],
        )
        yield
        if not connections[using].needs_rollback:
            cursor.execute(
                "SELECT set_config('portal.as_of', %s, true), set_config('search_path', %s, true)", [before, path]
            )


@contextmanager
def as_known_now(using: str = "default") -> Iterator[None]:
    """Within it a transaction that reads the past writes today, such as the log of what it hands out."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path'), COALESCE(current_setting('portal.as_of', true), '')")
        path, moment = cursor.fetchone()
        back = "SELECT set_config('portal.as_of', %s, true), set_config('search_path', %s, true)"
        cursor.execute(back, ["", "public"])
        yield
        cursor.execute(back, [moment, path])
