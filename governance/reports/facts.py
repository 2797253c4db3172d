"""What is known of a record of a register on a day: its own fields, and what other registers say of it.

Each app declares in `facts.py` the facts that it owns, once; forms and ledgers only name them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from governance.common import sql
from governance.common.fields import PersonNameField, TelephoneField
from governance.common.money import percentage, to_yuan
from governance.indicators.definitions import Words
from governance.registers.declarations import Text

Row = Mapping[str, Any]
# Words of the catalogue (gettext), or both languages where they stand.
Label = Text | Words
ADDED = ("count", "amount", "money", "flag")
MASKS = {"name": PersonNameField(), "phone": TelephoneField()}


@dataclass(frozen=True)
class Fact:
    """One thing known of a record. `look` is text, count, amount, money, percent, day, moment, flag or plain.

    `register` and `field` say where it is entered; who may write there can give it.
    """

    key: str
    label: Label
    look: str = "text"
    places: int = 2
    unit: Label = ""
    # (stored word, label) of a list.
    choices: tuple[tuple[str, Label], ...] = ()
    # `name` or `phone` of a person: masked.
    personal: str = ""
    register: str = ""
    field: str = ""
    # Other headings under which people ask for it.
    synonyms: tuple[str, ...] = ()
    # An empty cell is an answer, not a gap.
    may_be_empty: bool = False
    # Whether a sum of it says something: of rates and years it says nothing.
    sums: bool = True
    # A percentage: the columns of the source's row that are summed before they are divided.
    ratio: tuple[str, str] = ("", "")
    # The column of the source's row by which it sorts; its own value where empty.
    sort: str = ""
    column: str = ""
    # The column of the source's row that says in which record it stands.
    origin: str = "record_id"
    # Of the record itself: how its value is read.
    read: Callable[[Any], Any] | None = None
    order: Callable[[Any], Any] | None = None

    @property
    def adds(self) -> bool:
        """Whether it has subtotals; of a flag those that say yes are counted."""
        return self.sums and (self.look in ADDED or self.look == "percent")

    def value(self, row: Row | None) -> Any:
        """What stands in the cell, out of the source's row."""
        if row is None:
            return False if self.look == "flag" else None
        if self.look == "percent":
            return percentage(row[self.ratio[0]] or 0, row[self.ratio[1]] or 0)
        found = row[self.column or self.key]
        if isinstance(found, list):
            words = [text for text in (self._plain(part) for part in found) if text]
            return "、".join(dict.fromkeys(map(str, words))) or None
        return self._plain(found)

    def _plain(self, found: Any) -> Any:
        if found is None or found == "":
            return None
        if self.personal:
            return MASKS[self.personal].masked(str(found))
        if self.choices:
            return str(dict(self.choices).get(found, found))
        return to_yuan(int(found)) if self.look == "money" else found


@dataclass(frozen=True, eq=False)
class Source:
    """Facts that one statement answers for all records of a district: `<app>/sql/facts/<name>.sql`.

    A row per record: `subject_id`, `record_id` (where the facts stand, if in one record) and a column per fact; the
    parameters are %(district)s and %(on)s. `read` answers instead, where the rule is no SQL.
    """

    subject: str
    app: str
    name: str
    title: Label
    facts: tuple[Fact, ...]
    # The field of the facts' register that names the subject, for a new record there.
    named_in: str = ""
    # The attribute of the subject that `subject_id` is: a firm is found by its unit where a sibling speaks of it.
    by: str = "pk"
    # Only records for which it has a row belong to the day's ledger, in the street it says (`street_id`).
    places: bool = False
    read: Callable[[int, date], Mapping[int, Row]] | None = None

    def rows(self, district: int, on: date) -> Mapping[int, Row]:
        """The rows by record."""
        if self.read is not None:
            return self.read(district, on)
        with connection.cursor() as cursor:
            cursor.execute(sql.load(self.app, f"facts/{self.name}"), {"district": district, "on": on})
            names = [column.name for column in cursor.description]
            return {row[0]: dict(zip(names, row, strict=True)) for row in cursor.fetchall()}


@dataclass(frozen=True)
class Known:
    """A fact of a subject with its source; no source means the record itself."""

    fact: Fact
    source: Source | None
    group: Label


@dataclass
class Sum:
    """What a column comes to under some rows."""

    fact: Fact
    total: int | Decimal = 0
    numerator: int | Decimal = 0
    denominator: int | Decimal = 0
    filled: int = field(default=0)

    def add(self, value: Any, row: Row | None) -> None:
        """Takes in one row."""
        if self.fact.look == "percent":
            if row is not None:
                self.numerator += row[self.fact.ratio[0]] or 0
                self.denominator += row[self.fact.ratio[1]] or 0
        elif value is not None:
            self.total += int(value) if self.fact.look == "flag" else value
            self.filled += 1

    @property
    def value(self) -> Any:
        """None where nothing was given; a percentage of the sums."""
        if self.fact.look == "percent":
            return percentage(self.numerator, self.denominator)
        return self.total if self.filled else None


def labels(choices: Sequence[tuple[Any, Any]]) -> tuple[tuple[str, Label], ...]:
    """Choices of a model as choices of a fact."""
    return tuple((str(value), label) for value, label in choices)
