"""Which rows of an import the database would refuse, and why: its constraints asked of all rows at once, beforehand.

The rows stand in a temporary table as they would be written; a statement a constraint names those that break it.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import connection, models
from django.db.models import CheckConstraint, F, UniqueConstraint

from governance.common import sql
from governance.registers.declarations import Register
from governance.tenancy.constraints import TenantReference


def stage(register: Register, sheet_import: int) -> None:
    """Lays the rows that a commit would write out as rows of their tables, for the rest of the transaction."""
    for part, model in parts(register):
        with connection.cursor() as cursor:
            names = {"table": model._meta.db_table, "part": part, "key": "record_id" if part == "own" else "base_id"}
            cursor.execute(sql.load("governance", "imports/stage").format(**names), {"sheet_import": sheet_import})


def parts(register: Register) -> list[tuple[str, type[models.Model]]]:
    """The tables that a record of the register is written to, what others refer to first."""
    return [*([("base", register.base_model)] if register.base else []), ("own", register.model)]


def found(register: Register) -> Iterator[tuple[int, models.BaseConstraint]]:
    """(row, constraint) for every staged row that breaks one."""
    for part, model in parts(register):
        for constraint in model._meta.constraints:
            statement = _statement(part, model, constraint, register)
            if statement:
                with connection.cursor() as cursor:
                    cursor.execute(statement)
                    yield from ((row, constraint) for (row,) in cursor.fetchall())


def _statement(part: str, model: type[models.Model], constraint: models.BaseConstraint, register: Register) -> str:
    """The question of one constraint; empty where it can't be broken by a row, or is asked at the writing."""
    if isinstance(constraint, CheckConstraint):
        editor: Any = connection.schema_editor()
        condition = constraint._get_check_sql(model, editor)  # type: ignore[attr-defined]
        return sql.load("governance", "imports/breaks_check").format(part=part, condition=condition)
    if isinstance(constraint, TenantReference):
        return ""
    fits = _fits(model, constraint)
    # Numbers that nobody types are given at the writing, and never twice.
    numbered = register.number is not None and register.untyped & set(getattr(constraint, "fields", ()))
    if not fits or numbered:
        return ""
    names = {"part": part, "table": model._meta.db_table, "fits": fits, "condition": _condition(model, constraint)}
    return sql.load("governance", "imports/breaks_other").format(**names)


def _fits(model: type[models.Model], constraint: models.BaseConstraint) -> str:
    """When two rows stand in each other's way: `one` is staged, `other` is another row."""
    if isinstance(constraint, UniqueConstraint) and constraint.fields and "id" not in constraint.fields:
        columns = [_column(model, name) for name in constraint.fields]
        return " AND ".join(f'one."{column}" = other."{column}"' for column in columns)
    if isinstance(constraint, ExclusionConstraint):
        found_ = []
        for expression, operator in constraint.expressions:
            if not isinstance(expression, str | F):
                return ""
            name = expression if isinstance(expression, str) else str(vars(expression)["name"])
            found_.append(f'one."{_column(model, name)}" {operator} other."{_column(model, name)}"')
        return " AND ".join(found_)
    return ""


def _column(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.column)


def _condition(model: type[models.Model], constraint: Any) -> str:
    """Of a constraint that holds for some rows only: which, of both."""
    if constraint.condition is None:
        return "true"
    editor: Any = connection.schema_editor()
    return str(constraint._get_condition_sql(model, editor))
