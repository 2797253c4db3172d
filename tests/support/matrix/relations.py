"""What is probed: tables, their versions, their views of the past; and where rows of the cast are told apart."""

from dataclasses import dataclass

from django.db import models

from governance.tenancy.stone import is_append_only, keeps_versions, policy_of, tenant_models
from tests.support.cast import OPERATOR, STRANGER, Cast


@dataclass(frozen=True)
class Relation:
    """One relation of one tenant model. `schema`: public, history (versions) or asof (the past)."""

    schema: str
    table: str
    shape: str
    columns: tuple[str, ...]
    writable: tuple[str, ...]
    append_only: bool
    versioned: bool

    @property
    def name(self) -> str:
        return f'{self.schema}."{self.table}"'

    @property
    def is_table(self) -> bool:
        return self.schema == "public"

    @property
    def street_column(self) -> str | None:
        """The column that says in which street a row stands."""
        if self.shape == "street_itself":
            return "id"
        return "street_id" if "street_id" in self.columns else None

    @property
    def district_column(self) -> str | None:
        """The column that moves a row into another district; the users have none."""
        if self.shape == "district_itself":
            return "id"
        return "district_id" if "district_id" in self.columns else None

    @property
    def plain_column(self) -> str:
        """A column that a harmless rewrite can set to itself."""
        return next(c for c in self.writable if c not in ("id", "district_id", "street_id"))

    def of_district(self, district: int) -> str:
        """A condition for the rows of one district of the cast alone."""
        if self.shape == "user":
            # The operator belongs to both.
            return f"username LIKE '%-{district}'"
        return f"district_id = {district}"

    def foreign(self, district: int) -> str:
        """A condition for rows that a scope of `district` must not see."""
        if self.shape == "user":
            return f"username NOT LIKE '%-{district}' AND username <> '{OPERATOR}'"
        return f"district_id <> {district}"

    def of_street(self, cast: Cast, street: int) -> str:
        """A condition for the rows of the home district's first (0) or second (1) street."""
        if self.shape == "user":
            names = {0: "('clerk-{0}', 'reviewer-{0}')", 1: "('clerk2-{0}')"}[street]
            return f"username IN {names.format(cast.home.district)}"
        return f"{self.street_column} = {cast.home.streets[street]}"

    def foreign_to_street(self, cast: Cast) -> str:
        """A condition for rows that a clerk of the home district's first street must not see."""
        if self.shape == "user":
            return f"({self.foreign(cast.home.district)} OR {self.of_street(cast, 1)})"
        mine = cast.home.streets[0]
        return f"({self.foreign(cast.home.district)} OR {self.street_column} <> {mine})"


def relations() -> list[Relation]:
    """Every relation of every tenant model."""
    found = []
    for model in tenant_models():
        schemas = ["public"]
        if keeps_versions(model):
            schemas += ["history", "asof"]
        elif is_append_only(model):
            schemas += ["asof"]
        found += [_relation(model, schema) for schema in schemas]
    return found


def _relation(model: type[models.Model], schema: str) -> Relation:
    policy = policy_of(model)
    assert policy is not None
    fields = model._meta.concrete_fields
    return Relation(
        schema=schema, table=model._meta.db_table, shape=policy.shape,
        columns=tuple(f.column for f in fields),
        writable=tuple(f.column for f in fields if not f.generated),
        append_only=is_append_only(model), versioned=keeps_versions(model),
    )


__all__ = ["STRANGER", "Relation", "relations"]
