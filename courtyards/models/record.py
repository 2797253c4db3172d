"""What every record about a courtyard shares."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import StreetModel


def one_at_a_time(name: str, *keys: str, message: Any = "") -> ExclusionConstraint:
    """Only one row per `keys` may hold on any day; held by the database, also between concurrent edits."""
    expressions: list[tuple[str | F, str]] = [(key, RangeOperators.EQUAL) for key in ("district", *keys)]
    return ExclusionConstraint(
        name=name,
        expressions=[*expressions, ("valid", RangeOperators.OVERLAPS)],
        violation_error_message=message or _("Another record of this kind already covers part of this period."),
    )


def of_courtyard(table: str) -> list[models.BaseConstraint]:
    """The constraints of a record that stands in its courtyard's street."""
    return [*StreetModel.Meta.constraints, *references(table, street=("courtyard",))]


def by_courtyard(name: str) -> models.Index:
    return models.Index(fields=["district", "courtyard"], include=["valid_from", "valid_to"], name=name)


class CourtyardRecord(StreetModel):
    """A record about one courtyard; its street is the courtyard's, held by the database."""

    courtyard = TenantForeignKey("courtyards.Courtyard", verbose_name=_("courtyard"))

    class Meta(StreetModel.Meta):
        abstract = True
