"""How the columns of an import are understood: what each fills, where a blank repeats, what holds for all rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from governance.spreadsheets.filling import KEY, PART
from governance.spreadsheets.targets import Target


@dataclass(frozen=True)
class Plan:
    """What a person confirmed about one layout of a file. Columns are counted from 0."""

    signature: str
    sheets: tuple[str, ...]
    # Column to target; "" is ignored by choice. Every column of the layout stands here.
    columns: Mapping[int, str]
    heads: Mapping[int, str] = field(default_factory=dict)
    units: Mapping[int, str] = field(default_factory=dict)
    blanks: frozenset[int] = frozenset()
    # Target to the text that every row has, where no column says it.
    fixed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "Plan":
        return cls(
            stored["signature"], tuple(stored["sheets"]), _by_column(stored["columns"]), _by_column(stored["heads"]),
            _by_column(stored["units"]), frozenset(stored["blanks"]), dict(stored["fixed"]),
        )

    def stored(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "signature": self.signature, "sheets": list(self.sheets), "columns": dict(self.columns),
            "heads": dict(self.heads), "units": dict(self.units), "blanks": sorted(self.blanks), "fixed": dict(self.fixed),
        }

    @property
    def used(self) -> dict[int, str]:
        """The columns that fill something."""
        return {column: name for column, name in self.columns.items() if name}

    def told(self) -> set[str]:
        """The targets of which the rows speak."""
        return {*self.used.values(), *(name for name, text in self.fixed.items() if text)}


def _by_column(stored: Mapping[str, Any]) -> dict[int, Any]:
    return {int(column): value for column, value in stored.items()}


def missing(targets: Sequence[Target], plan: Plan) -> list[Target]:
    """What a new record must have and no column or common value says.

    A sheet that names its records by key or code corrects them, and may say less.
    """
    told = plan.told()
    if KEY in told:
        return []
    spoken = told | {name.split(PART)[0] for name in told} | {name.removesuffix("_from") for name in told}
    return [target for target in targets if target.is_required and target.name not in spoken]


def twice(plan: Plan) -> list[str]:
    """Targets that two columns would fill."""
    names = list(plan.used.values())
    return sorted({name for name in names if names.count(name) > 1})
