"""What refers to a record: asked before it is removed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from governance.registers import registry
from governance.registers.declarations import Register, Text
from governance.tenancy.stone import tenant_models

# Kept by the shelf or the house itself; they speak of records without needing them.
BESIDE = {"governance.Attachment", "governance.Disclosure", "governance.BinEntry"}


@dataclass(frozen=True)
class Dependants:
    """Rows of one table that refer to a record."""

    model: type[Model]
    field: str
    count: int
    register: Register | None

    @property
    def label(self) -> Text:
        return self.register.nouns if self.register else self.model._meta.verbose_name_plural or self.model.__name__


def of(register: Register, record: Any) -> list[Dependants]:
    """Everything that refers to the record or its base, but not its own parts and what the register keeps of it."""
    own = set(register.parts)
    found = []
    rows = [record, *([getattr(record, register.base)] if register.base else [])]
    for row in rows:
        for model, field in referring(type(row)):
            if (model, field) in own or (row is not record and model is register.model):
                continue
            count = model._default_manager.filter(district_id=row.district_id, **{field: row.pk}).count()
            if count:
                found.append(Dependants(model, field, count, registry.of_model(model)))
    return found


def referring(target: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """(table, field) of every reference to `target`."""
    for model in tenant_models():
        if model._meta.label in BESIDE:
            continue
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is target:
                yield model, field.name
