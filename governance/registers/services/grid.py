"""Many rows of a grid in one change: each stands or falls by itself."""

from collections.abc import Sequence
from copy import copy
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.people.models import User
from governance.registers import cells, grids, values
from governance.registers.declarations import Refused, Register
from governance.registers.forms import RecordForm
from governance.registers.grids import Answer, Row, Status
from governance.registers.services.entering import begun, write_new, write_over


def save_rows(
    register: Register, *, district: int, rows: Sequence[Row], by: User, reason: str, street: int | None
) -> list[Answer]:
    """Writes every row that can stand, all in one change, and answers for each. Where none is written, no change is.

    The rows name columns of the register's grid, and no record twice.
    """
    with transaction.atomic():
        with change(district=district, by=by, reason=reason, street=street):
            sheet = _Sheet(register, district, reason, rows)
            answers = [sheet.answer(row) for row in rows]
            sheet.tell(answers)
        if not any(answer.status is Status.SAVED for answer in answers):
            transaction.set_rollback(True)
    return answers


class _Sheet:
    """The rows of one save, with the records they mean, read and locked at once."""

    def __init__(self, register: Register, district: int, reason: str, rows: Sequence[Row]) -> None:
        self.register, self.district, self.reason = register, district, reason
        self.values = grids.attributes(register)
        blank = RecordForm(register=register, district=district)
        self.meaning = cells.Meaning(blank)
        self.columns = {column.name: column for column in grids.columns(register, blank, self.meaning)}
        self.is_enterable = grids.is_enterable(register, blank)
        # What stands in the fields that the grid does not show, where a new record is entered.
        self.beside = {
            name: made.initial for name, made in blank.fields.items()
            if name not in self.values and made.initial not in (None, "")
        }
        self.records = self._locked([row.id for row in rows if row.id is not None])
        self.versions = grids.versions(register, self.records)

    def _locked(self, ids: Sequence[int]) -> dict[int, Any]:
        """In one order, so that two such saves wait for each other and not both at once."""
        own = ("self", self.register.base) if self.register.base else ("self",)
        rows = self.register.rows(self.district).select_for_update(of=own)
        rows = rows.select_related(*values.related(self.register)).filter(pk__in=ids)
        return {record.pk: record for record in rows.order_by("pk")}

    def answer(self, row: Row) -> Answer:
        if row.id is None:
            return self._entered(row)
        record = self.records.get(row.id)
        if record is None:
            return Answer(row.key, Status.GONE, row.id, errors={"": _("There is nothing here, or it is not yours to see.")})
        texts, latest = grids.texts(self.register, record), self.versions[row.id]
        if latest.version_id != row.version:
            return Answer(
                row.key, Status.STALE, row.id, latest.version_id, texts, by=latest.actor, at=latest.known_from
            )
        typed = {name: given for name, given in row.cells.items() if given.strip() != texts[name]}
        locked = {
            name: str(why) for name in typed if (why := self.columns[name].locked or self.columns[name].locked_later)
        }
        if locked:
            return Answer(row.key, Status.LOCKED, row.id, latest.version_id, texts, locked)
        if not typed:
            return Answer(row.key, Status.SAME, row.id, latest.version_id, texts)
        return self._corrected(row, record, typed)

    def _entered(self, row: Row) -> Answer:
        if not self.is_enterable:
            return Answer(row.key, Status.LOCKED, errors={"": _("New records are entered on a form of their own here.")})
        locked = {
            name: str(self.columns[name].locked) for name, given in row.cells.items()
            if given.strip() and self.columns[name].locked
        }
        if locked:
            return Answer(row.key, Status.LOCKED, errors=locked)
        data, unclear = self._data(row.cells)
        form = RecordForm(self._asked(row, {**self.beside, **data}), register=self.register, district=self.district)
        if unclear or not form.is_valid():
            return self._refused(row, form, unclear)
        try:
            record, base = begun(self.register, district=self.district, data=form.attributes())
            write_new(self.register, record, base)
        except Refused as refused:
            return self._forbidden(row, refused)
        return Answer(row.key, Status.SAVED, record.pk)

    def _corrected(self, row: Row, record: Any, typed: dict[str, str]) -> Answer:
        attributes = dict.fromkeys(self.values[name].name for name in typed)
        standing = {
            name: found for attribute in attributes
            for name, found in values.of(self.register)[attribute].initial(record).items()
        }
        data, unclear = self._data(typed)
        form = RecordForm(
            self._asked(row, {**standing, **data}), register=self.register, district=self.district, record=record,
            only=tuple(attributes),
        )
        if unclear or not form.is_valid():
            return self._refused(row, form, unclear)
        before = copy(record)
        base = getattr(record, self.register.base) if self.register.base else None
        if base is not None:
            setattr(before, self.register.base, copy(base))
        try:
            differs = write_over(self.register, record, base, before, form.attributes())
        except Refused as refused:
            self.records[record.pk] = before
            return self._forbidden(row, refused)
        return Answer(row.key, Status.SAVED if differs else Status.SAME, record.pk)

    def _data(self, typed: Any) -> tuple[dict[str, Any], dict[str, str]]:
        """What the form takes for the typed texts, and the texts of which it could not tell what they mean."""
        data: dict[str, Any] = {}
        unclear = {}
        for name, given in typed.items():
            try:
                data[name] = self.meaning.of(self.values[name], name, given)
            except cells.Unclear as error:
                unclear[name] = str(error)
        return data, unclear

    def _asked(self, row: Row, data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "reason": self.reason, **({"confirm": "on"} if row.confirmed else {})}

    def _refused(self, row: Row, form: RecordForm, unclear: dict[str, str]) -> Answer:
        errors = dict(unclear)
        is_doubt = not unclear
        for at, found in form.errors.as_data().items():
            place = at if at in self.columns else ""
            said = " ".join(message for error in found for message in error.messages)
            errors.setdefault(place, "")
            errors[place] = f"{errors[place]} {said}".strip()
            is_doubt = is_doubt and all(error.code == "doubt" for error in found)
        return Answer(row.key, Status.DOUBTED if is_doubt else Status.REFUSED, row.id, row.version, errors=errors)

    def _forbidden(self, row: Row, refused: Refused) -> Answer:
        field = {"valid": "valid_from", "period": "period_from"}.get(refused.field, refused.field)
        place = field if field in self.columns else ""
        return Answer(row.key, Status.REFUSED, row.id, row.version, errors={place: str(refused.message)})

    def tell(self, answers: Sequence[Answer]) -> None:
        """Fills in what the written rows say now, and their versions."""
        written = [a for a in answers if a.status in (Status.SAVED, Status.SAME) and a.id is not None and not a.texts]
        rows = self.register.rows(self.district).select_related(*values.related(self.register))
        fresh = {record.pk: record for record in rows.filter(pk__in=[answer.id for answer in written])}
        versions = grids.versions(self.register, fresh)
        for answer in written:
            assert answer.id is not None
            answer.texts = grids.texts(self.register, fresh[answer.id])
            answer.version = versions[answer.id].version_id
