"""Confirming how the columns of a file are meant; it is remembered for the next file of the same layout."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from governance.registers import registry
from governance.spreadsheets import filling, plans
from governance.spreadsheets.matching import head_key
from governance.spreadsheets.models import ColumnMemory, ImportRow, ImportState, SheetImport
from governance.spreadsheets.services.uploads import digest_of


class PlanRefused(ValueError):
    """The columns can't be read like this; `message` says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def plan(
    *, sheet_import: SheetImport, signature: str, sheets: Sequence[str], columns: Mapping[int, str],
    blanks: Sequence[int], fixed: Mapping[str, str],
) -> plans.Plan:
    """Keeps how the file is to be read, and forgets what an earlier reading found. Raises PlanRefused."""
    if sheet_import.state not in (ImportState.UPLOADED, ImportState.CHECKED):
        raise PlanRefused(_("This import is past that step."))
    register = registry.every()[sheet_import.register]
    layout: dict[str, Any] | None = next(
        (each for each in sheet_import.contents["layouts"] if each["signature"] == signature), None
    )
    if layout is None:
        raise PlanRefused(_("Choose one of the file's tables."))
    targets = {target.name: target for target in filling.targets_of(register)}
    known = [column["index"] for column in layout["columns"]]
    confirmed = plans.Plan(
        signature=signature, sheets=tuple(s["name"] for s in layout["sheets"] if s["name"] in sheets),
        columns={index: columns.get(index, "") if columns.get(index, "") in targets else "" for index in known},
        heads={column["index"]: column["head"] for column in layout["columns"]},
        units={column["index"]: column["unit"] for column in layout["columns"] if column["unit"]},
        blanks=frozenset(index for index in blanks if index in known),
        fixed={name: text.strip() for name, text in fixed.items() if name in targets and text.strip()},
    )
    _demand_sense(confirmed, list(targets.values()))
    ImportRow.objects.filter(district_id=sheet_import.district_id, sheet_import=sheet_import).delete()
    sheet_import.mapping, sheet_import.state = confirmed.stored(), ImportState.CHECKING
    sheet_import.counts, sheet_import.message, sheet_import.checked_version = {}, "", None
    sheet_import.save(update_fields=["mapping", "state", "counts", "message", "checked_version"])
    _remember(sheet_import, confirmed)
    return confirmed


def _demand_sense(confirmed: plans.Plan, targets: Sequence[Any]) -> None:
    labels = {target.name: target.label for target in targets}
    if not confirmed.sheets:
        raise PlanRefused(_("Tick at least one sheet."))
    if not confirmed.used:
        raise PlanRefused(_("No column is used. Say of at least one what it fills."))
    if doubled := plans.twice(confirmed):
        some = "、".join(labels[name] for name in doubled)
        raise PlanRefused(_("Two columns would fill the same: %(some)s. Leave one of them out.") % {"some": some})
    if lacking := plans.missing(targets, confirmed):
        some = "、".join(target.label for target in lacking)
        raise PlanRefused(
            _("Every record needs %(some)s. Choose its column, or write below what all rows have.") % {"some": some}
        )


def _remember(sheet_import: SheetImport, confirmed: plans.Plan) -> None:
    street: Any = sheet_import.street_id
    ColumnMemory.objects.update_or_create(
        district_id=sheet_import.district_id, street_id=street, register=sheet_import.register,
        signature=digest_of(confirmed.signature),
        defaults={
            "columns": {head_key(confirmed.heads[column]): name for column, name in confirmed.columns.items()},
            "blanks": [head_key(confirmed.heads[column]) for column in sorted(confirmed.blanks)], "used_at": Now(),
        },
    )
