"""The versions of the records behind a figure's members: of the tables that the indicator's own statements read."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import DateRangeField
from django.db import connection, models

from governance.indicators import registry as indicators
from governance.indicators.definitions import ALL, Indicator
from governance.registers import registry
from governance.tenancy.stone import keeps_versions

TABLE = re.compile(r"\b(?:FROM|JOIN)\s+([a-z_]+)")
# References that say where a row stands, not of whom it speaks.
PLACES = ("district", "street", "community", "cluster", "in_street", "in_community")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Of what a statement speaks: the figure itself, who belongs to the population, or who stands where.
OF_FIGURE, OF_PART, OF_BASE = range(3)


@dataclass(frozen=True)
class Link:
    """A table of versions, and how its rows name a member; `about` says which statement reads it."""

    model: type[models.Model]
    member: str
    join: str
    about: int

    @property
    def statement(self) -> str:
        """A row per version and member."""
        return (
            f"SELECT {self.member} AS member, v.id, v.version_id, v.known_from,"
            " NULLIF(v.known_to, 'infinity') AS known_to, v.version_change_id, to_jsonb(v)::text AS row\n"
            f'FROM history."{self.model._meta.db_table}" v{self.join}\n'
            f"WHERE v.district_id = %(district)s AND {self.member} = ANY(%(members)s) AND v.known_from < v.known_to"
        )


@dataclass(frozen=True)
class Version:
    """A state that a record was known to have, and the member that it speaks of."""

    link: Link
    member: int
    record: int
    id: int
    known_from: datetime
    known_to: datetime | None
    change: int
    # The row as JSON.
    row: str

    @property
    def days(self) -> set[date]:
        """The days on which the record begins, ends or comes to count."""
        found: set[date] = set()
        row = json.loads(self.row)
        for field in self.link.model._meta.concrete_fields:
            days = [date.fromisoformat(day) for day in DAY.findall(str(row.get(str(field.column)) or ""))]
            if isinstance(field, DateRangeField):
                # A period counts from its last day on; a term has its days in columns of their own.
                found |= {days[-1] - timedelta(days=1)} if days and field.name != "valid" else set()
            elif isinstance(getattr(field, "output_field", field), models.DateField):
                found |= set(days)
        return found


def of(indicator: Indicator, members: Sequence[int], district: int) -> list[Version]:
    """Every version that speaks of one of the members: one statement, whatever their number."""
    links = links_of(indicator)
    pieces = [f"SELECT {place} AS link, told.* FROM (\n{link.statement}) told" for place, link in enumerate(links)]
    if not pieces:
        return []
    with connection.cursor() as cursor:
        cursor.execute("\nUNION ALL\n".join(pieces), {"district": district, "members": list(members)})
        return [Version(links[place], *told) for place, *told in cursor.fetchall()]


@cache
def links_of(indicator: Indicator) -> tuple[Link, ...]:
    """The tables that say of a member why it counts, each once, the figure's own first."""
    texts = {OF_FIGURE: [indicator.statement], OF_PART: [], OF_BASE: []}
    for (base, code), population in indicators.populations().items():
        if base == indicator.base and (code == ALL or code in indicator.populations):
            texts[OF_BASE if code == ALL else OF_PART].append(population.statement)
    text = "\n".join(part for parts in texts.values() for part in parts)
    tables = {model._meta.db_table: model for model in apps.get_models() if keeps_versions(model)}
    read = {
        about: [tables[name] for part in parts for name in dict.fromkeys(TABLE.findall(part)) if name in tables]
        for about, parts in texts.items()
    }
    everything = [model for found in read.values() for model in found]
    links: dict[type[models.Model], Link] = {}
    for about, found in read.items():
        for model in found:
            named = _named(indicator, model, everything, text)
            if named and model not in links:
                links[model] = Link(model, *named, about)
    return tuple(links.values())


def _named(
    indicator: Indicator, model: type[models.Model], others: Iterable[type[models.Model]], text: str
) -> tuple[str, str] | None:
    """How a row names the member, and what is joined for it; None for a table that speaks of none."""
    register = registry.every().get(indicators.register_of(indicator))
    if register is None:
        # Members of no register are the rows that the figure reads first.
        return ("v.id", "") if model is next(iter(others)) else None
    member = register.timed
    if direct := _column(model, member):
        return f"v.{direct}", ""
    if register.base and (through := _column(model, register.model)):
        hop = register.model._meta
        base = hop.get_field(register.base)
        return f"hop.{base.column}", f' JOIN public."{hop.db_table}" hop ON hop.id = v.{through}'  # type: ignore[union-attr]
    # Through a table that names both: the pairing of the branch that covers the courtyard.
    for other in others:
        own = _column(other, member)
        for ours in _references(model):
            for theirs in _references(other) if own and other is not model else ():
                if ours.related_model is theirs.related_model and re.search(rf"\b{ours.column}\b", text):
                    return f"hop.{own}", (
                        f' JOIN (SELECT DISTINCT {own}, {theirs.column} FROM history."{other._meta.db_table}"'
                        f" WHERE district_id = %(district)s) hop ON hop.{theirs.column} = v.{ours.column}"
                    )
    return None


def _references(model: type[models.Model]) -> list[Any]:
    """What a row names beside its district and street."""
    fields: list[Any] = [field for field in model._meta.concrete_fields if field.is_relation]
    return [field for field in fields if field.name not in PLACES]


def _column(model: type[models.Model], member: type[models.Model]) -> str:
    """The column by which a row names the member: its own id, or the first reference to it; empty where there is none."""
    if model is member:
        return "id"
    return next((str(field.column) for field in _references(model) if field.related_model is member), "")
