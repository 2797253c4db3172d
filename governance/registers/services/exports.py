"""The log of what leaves the portal as a file."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.people.models import User
from governance.registers.models import ExportLog
from governance.tenancy import scope


def log_export(
    *, district: int, street: int | None, register: str, file_format: str, query: str, on: date, rows: int,
    columns: Sequence[str], by: User,
) -> ExportLog:
    """Notes who took which list, filtered how and with how many rows; also where the list is one of the past."""
    with scope.as_known_now(), change(district=district, by=by, reason=_("Export of a list"), street=street):
        return ExportLog.objects.create(
            district_id=district, street_id=street, register=register, file_format=file_format, query=query[:1000], on=on,
            rows=rows, columns=list(columns),
        )
