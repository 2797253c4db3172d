"""One pattern for every list: search, filters, sorting, paging and export of exactly what is seen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.functional import Promise

from portal.api.answers import as_csv

PER_PAGE = 50


@dataclass(frozen=True)
class Choice:
    """A filter that a select offers; an unknown value filters nothing and is not kept."""

    name: str
    label: str | Promise
    options: Sequence[tuple[str, Any]]
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]]


@dataclass
class Listing:
    """A page of a list with the state of its filters."""

    rows: QuerySet[Any]
    choices: Sequence[Choice] = ()
    sorts: Mapping[str, str] = field(default_factory=dict)
    search: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None

    def of(self, query: Mapping[str, str]) -> "Listing":
        """Applies the query: `q`, the choices by name, `sort` (a minus turns it round)."""
        self.chosen = {}
        text = query.get("q", "").strip()
        if text and self.search:
            self.rows = self.search(self.rows, text)
        for choice in self.choices:
            value = query.get(choice.name, "")
            if value in dict(choice.options):
                self.rows = choice.apply(self.rows, value)
                self.chosen[choice.name] = value
        self.sort = query.get("sort", "")
        if self.sort.removeprefix("-") in self.sorts:
            column = self.sorts[self.sort.removeprefix("-")]
            self.rows = self.rows.order_by("-" + column if self.sort.startswith("-") else column, "pk")
        return self

    def page(self, number: str | None) -> Page:
        return Paginator(self.rows, PER_PAGE).get_page(number)

    def filters(self) -> list[dict[str, Any]]:
        """The selects for the template."""
        return [
            {"name": c.name, "label": c.label, "options": c.options, "chosen": self.chosen.get(c.name, "")}
            for c in self.choices
        ]


def export(rows: Sequence[Mapping[str, Any]], name: str) -> HttpResponse:
    """CSV with BOM; formulas are neutralised."""
    return as_csv([dict(row) for row in rows], bom=True, name=name)
