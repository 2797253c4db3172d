"""What stands about a courtyard in every register, and ends when the courtyard moves away or is no more.

The apps above keep most of it and can't be imported here; the registry finds their tables by what they refer to.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from psycopg2.extras import DateRange

from courtyards.models import Courtyard, CourtyardRecord, Placement
from governance.registers import constraints, dependants, registry, values
from governance.registers.declarations import Refused, Register, Text
from governance.registers.services import files
from governance.tenancy.fields import Dated
from governance.tenancy.models import DistrictWideModel, StreetModel

# Said of every record of a courtyard, so not worth saying of each.
SAID = {"courtyard", "street", "valid"}


@dataclass(frozen=True)
class Ending:
    """A record that ends, as a person reads it; whether it begins anew at a successor, and why not where somebody asked."""

    label: Text
    text: str
    courtyard: Courtyard
    begins_anew: bool = False
    why_not: str = ""


@contextmanager
def only_tried(dry_run: bool) -> Iterator[None]:
    """With `dry_run` everything within is done and undone: a preview that can't differ from the deed."""
    with transaction.atomic():
        yield
        if dry_run:
            transaction.set_rollback(True)


def tables() -> list[type[CourtyardRecord]]:
    """Every table that speaks of a courtyard and stands in its street."""
    found = {model for model, field in dependants.referring(Courtyard) if field == "courtyard"}
    order = [register.model for register in registry.every().values()]
    kept = [model for model in found if issubclass(model, CourtyardRecord)]
    return sorted(kept, key=lambda m: (order.index(m) if m in order else len(order), m._meta.db_table))


def dated() -> list[type[CourtyardRecord]]:
    """Those whose records begin and end. Where the courtyard lay ends with the verbs themselves."""
    return [model for model in tables() if issubclass(model, Dated) and model is not Placement]


def open_on(courtyard: Courtyard, on: date) -> list[Any]:
    """Dated records of the courtyard that hold on the day or begin later, in the order of the registers."""
    return [
        row
        for model in dated()
        for row in _rows(model).filter(district_id=courtyard.district_id, courtyard=courtyard, valid_to__gt=on)
    ]


def tied_to(courtyard: Courtyard, street: int, on: date) -> list[Any]:
    """Those of them that name a body of the street itself: its volunteers, its platform firm, a branch of several."""
    return [row for row in open_on(courtyard, on) if street in bodies_of(row).values()]


def bodies_of(row: Any) -> dict[str, int]:
    """The streets of the bodies that a record names, by field. Bodies of the whole district stand in none."""
    found = {}
    for field in row._meta.concrete_fields:
        target = field.related_model
        if field.name in ("street", "district", "courtyard") or target is None or issubclass(target, CourtyardRecord):
            continue
        body = getattr(row, field.name) if issubclass(target, StreetModel | DistrictWideModel) else None
        if body is not None and body.street_id is not None:
            found[field.name] = body.street_id
    return found


def end(row: Any, on: date) -> Ending:
    """Ends a record the day before `on`, by the laws of its register. Raises Refused where it begins only then."""
    register = registry.of_model(type(row))
    label: Text = register.nouns if register else str(row._meta.verbose_name_plural)
    ending = Ending(label, described(row), row.courtyard)
    if row.valid.lower is not None and row.valid.lower >= on:
        raise Refused(
            _("%(label)s %(name)s: begins on %(day)s, not before that day. Choose a later day, or end or remove it first.")
            % {"label": ending.label, "name": ending.text, "day": row.valid.lower}
        )
    before = type(row)._default_manager.get(pk=row.pk)
    row.valid = DateRange(row.valid.lower, on)
    try:
        put(register, row, before)
    except Refused as refused:
        raise Refused(f"{ending.label} {ending.text}：{refused.message}") from refused
    return ending


def put(register: Register | None, row: Any, before: Any) -> None:
    """Writes a record by the laws of its register. Raises Refused."""
    if register is None:
        row.save()
        return
    with constraints.in_words(register):
        register.prepare(row, before)
        row.save()
        register.after(row, before)


def described(row: Any) -> str:
    """A record by the first columns of its register's list; people's names are masked there."""
    register = registry.of_model(type(row))
    if register is None:
        return str(row)
    shown = [value for name, value in values.of(register).items() if name in register.columns and name not in SAID]
    texts = [_words(value, row) for value in sorted(shown, key=lambda value: register.columns.index(value.name))]
    return " ".join([text for text in texts if text not in ("", values.EMPTY)][:2]) or str(register.noun)


def _words(value: values.Value, row: Any) -> str:
    """A yes is said by what is so; a no says nothing."""
    if isinstance(value, values.Flag):
        return str(value.label) if value.read(row) else ""
    return value.text(row)


def take_files_along(courtyard: Courtyard, street: int) -> None:
    """The files of the courtyard and of its records follow into its street."""
    every: list[type[models.Model]] = [Courtyard, *tables()]
    for model in every:
        register = registry.of_model(model)
        if register is None:
            continue
        about = {"pk": courtyard.pk} if model is Courtyard else {"courtyard": courtyard}
        records = model._default_manager.filter(district_id=courtyard.district_id, **about).values("pk")
        files.follow(register, records=records, district=courtyard.district_id, street=street)


def _rows(model: type[CourtyardRecord]) -> models.QuerySet[Any]:
    register = registry.of_model(model)
    joined = values.related(register) if register else ()
    return model._default_manager.select_related(*joined).order_by("pk")
