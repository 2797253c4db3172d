"""Tenancy as constraints, so that `makemigrations` sees a policy or a tenant reference come and go.

A concrete model whose `Meta` does not extend its parent's constraints would lose them;
`tests/guards` compares the database's catalogue with the models.
"""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DISTRICT = "district_id = ANY((SELECT portal.allowed_districts())::int[])"
STREET = f"{DISTRICT} AND street_id = ANY((SELECT portal.allowed_streets())::bigint[])"
OPTIONAL_STREET = f"{DISTRICT} AND COALESCE(street_id, 0) = ANY((SELECT portal.allowed_streets_or_none())::bigint[])"
STAGED = f"{DISTRICT} AND COALESCE(street_id, 0) = ANY((SELECT portal.allowed_streets_or_whole())::bigint[])"
# One row per shape of table; the SQL is a constant, so no text of a request can reach it.
SHAPES = {
    "district": DISTRICT,
    "street": STREET,
    "optional_street": OPTIONAL_STREET,
    # Without a street it is the district staff's alone: what they bring in speaks of every street.
    "staged": STAGED,
    # It speaks of all streets at once: whoever is held to some of them sees none of it.
    "whole": f"{DISTRICT} AND (SELECT portal.street_limit()) IS NULL",
    # A street itself is the limit: it can't ask for the streets it decides.
    "street_itself": f"{DISTRICT} AND (portal.street_limit() IS NULL OR id = ANY(portal.street_limit()))",
    "district_itself": DISTRICT,
    "membership": OPTIONAL_STREET,
    "token": OPTIONAL_STREET,
    "survey_code": STREET,
    "objection": STREET,
    # A user is written by themselves, or at their own sign-in; not by everybody who sees their name.
    "user": "id = (SELECT portal.actor_id()) OR username = (SELECT portal.signing_in())",
}
# What may be read beyond that, and never written or removed.
READING = {
    # The scheduler must find the districts before it can stand in one of them.
    "district_itself": "(SELECT portal.roster())",
    # A person finds the own memberships before any scope is known.
    "membership": "user_id = (SELECT portal.actor_id())",
    # A token is found by what it proves, before any scope is known.
    "token": "key_digest = (SELECT portal.credential())",
    # A household's one-time code too: by it alone the database knows whose survey is answered.
    "survey_code": "digest = (SELECT portal.credential())",
    # Whoever proves an objection's tracking number may see how it stands.
    "objection": "number = (SELECT portal.credential())",
    # A user is seen by those who share a district with them.
    "user": "id IN (SELECT user_id FROM public.governance_membership)",
}


class _TableStatement(models.BaseConstraint):
    """A constraint that is a statement of its own, after the table exists."""

    def statement(self, model: type[models.Model]) -> str:
        """The DDL that puts the constraint in force."""
        raise NotImplementedError

    def constraint_sql(self, model: type[models.Model] | None, schema_editor: Any) -> str:
        """Inside CREATE TABLE there is nothing to say yet."""
        return self.create_sql(model, schema_editor)

    def create_sql(self, model: type[models.Model] | None, schema_editor: Any) -> str:
        # Deferred to the migration's end: the key that a reference points at may be made after it.
        assert model is not None
        schema_editor.deferred_sql.append(self.statement(model))
        return ""

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """The database holds it; a form cannot break it knowingly."""


class TenantPolicy(_TableStatement):
    """Row-level security, enabled and forced, with the policy of one shape (see `SHAPES`).

    Some shapes may be read more widely (`READING`): a policy of its own, for SELECT alone, so that DELETE and UPDATE
    never reach what only reading may.
    """

    def __init__(self, *, name: str, shape: str = "district") -> None:
        if shape not in SHAPES:
            raise ValueError(f"unknown policy shape {shape!r}")
        super().__init__(name=name)
        self.shape = shape

    def statement(self, model: type[models.Model]) -> str:
        return policy_sql(f'public."{model._meta.db_table}"', self.name, self.shape)

    def remove_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        assert model is not None
        table = f'public."{model._meta.db_table}"'
        reading = f'DROP POLICY IF EXISTS "{reading_name(self.name)}" ON {table}'
        return f'DROP POLICY "{self.name}" ON {table}; {reading}; ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY'

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "shape": self.shape}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TenantPolicy) and (self.name, self.shape) == (other.name, other.shape)

    def __hash__(self) -> int:
        return hash((self.name, self.shape))


def policy_sql(table: str, name: str, shape: str) -> str:
    """DDL that forces `shape` on `table`; also used for the table's history, which has the same columns."""
    ddl = (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY; "
        f'CREATE POLICY "{name}" ON {table} USING ({SHAPES[shape]}) WITH CHECK ({SHAPES[shape]})'
    )
    if shape in READING:
        ddl += f'; CREATE POLICY "{reading_name(name)}" ON {table} FOR SELECT USING ({READING[shape]})'
    return ddl


def reading_name(name: str) -> str:
    """The name of the policy that widens reading alone."""
    return f"{name}_reading"


class TenantReference(_TableStatement):
    """A foreign key that carries the tenant: `(district_id, x_id)` to `(district_id, id)`.

    With `street=True` it carries the street too and follows its parent's move (ON UPDATE CASCADE),
    so that a row can never stand in another street than the courtyard it speaks of.
    """

    def __init__(self, *, name: str, field: str, street: bool = False) -> None:
        super().__init__(name=name)
        self.field = field
        self.street = street

    def statement(self, model: type[models.Model]) -> str:
        reference: Any = model._meta.get_field(self.field)
        target = reference.remote_field.model._meta.db_table
        between = "street_id, " if self.street else ""
        cascade = " ON UPDATE CASCADE" if self.street else ""
        return (
            f'ALTER TABLE public."{model._meta.db_table}" ADD CONSTRAINT "{self.name}" '
            f"FOREIGN KEY (district_id, {between}{reference.column}) "
            f'REFERENCES public."{target}" (district_id, {between}id){cascade} DEFERRABLE INITIALLY IMMEDIATE'
        )

    def remove_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        assert model is not None
        return f'ALTER TABLE public."{model._meta.db_table}" DROP CONSTRAINT "{self.name}"'

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "field": self.field, "street": self.street}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TenantReference) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.name, self.field, self.street))


def references(table: str, *fields: str, street: tuple[str, ...] = ()) -> list[TenantReference]:
    """The tenant references of a model: plain `fields`, and `street` ones that carry the street as well."""
    plain = [TenantReference(name=f"{table}_{field}_ref", field=field) for field in fields]
    return plain + [TenantReference(name=f"{table}_{field}_ref", field=field, street=True) for field in street]
