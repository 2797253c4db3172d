"""Where a builder stands: a district as a whole or one of its streets, and what was built there before."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from psycopg2.extras import DateRange

from courtyards.models import Courtyard
from governance.people.models import User
from governance.tenancy.fields import Dated
from governance.tenancy.stone import policy_of

SINCE = date(2020, 1, 1)
Builder = Callable[["Place"], dict[str, Any]]
BUILDERS: dict[type[models.Model], Builder] = {}
# Tenant tables whose rows come by another way, and which.
OTHERWISE: dict[str, str] = {
    "governance.District": "cast.building creates both",
    "governance.User": "cast.building creates the people",
    "governance.Street": "cast.building creates both of a district",
    "governance.Membership": "granted to the people by the service",
    "governance.Change": "one is opened for every place",
    "governance.DataVersion": "the database writes it when a change commits",
}


def mark(district: int, number: int) -> str:
    """〔990101·1〕: the first street of 990101; 0 is the district as a whole."""
    return f"〔{district}·{number}〕"


@dataclass
class Place:
    """A street (`number` 1 or 2), or the whole district (`number` 0)."""

    district: int
    number: int
    by: User
    whole: "Place | None" = None
    street: int | None = None
    built: dict[type[models.Model], Any] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        return mark(self.district, self.number)

    def mine(self, model: type[models.Model]) -> Any:
        """The row built here, or the district's as a whole."""
        if model not in self.built and self.whole is not None:
            return self.whole.mine(model)
        return self.built[model]

    def has_row_of(self, model: type[models.Model]) -> bool:
        """Tables of a street get a row in every street; shared ones one more without a street."""
        shape = street_shape(model)
        return shape == "optional" or (shape == "street") == (self.number > 0)

    def put(self, model: type[models.Model]) -> None:
        """Builds this place's row of `model`."""
        values: dict[str, Any] = {"district_id": self.district}
        if street_shape(model) != "none":
            values["street_id"] = self.street
        if any(f.name == "courtyard" for f in model._meta.concrete_fields):
            values["courtyard"] = self.mine(Courtyard)
        if issubclass(model, Dated):
            values["valid"] = DateRange(SINCE, None)
        self.built[model] = model._default_manager.create(**values | BUILDERS[model](self))


def street_shape(model: type[models.Model]) -> str:
    """`street`: every row has one; `optional`: some rows have; `none`: no row has."""
    if model._meta.label == "governance.Street":
        return "none"
    fields = {f.name: f for f in model._meta.concrete_fields}
    if "street" not in fields:
        return "none"
    policy = policy_of(model)
    assert policy is not None
    return "street" if policy.shape in ("street", "survey_code", "objection") else "optional"


def builds(model: type[models.Model]) -> Callable[[Builder], Builder]:
    """Registers what a row of `model` needs beyond district, street, courtyard and valid range."""

    def register(builder: Builder) -> Builder:
        BUILDERS[model] = builder
        return builder

    return register


def in_order() -> list[type[models.Model]]:
    """Every model with a builder, what it refers to first."""
    ordered: list[type[models.Model]] = []

    def visit(model: type[models.Model]) -> None:
        if model in ordered or model not in BUILDERS:
            return
        for reference in (f for f in model._meta.concrete_fields if f.is_relation):
            if reference.related_model is not model:
                visit(reference.related_model)
        ordered.append(model)

    for model in BUILDERS:
        visit(model)
    return ordered
