"""A row of a sheet on its way to being a record: what its cells say, what is wrong with them, and what it means."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from governance.spreadsheets.models import Outcome
from governance.spreadsheets.sheets import Raw


def as_json(raw: Raw) -> Any:
    """A cell as JSON keeps it and a person reads it."""
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == raw.min.time() else raw.isoformat(" ")
    if isinstance(raw, date):
        return raw.isoformat()
    if raw is None or isinstance(raw, bool | int | float | str):
        return raw
    return str(raw)


@dataclass
class Draft:
    """One row. `cells` and `fixes` by column; everything below is worked out anew at every check."""

    number: int
    sheet: str
    row: int
    cells: dict[int, Any]
    fixes: dict[int, str] = field(default_factory=dict)
    decision: str = ""
    pk: int | None = None
    # As first checked: what its record's fields were (see `comparing`).
    base: dict[str, Any] = field(default_factory=dict)

    outcome: str = Outcome.NEW
    faults: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    differences: list[dict[str, Any]] = field(default_factory=list)
    candidates: list[dict[str, Any]] = field(default_factory=list)
    record_id: int | None = None
    base_id: int | None = None
    version: int | None = None
    identity: str = ""
    written: dict[str, Any] = field(default_factory=dict)

    # Only while it is being checked.
    texts: dict[str, str] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)
    refers: dict[str, Any] = field(default_factory=dict)
    record: Any = None
    exported: int | None = None
    # The id kept for it; the record as it would be written, and as it was.
    reserved: int | None = None
    made: Any = None
    before: Any = None

    def fault(self, code: str, message: str, *, column: int | None = None, name: str = "") -> None:
        """Something is wrong; one target is told of once, by the first that found it."""
        if name and any(fault["field"] == name for fault in self.faults):
            return
        self.faults.append({"column": column, "field": name, "code": code, "message": str(message)})

    def note(self, message: str, column: int | None) -> None:
        self.notes.append({"column": column, "message": str(message)})

    @property
    def is_faulty(self) -> bool:
        """Wrong, not only unusual."""
        return any(fault["code"] != "doubt" for fault in self.faults)

    def has_fault(self, name: str) -> bool:
        return any(fault["field"] == name for fault in self.faults)
