"""Where a record's page is."""

from functools import cache
from typing import Any
from urllib.parse import quote

from django.db.models import Model
from django.urls import reverse

from governance.common.fields import PersonalField, shown
from governance.registers import registry
from governance.registers.declarations import Register


def of(register: Register, record: Any, district: str) -> str:
    """The address of a record's own page; courtyards and firms are known by their codes."""
    if register.key == "courtyards":
        return reverse("registers:courtyard-detail", kwargs={"district": district, "code": record.code})
    if register.key == "firms":
        return reverse("registers:firm-detail", kwargs={"district": district, "uscc": record.unit.uscc})
    return reverse("registers:record-detail", kwargs={"district": district, "key": register.key, "record": record.pk})


def of_list(register: Register, district: str) -> str:
    """The address of a register's list."""
    if register.key in ("courtyards", "firms"):
        return reverse(f"registers:{register.key.removesuffix('s')}-list", kwargs={"district": district})
    return reverse("registers:register-list", kwargs={"district": district, "key": register.key})


def named(register: Register, field: str, record: Any) -> str:
    """The text by which the register's list finds what names the record in `field`: by what the list is searched in."""
    paths = [path for path in register.searched if path.startswith(f"{field}__")]
    if not paths:
        return quote(str(getattr(record, "code", "") or record))
    # What it lies in may be of several kinds, and one of them is there.
    for path in sorted(paths, key=lambda path: not path.endswith("code")):
        *links, name = path.split("__")[1:]
        row = record
        for link in links:
            row = None if row is None else getattr(row, link)
        if row is not None:
            column: Any = row._meta.get_field(name)
            # What lists show of a person's name finds it too.
            return quote(shown(row, name) if isinstance(column, PersonalField) else str(getattr(row, name)))
    return quote(str(record))


@cache
def register_of(model: type[Model]) -> Register | None:
    """The register in which rows of a table have their pages."""
    return registry.of_model(model)
