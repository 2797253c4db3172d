"""The statements of a declared return, composed from their files with the names of its register's columns."""

from functools import cache
from typing import Any

from governance.common import sql
from governance.returns.declarations import MonthlyReturn


@cache
def of(form: MonthlyReturn, name: str) -> str:
    """The statement `governance/sql/returns/<name>.sql` for this return."""
    parts = _parts(form)
    parts["expected"] = sql.load("governance", "returns/expected").format(**parts)
    return sql.load("governance", f"returns/{name}").format(**parts)


def _parts(form: MonthlyReturn) -> dict[str, Any]:
    """Every value is a name of our own models, or a file of ours: no text of a request can reach it."""
    meta = form.model._meta
    columns = {field.name: str(field.column) for field in meta.concrete_fields}
    identity = [columns[name] for name in form.identity]
    fields = [columns[name] for name in form.fields]
    return {
        "table": f'"{meta.db_table}"',
        "owed": sql.load(form.app, f"returns/{form.key}"),
        "identity": ", ".join(identity),
        "fields": ", ".join(fields),
        "key": f"concat_ws('-', {', '.join(f'owed.{column}' for column in identity)})",
        "same": " AND ".join(f"kept.{column} = owed.{column}" for column in identity),
        "given": ", ".join(f"given.{column} AS given_{column}" for column in fields),
        "earlier": ", ".join(f"earlier.{column} AS earlier_{column}" for column in fields),
        "carried": ", ".join(f"expected.earlier_{column}" for column in fields),
    }
