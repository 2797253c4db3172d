"""Handing an import to the worker, and telling its owner what became of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from governance.jobs import services as jobs
from governance.people.models import User
from governance.spreadsheets.models import SheetImport

MESSAGE_LENGTH = 300


def hand_over(
    *, sheet_import: SheetImport, kind: str, state: str, streets: Sequence[int] | None, by: User, now: datetime,
    arguments: Mapping[str, Any] | None = None,
) -> SheetImport:
    """Asks the worker for a step of the import, which it takes in the scope (`streets`) of the person who asks."""
    asked = {
        "import": sheet_import.pk, "register": sheet_import.register, "streets": None if streets is None else list(streets),
        **(arguments or {}),
    }
    sheet_import.job = jobs.request(district=sheet_import.district_id, kind=kind, arguments=asked, by=by, now=now)
    sheet_import.state, sheet_import.message = state, ""
    sheet_import.save(update_fields=["job", "state", "message"])
    return sheet_import


def tell(*, sheet_import: SheetImport, message: str, state: str = "") -> None:
    """Leaves its owner a sentence, and the import in the state from which they can go on."""
    sheet_import.message = message[:MESSAGE_LENGTH]
    sheet_import.state = state or sheet_import.state
    sheet_import.save(update_fields=["message", "state"])
