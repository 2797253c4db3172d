"""What a row means beside the live data: a new record, a change of one, nothing, or a conflict with a newer edit."""

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any

from django.utils.translation import gettext as _

from governance.common.pinyin import pinyin_key
from governance.registers import conflicts, sight, values
from governance.registers.declarations import Refused, Register
from governance.registers.services import entering
from governance.spreadsheets.columns import changed_columns, columns_of, stored
from governance.spreadsheets.drafts import Draft
from governance.spreadsheets.filling import CODE, KEY, PART, STREET
from governance.spreadsheets.models import Outcome
from governance.spreadsheets.row_forms import RowForm
from governance.spreadsheets.targets import Target

OF_RECORD = "#record"


class Comparison:
    """Weighs rows one after the other. `prepare` applies the register's law, or tries it out."""

    def __init__(
        self, register: Register, district: int, targets: Mapping[str, Target], columns: Mapping[str, int], *,
        prepare: Callable[[Any, Any], None], is_held: bool,
    ) -> None:
        self.register, self.district, self.targets, self.columns = register, district, targets, columns
        self.prepare, self.is_held = prepare, is_held
        self.adapters = values.of(register)
        self.form = RowForm(register=register, district=district)
        self.correction: RowForm | None = None
        # A word of a list that stands there by itself need not stand in a sheet.
        self.defaults = {
            value.name: value.field.get_default() for value in self.form.typed()
            if isinstance(value, values.Choice) and value.field.has_default()
        }
        self.labels = {name: str(value.label) for name, value in self.adapters.items()}

    # Before names are looked up

    def settle_shown(self, draft: Draft) -> None:
        """A cell that still says what lists show of the record says nothing new: a mask, a name, a status."""
        shown = [draft.record]
        if draft.exported is not None and draft.exported != draft.version:
            # It may have been corrected since: then the sheet still says what stood there.
            shown.append(conflicts.as_of_version(self.register, draft.record, draft.exported))
        for name, value in self.adapters.items():
            column = self.columns.get(name)
            if name not in draft.texts or not isinstance(value, values.Reference | values.Personal):
                continue
            raw = draft.fixes.get(column, draft.cells.get(column)) if column is not None else None
            if str(raw).strip() in {value.text(each) for each in shown}:
                del draft.texts[name]
                draft.given[name] = None
                draft.faults = [fault for fault in draft.faults if fault["field"] != name]

    # After it

    def weigh(self, draft: Draft) -> None:
        """Settles the outcome of one row, with its faults, differences and what a commit would write."""
        draft.outcome = Outcome.NEW
        if draft.decision == Outcome.LEFT_OUT:
            draft.outcome, draft.faults = Outcome.LEFT_OUT, []
            return
        if draft.record is not None:
            self._demand_same_place(draft)
            self._correct(draft)
        elif draft.candidates and not draft.decision:
            draft.outcome = Outcome.DUPLICATE
        else:
            self._enter(draft)
        if draft.is_faulty:
            draft.outcome, draft.written = Outcome.REFUSED, {}

    def _demand_same_place(self, draft: Draft) -> None:
        """What nobody types is not changed by a sheet that says otherwise."""
        street, lies = draft.refers.get(STREET), getattr(draft.record, "street_id", None)
        if STREET in draft.texts and street is not None and lies is not None and street.pk != lies:
            message = _("This record lies in %(street)s; a sheet does not move it. Move it on its own page.")
            self._fault(draft, STREET, "fixed", message % {"street": draft.record.street})
        code = draft.texts.get(CODE)
        if code and code != str(getattr(draft.record, self.register.natural_key, code)):
            self._fault(draft, CODE, "fixed", _("The code of a record stays as it was given."))

    def _data(self, draft: Draft) -> dict[str, Any]:
        """What the row says, by the fields of the form."""
        data: dict[str, Any] = {}
        for name, text in draft.texts.items():
            if name in (KEY, CODE, STREET) or PART in name:
                continue
            value = self.adapters.get(name)
            if isinstance(value, values.Term):
                first, _slash, last = text.partition("/")
                data |= {value.names[0]: first, f"{name}_until": last}
            elif isinstance(value, values.Choices):
                data[name] = text.split(",")
            elif not isinstance(value, values.Reference):
                data[name] = text
        typed = {name: row for name, row in draft.refers.items() if name != STREET and PART not in name and name in self.adapters}
        return data | typed

    def _enter(self, draft: Draft) -> None:
        self._ask(draft, self.form, {**self.defaults, **self._data(draft)}, None)
        if draft.is_faulty:
            return
        register = self.register
        record = register.model(district_id=self.district)
        base = register.base_model(district_id=self.district) if register.base else None
        entering.assign(register, record, base, {**register.constants, **self.form.attributes()})
        if base is not None:
            setattr(record, register.base, base)
        entering.derive(register, record)
        if self._obey(draft, record, None):
            draft.outcome, draft.made = Outcome.NEW, record
            draft.written = {"own": columns_of(record)} | ({"base": columns_of(base)} if base is not None else {})

    def _correct(self, draft: Draft) -> None:
        register, live = self.register, draft.record
        draft.record_id = live.pk
        if register.base:
            draft.base_id = getattr(live, f"{register.base}_id")
        if self.correction is None:
            self.correction = RowForm(register=register, district=self.district, record=live)
        said = self._data(draft) | self._emptied(draft, live)
        self._ask(draft, self.correction, {**self.correction.standing(live), **said}, live)
        if draft.is_faulty:
            return
        attributes = self.correction.attributes()
        spoken = {name for name in attributes if self._is_spoken(name, said)}
        taken = self._merged(draft, live, {name: attributes[name] for name in spoken})
        if draft.is_faulty or draft.outcome == Outcome.CONFLICT:
            return
        self._apply(draft, live, taken)

    def _emptied(self, draft: Draft, live: Any) -> dict[str, Any]:
        """Cells of an exported list that were emptied; in any other sheet an empty cell says nothing."""
        if draft.exported is None:
            return {}
        found: dict[str, Any] = {}
        for name, column in self.columns.items():
            if name in draft.texts or name in draft.given or draft.has_fault(name):
                continue
            if draft.fixes.get(column, draft.cells.get(column)) not in (None, ""):
                continue
            value = self.adapters.get(name)
            if name == "valid_until":
                found[name] = ""
            elif value is not None and not isinstance(value, values.Term) and self._now(value, live) not in (None, "", []):
                found[name] = "-" if isinstance(value, values.Personal) and value.read(live) else ""
        return found

    def _is_spoken(self, name: str, said: Mapping[str, Any]) -> bool:
        value = self.adapters[name]
        names = (value.names[0], f"{name}_until") if isinstance(value, values.Term) else (name,)
        return any(each in said for each in names)

    def _merged(self, draft: Draft, live: Any, typed: Mapping[str, Any]) -> dict[str, Any]:
        """Three ways: what the sheet was made from, what it says, and what stands now. Gives what is to be written."""
        base, taken = self._base(draft, live, typed), {}
        for name, new in typed.items():
            value = self.adapters[name]
            now, then, wanted = self._now(value, live), base[name], stored(new)
            if wanted == now:
                continue
            if name in self.register.fixed:
                message = _("“%(now)s” stands here and is entered once. Remove a wrong entry, or enter a new record.")
                self._fault(draft, name, "fixed", message % {"now": value.text(live)})
            elif wanted == then:
                draft.note(_("Changed to “%(now)s” since this sheet was made; that stands.") % {"now": value.text(live)},
                           self.columns.get(name))
            elif then == now or draft.decision == "mine":
                taken[name] = new
            elif draft.decision != "theirs":
                draft.outcome = Outcome.CONFLICT
                draft.differences.append({
                    "field": name, "label": self.labels[name], "old": value.text(live), "new": self._shown(value, live, new),
                    "conflict": True,
                })
        return taken

    def _base(self, draft: Draft, live: Any, names: Mapping[str, Any]) -> dict[str, Any]:
        """The fields as they were when the sheet was exported, or first checked."""
        if draft.base.get(OF_RECORD) != live.pk:
            draft.base = {OF_RECORD: live.pk}
        lacking = [name for name in names if name not in draft.base]
        if lacking:
            then = live
            if draft.exported is not None and draft.exported != draft.version:
                then = conflicts.as_of_version(self.register, live, draft.exported)
            draft.base |= {name: self._now(self.adapters[name], then) for name in lacking}
        return draft.base

    @staticmethod
    def _now(value: values.Value, record: Any) -> Any:
        return stored(getattr(value.row(record), value.field.attname))

    def _shown(self, value: values.Value, live: Any, new: Any) -> str:
        """A new value as a person reads it."""
        trial = copy(live)
        if value.on_base:
            setattr(trial, self.register.base, copy(getattr(live, self.register.base)))
        setattr(value.row(trial), value.name, new)
        return value.text(trial)

    def _apply(self, draft: Draft, live: Any, taken: Mapping[str, Any]) -> None:
        register, before = self.register, copy(live)
        base = getattr(live, register.base) if register.base else None
        if base is not None:
            setattr(before, register.base, copy(base))
        if not entering.assign(register, live, base, taken):
            draft.outcome = Outcome.UNCHANGED
            return
        entering.derive(register, live)
        if not self._obey(draft, live, before):
            return
        written = {"own": changed_columns(live, before)}
        if base is not None:
            written["base"] = changed_columns(base, getattr(before, register.base))
        if not any(written.values()):
            draft.outcome = Outcome.UNCHANGED
            return
        draft.outcome, draft.written = Outcome.CHANGED, written
        draft.made, draft.before = live, before
        for name, value in self.adapters.items():
            if self._now(value, live) != self._now(value, before):
                old, new = value.text(before), value.text(live)
                draft.differences.append({"field": name, "label": self.labels[name], "old": old, "new": new})

    def _ask(self, draft: Draft, form: RowForm, data: Mapping[str, Any], record: Any) -> None:
        for name, found in form.ask(data, record).items():
            for code, message in found:
                # What was left empty before it was asked for may stay so while other fields are corrected.
                if code == "required" and record is not None and name not in draft.texts and not data.get(name):
                    continue
                said = _("This can't be empty.") if code == "required" else message
                self._fault(draft, "" if name == "__all__" else name, code, said)

    def _fault(self, draft: Draft, name: str, code: str, message: str) -> None:
        """At the cell that the person would change."""
        target = {"period_from": "period", "period_until": "period", "valid": "valid_from"}.get(name, name)
        parts = [column for of, column in self.columns.items() if of.startswith(f"{target}{PART}")]
        if any(fault["field"].split(PART)[0] == target for fault in draft.faults) and target:
            return
        draft.fault(code, message, column=self.columns.get(target, parts[0] if parts else None), name=target)

    def _obey(self, draft: Draft, record: Any, before: Any) -> bool:
        """The law of the register, and whose the record is to write."""
        try:
            self.prepare(record, before)
            if self.is_held:
                sight.demand_own(self.register, record)
            if before is None:
                entering.demand_standing(record)
        except Refused as refused:
            self._fault(draft, refused.field, "law", str(refused.message))
            return False
        for row in (record, getattr(record, self.register.base) if self.register.base else None):
            if row is not None and any(f.name == "name_pinyin" for f in row._meta.concrete_fields):
                row.name_pinyin = pinyin_key(row.name)
        return True
