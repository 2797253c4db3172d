"""What of a register a column of a sheet may fill: its form's fields, with the words by which clerks call them."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    # Codes, telephone and document numbers: digits that are no number, and keep their noughts.
    CODE = "code"
    PERSON = "person"
    COUNT = "count"
    YEAR = "year"
    AMOUNT = "amount"
    # In ㎡; 亩 and 万㎡ are reckoned into it.
    AREA = "area"
    # In yuan with two decimals; 万元 is reckoned into it.
    MONEY = "money"
    DAY = "day"
    # Day and time, to the minute.
    MOMENT = "moment"
    # A month, a quarter, a year, or two days: written as first and last day, `2022-06-01/2022-06-30`.
    PERIOD = "period"
    FLAG = "flag"
    CHOICE = "choice"
    # Several words of a list.
    CHOICES = "choices"
    # Another record, by code or name.
    REFERENCE = "reference"
    # The hidden column of an exported list: which record a row is, and which version of it was exported.
    KEY = "key"


@dataclass(frozen=True)
class Target:
    """One thing that a column may fill. `name` is the field of the register's form (`valid_until`), `#key` for the key."""

    name: str
    label: str
    kind: Kind
    # Other headings that clerks use; the label itself needs no mention.
    synonyms: tuple[str, ...] = ()
    # (stored word, label, other ways to write it) of a list.
    choices: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    is_required: bool = False
