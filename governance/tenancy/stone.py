"""What the database derives from the models after every migration, as the owner: row versions, as-of views, grants.

For each tenant table `public.t` there is `history.t` (its columns and the interval in which each version was
known), written by statement triggers, and `asof.t`, a view of `t` as known at `portal.as_of()`. Everything is
idempotent: a new column of `t` reaches `history.t` at the next `migrate`; nothing is ever dropped from it.
See docs/adr on row versions.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, models

from governance.common import sql
from governance.tenancy.constraints import TenantPolicy, TenantReference, policy_sql

EXTRA = ("version_id", "known_from", "known_to", "version_change_id")


def tenant_models() -> list[type[models.Model]]:
    """Every concrete model that carries a tenant policy, in the order of their tables."""
    found = [m for m in apps.get_models(include_auto_created=True) if policy_of(m) is not None]
    return sorted(found, key=lambda m: m._meta.db_table)


def policy_of(model: type[models.Model]) -> TenantPolicy | None:
    """The tenant policy a model declares, or None for a platform table."""
    return next((c for c in model._meta.constraints if isinstance(c, TenantPolicy)), None)


def keeps_versions(model: type[models.Model]) -> bool:
    return getattr(model, "known_time", None) == "versions"


def is_append_only(model: type[models.Model]) -> bool:
    return getattr(model, "known_time", None) == "append_only"


def follows_a_move(model: type[models.Model]) -> bool:
    """Whether its rows stand in the street of another row, and follow when that one moves."""
    return any(isinstance(c, TenantReference) and c.street for c in model._meta.constraints)


def after_migrate(sender: Any, using: str, **_: Any) -> None:
    """Signal handler of `post_migrate`; does its work once, for the ground floor, as the owner."""
    if sender.name != "governance" or using != "owner" or getattr(sender, "models_module", None) is None:
        return
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.governance_change') IS NOT NULL")
        if cursor.fetchone()[0]:
            for statement in statements(cursor):
                cursor.execute(statement)


def statements(cursor: Any) -> list[str]:
    """All DDL that brings history, as-of views and grants in line with the tables that exist."""
    ddl: list[str] = []
    for model in tenant_models():
        table = model._meta.db_table
        columns = _columns(cursor, "public", table)
        if not columns:
            continue
        if keeps_versions(model):
            kept = _columns(cursor, "history", table)
            filled = _filled(cursor, model) if kept and set(columns) - set(kept) else {}
            ddl += _versions(table, columns, kept, policy_of(model), filled)
        elif is_append_only(model):
            ddl += _append_only(table, columns, follows_a_move(model))
    return [*ddl, *_grants(cursor)]


def _columns(cursor: Any, schema: str, table: str) -> dict[str, str]:
    cursor.execute(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
        " WHERE attrelid = to_regclass(format('%%I.%%I', %s::text, %s::text)) AND attnum > 0 AND NOT attisdropped"
        " ORDER BY attnum",
        [schema, table],
    )
    return dict(cursor.fetchall())


def _filled(cursor: Any, model: type[models.Model]) -> dict[str, str]:
    """What a new column says of the rows that stood before it, by column, as SQL: the field's own default."""
    fields = [f for f in model._meta.concrete_fields if f.has_default() or (f.blank and not f.null and f.empty_strings_allowed)]
    constants = {str(f.column): f.get_db_prep_save(f.get_default(), connections["owner"]) for f in fields}
    return {name: cursor.mogrify("%s", [value]).decode() for name, value in constants.items() if value is not None}


def _versions(
    table: str, columns: dict[str, str], kept: dict[str, str], policy: TenantPolicy | None, filled: dict[str, str]
) -> list[str]:
    assert policy is not None
    names = {
        "table": table,
        "columns": ", ".join(f'"{name}"' for name in columns),
        "values": ", ".join(f'added."{name}"' for name in columns),
    }
    ddl = []
    if not kept:
        definitions = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        ddl.append(sql.load("governance", "history_table").format(definitions=definitions, **names))
        ddl.append(policy_sql(f'history."{table}"', f"{table}_history", policy.shape))
    for name, kind in columns.items():
        if kept and name not in kept:
            # The same default as the migration gave the rows themselves, so that the past reads as the present does.
            default = f" DEFAULT {filled[name]}::{kind}" if name in filled else ""
            ddl.append(f'ALTER TABLE history."{table}" ADD COLUMN "{name}" {kind}{default}')
            if default:
                ddl.append(f'ALTER TABLE history."{table}" ALTER COLUMN "{name}" DROP DEFAULT')
    ddl.append(sql.load("governance", "history_triggers").format(**names))
    view = f"SELECT {names['columns']} FROM history.\"{table}\" WHERE known_from <= (SELECT portal.as_of())"
    ddl.append(_view(table, f"{view} AND known_to > (SELECT portal.as_of())"))
    return ddl


def _append_only(table: str, columns: dict[str, str], follows: bool) -> list[str]:
    listed = ", ".join(f'"{name}"' for name in columns)
    # In whose sight a row stands is no part of what it says. When its courtyard moves, the reference (ON UPDATE CASCADE)
    # writes the new street, and nothing else; that update alone comes from within another trigger, never from a statement.
    moved = "to_jsonb(NEW) - 'street_id' IS NOT DISTINCT FROM to_jsonb(OLD) - 'street_id'"
    unless = f" WHEN (pg_trigger_depth() = 0 OR NOT ({moved}))" if follows else ""
    return [
        f'CREATE OR REPLACE TRIGGER stays BEFORE DELETE ON public."{table}"'
        " FOR EACH ROW EXECUTE FUNCTION portal.refuse_rewriting()",
        f'CREATE OR REPLACE TRIGGER stays_as_written BEFORE UPDATE ON public."{table}"'
        f" FOR EACH ROW{unless} EXECUTE FUNCTION portal.refuse_rewriting()",
        f'CREATE OR REPLACE TRIGGER stays_whole BEFORE TRUNCATE ON public."{table}"'
        " FOR EACH STATEMENT EXECUTE FUNCTION portal.refuse_rewriting()",
        _view(table, f'SELECT {listed} FROM public."{table}" WHERE recorded_at <= (SELECT portal.as_of())'),
    ]


def _view(table: str, query: str) -> str:
    # Dropped first: CREATE OR REPLACE refuses a column between two others.
    return (
        f'DROP VIEW IF EXISTS asof."{table}"; CREATE VIEW asof."{table}" WITH (security_invoker = true) AS {query}'
    )


def _grants(cursor: Any) -> list[str]:
    app_role = settings.DATABASES["default"].get("USER")
    cursor.execute("SELECT rolname FROM pg_roles WHERE rolname IN (%s, 'yuanzhi_backup')", [app_role])
    roles = {name for (name,) in cursor.fetchall()}
    ddl = []
    if app_role in roles:
        ddl.append(sql.load("governance", "grants_app").format(role=f'"{app_role}"'))
    if "yuanzhi_backup" in roles:
        ddl.append(sql.load("governance", "grants_backup"))
    return ddl
