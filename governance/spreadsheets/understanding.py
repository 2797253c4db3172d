"""First steps of a check: the cells of many rows become texts of the register's form, and names become records."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from governance.divisions.models import Street
from governance.registers import values
from governance.registers.declarations import Register
from governance.spreadsheets import naming
from governance.spreadsheets.cells import Parsed, parse
from governance.spreadsheets.drafts import Draft
from governance.spreadsheets.filling import PART, STREET, parts_of
from governance.spreadsheets.plans import Plan
from governance.spreadsheets.targets import Kind, Target

REMEMBERED = 50_000


class Understanding:
    """Reads the rows of one plan. What was parsed or found once is remembered for the rows that follow."""

    def __init__(
        self, register: Register, district: int, plan: Plan, targets: Sequence[Target], *, from_1904: bool = False
    ) -> None:
        # Whether the file counts its days from 1904, as old workbooks of another system do.
        self.from_1904 = from_1904
        self.register, self.district, self.plan = register, district, plan
        self.targets = {target.name: target for target in targets}
        self.column_of = {name: column for column, name in plan.used.items()}
        self.adapters = values.of(register)
        # Periods that are reported on: two columns may say their first and last day.
        self.periods = [n for n, v in self.adapters.items() if isinstance(v, values.Term) and n != "valid"]
        self._parsed: dict[tuple[str, Any, str], Parsed] = {}
        self._names: dict[str, naming.Names] = {}
        self._ties: dict[str, naming.Ties] = {}

    def read(self, draft: Draft) -> None:
        """Texts by target, with the faults and notes of the cells that can't be read."""
        for column, name in self.plan.used.items():
            raw = draft.fixes.get(column, draft.cells.get(column))
            self._take(draft, name, raw, column, self.plan.units.get(column, ""))
        for name, text in self.plan.fixed.items():
            if text and name not in draft.texts:
                self._take(draft, name, text, None, "")
        for name in self.periods:
            first, last = draft.texts.pop(f"{name}_from", ""), draft.texts.pop(f"{name}_until", "")
            if first and last and name not in draft.texts:
                draft.texts[name] = f"{first}/{last}"

    def _take(self, draft: Draft, name: str, raw: Any, column: int | None, unit: str) -> None:
        if raw is None or raw == "":
            return
        key = (name, raw if not isinstance(raw, bool) else str(raw), unit)
        parsed = self._parsed.get(key)
        if parsed is None:
            if len(self._parsed) > REMEMBERED:
                self._parsed.clear()
            parsed = self._parsed[key] = parse(
                self.targets[name], raw, unit=unit, from_1904=self.from_1904
            )
        if parsed.refusal:
            draft.fault("unreadable", parsed.refusal, column=column, name=name)
            return
        if parsed.note:
            draft.note(parsed.note, column)
        # "No" is said by a cell; a dash or 无 says nothing.
        if parsed.text or self.targets[name].kind is Kind.FLAG:
            draft.texts[name] = parsed.text

    def resolve(self, drafts: Sequence[Draft]) -> None:
        """The records that the texts of the rows name. Whoever names none, or several, is at fault."""
        references = [n for n, t in self.targets.items() if t.kind is Kind.REFERENCE and n in {*self.column_of, *self.plan.fixed}]
        for name in references:
            self._names_of(name).learn(draft.texts[name] for draft in drafts if name in draft.texts)
        for draft in drafts:
            self._resolve_street(draft)
            for name in references:
                if name in draft.texts and PART not in name and name != STREET:
                    self._settle(draft, name, self._names_of(name).of(draft.texts[name]))
            for name in {name.split(PART)[0] for name in references if PART in name}:
                self._resolve_tie(draft, name)

    def _names_of(self, name: str) -> naming.Names:
        if name not in self._names:
            self._names[name] = naming.Names(self._rows_of(name))
        return self._names[name]

    def _rows_of(self, name: str) -> Any:
        """What the target may name: rows of the district in sight that the register allows."""
        if name == STREET:
            return Street.objects.filter(district_id=self.district)
        whole, _slash, part = name.partition(PART)
        value: Any = self.adapters[whole]
        if part:
            target = value.target._meta.get_field(part).related_model
            return _joined(target).filter(district_id=self.district)
        return _joined(value.target).filter(self.register.limits.get(whole, Q()), district_id=self.district)

    def _resolve_street(self, draft: Draft) -> None:
        if STREET in draft.texts:
            self._settle(draft, STREET, self._names_of(STREET).of(draft.texts[STREET]))
        draft.refers.setdefault(STREET, draft.refers.get("street"))

    def _settle(self, draft: Draft, name: str, found: naming.Found) -> None:
        """The one record that a text names."""
        if name != STREET:
            found = naming.within(found, draft.refers.get(STREET))
        if len(found.rows) == 1:
            draft.refers[name] = found.rows[0]
            return
        message = naming.refusal(found, draft.texts.get(name, ""))
        draft.fault("not_found" if not found.rows else "ambiguous", message, column=self.column_of.get(name), name=name)

    def _resolve_tie(self, draft: Draft, name: str) -> None:
        """A record named by what it ties together: the assignment of this cadre to this courtyard."""
        value: Any = self.adapters[name]
        parts = [part for part in parts_of(value.target) if f"{name}{PART}{part}" in draft.texts]
        if not parts or name in draft.refers or draft.has_fault(name):
            return
        keys, said = {}, []
        for part in parts:
            target = f"{name}{PART}{part}"
            found = naming.within(self._names_of(target).of(draft.texts[target]), draft.refers.get(STREET))
            if not found.rows:
                message = naming.refusal(found, draft.texts[target])
                draft.fault("not_found", message, column=self.column_of.get(target), name=target)
                return
            keys[part] = [row.pk for row in found.rows]
            said.append(draft.texts[target])
        ties = self._ties.setdefault(f"{name}:{','.join(parts)}", naming.Ties(self._rows_of(name), tuple(parts)))
        found = ties.of(keys, _day_of(draft))
        if len(found.rows) == 1:
            draft.refers[name] = found.rows[0]
            return
        column = self.column_of.get(f"{name}{PART}{parts[0]}")
        what = {"label": value.label, "said": "、".join(said)}
        several = _("Several records of “%(label)s” fit %(said)s. Fill the other columns that tell them apart.")
        none = _("There is no “%(label)s” of %(said)s in the registers. Enter it first, or check the names.")
        message = several if found.rows else none
        draft.fault("ambiguous" if found.rows else "not_found", message % what, column=column, name=name)


def _joined(model: Any) -> Any:
    """Rows with what their names are made of."""
    rows = model._default_manager.all()
    joined = [*getattr(model, "named_by", ())]
    fields = {f.name for f in model._meta.concrete_fields}
    joined += [name for name in ("street", "courtyard", "unit") if name in fields and name not in joined]
    return rows.select_related(*joined) if joined else rows


def _day_of(draft: Draft) -> date | None:
    """The first day that the row tells, by which ties of the same records are told apart."""
    for text in draft.texts.values():
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            continue
    return None
