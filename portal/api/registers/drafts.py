"""A record as a program wants it: names and types are checked here, everything else by the register's own form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from governance.registers import values
from governance.registers.declarations import Refused, Register
from governance.registers.forms import OFFERED_WHOLE, RecordForm
from governance.registers.references import ReferenceField
from portal.api.registers import bodies, rows
from portal.problems import fault

Faults = list[dict[str, Any]]


def typed(register: Register) -> list[values.Value]:
    """What can be written: the register's fields without those that follow from others."""
    adapters = values.of(register)
    hidden = {*register.derived, *register.constants, *register.untyped}
    return [adapters[name] for name in register.fields if name not in hidden]


def named(register: Register, attribute: str) -> str:
    """The name by which programs know an attribute: of a range its beginning."""
    value = values.of(register).get(attribute)
    return value.names[0] if value else attribute


@dataclass
class Draft:
    """`given`: fields by their names in the API, with the reason and its like; `record`: what is corrected."""

    register: Register
    district: int
    given: Mapping[str, Any]
    record: Any = None
    # Names that belong to the deed around the draft, not to the record.
    beside: tuple[str, ...] = ()
    faults: Faults = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_name = {name: value for value in typed(self.register) for name in value.names}
        self.named = {self.by_name[name].name for name in self.given if name in self.by_name}
        self._check_names()
        data, faults = bodies.controls(self.given)
        self.faults += faults
        self.form = self._form({**self._standing(), **data, **self._converted()})
        if not self.faults and not self.form.is_valid():
            self.faults = self._told_of_form()

    @property
    def reason(self) -> str:
        return str(self.form.cleaned_data["reason"])

    @property
    def on_behalf_of(self) -> str:
        return str(self.form.cleaned_data["on_behalf_of"])

    def attributes(self) -> dict[str, Any]:
        """What to write: everything for a new record, for a correction only what was named."""
        found = self.form.attributes()
        return found if self.record is None else {name: found[name] for name in self.named}

    def refusal(self, refused: Refused) -> dict[str, Any]:
        """A law's refusal as a fault of the field that it speaks of."""
        path = named(self.register, refused.field)
        return fault(path, code_of(refused), str(refused.message), bodies.shown(self.given.get(path)))

    def _check_names(self) -> None:
        known = [*self.by_name, *bodies.CONTROLS, *self.beside]
        told = rows.names(self.register.key)
        for name in self.given:
            if name in known and not self._is_fixed(name):
                continue
            if self._is_fixed(name):
                message, code = _("This is entered once. Remove a wrong entry and enter the record anew."), "fixed"
            elif name in told:
                message, code = _("This follows from other fields and can't be written."), "read_only"
            else:
                message = _("There is no field “%(name)s” here. Known are: %(known)s.")
                message, code = message % {"name": name, "known": ", ".join(known)}, "unknown_field"
            self.faults.append(fault(name, code, message, bodies.shown(self.given[name])))

    def _is_fixed(self, name: str) -> bool:
        return self.record is not None and name in self.by_name and self.by_name[name].name in self.register.fixed

    def _standing(self) -> dict[str, Any]:
        """What the form is filled with before: the record, or what stands in a column where nothing is said."""
        if self.record is None:
            kinds = (values.Choice, values.Flag)
            return {
                v.name: v.field.get_default() for v in typed(self.register) if isinstance(v, kinds) and v.field.has_default()
            }
        # Personal data is kept by saying nothing.
        kept = [value for value in typed(self.register) if not isinstance(value, values.Personal)]
        return {name: standing for value in kept for name, standing in value.initial(self.record).items()}

    def _converted(self) -> dict[str, Any]:
        """The given values as the form takes them; values of a wrong type become faults."""
        data: dict[str, Any] = {}
        for name, value in self.by_name.items():
            if name not in self.given:
                continue
            given = self.given[name]
            wanted = wrong_type(value, given)
            if wanted:
                self.faults.append(
                    fault(name, "wrong_type", _("This must be %(what)s.") % {"what": wanted}, bodies.shown(given))
                )
            elif isinstance(value, values.Term) and name == value.names[1]:
                data[f"{value.name}_until"] = _last_day(given)
            elif isinstance(value, values.Term):
                data[name] = given
            elif isinstance(value, values.Reference):
                data[value.name] = _reference(given)
            elif isinstance(value, values.Personal):
                data[value.name] = self._personal(name, value, given)
            else:
                data[value.name] = given
        return data

    def _personal(self, name: str, value: values.Personal, given: Any) -> Any:
        """Nothing takes it out, as a dash does on the screen; a mask that comes back is no name."""
        standing = "" if self.record is None else value.read(self.record)
        if given and standing and given != standing and given == value.field.masked(standing):
            message = _("This is the mask that lists show. Leave the field out to keep what stands there.")
            self.faults.append(fault(name, "masked", message, given))
        return "-" if not given and standing and not value.is_required else given

    def _form(self, data: Mapping[str, Any]) -> RecordForm:
        form = RecordForm(data, register=self.register, district=self.district, record=self.record)
        for value in typed(self.register):
            if isinstance(value, values.Reference) and value.target in OFFERED_WHOLE:
                # Programs name a street or community like everything else, not by its place in a list.
                before = form.fields[value.name]
                made = ReferenceField(rows=form.rows_of(value), required=before.required, disabled=before.disabled)
                form.fields[value.name] = made
            for name in _form_names(value):
                if self.record is not None and value.name not in self.named:
                    form.fields[name].required = False
                elif self.record is not None and isinstance(value, values.Personal):
                    form.fields[name].required = value.is_required
        return form

    def _told_of_form(self) -> Faults:
        names = {field: name for name, field in bodies.CONTROLS.items()}
        for value in typed(self.register):
            names |= dict(zip(_form_names(value), value.names, strict=True))
        found = []
        for at, errors in self.form.errors.as_data().items():
            name = names.get(at, "")
            for error in errors:
                code = error.code or "invalid"
                message = " ".join(error.messages)
                if code == "doubt":
                    message += " " + _("If it is right, send confirm: true.")
                found.append(fault(name, code, message, bodies.shown(self.given.get(name))))
        return found


def code_of(refused: Refused) -> str:
    """`conflict` where another record stands in the way, `refused` where a law does."""
    return "conflict" if is_conflict(refused) else "refused"


def is_conflict(refused: Refused) -> bool:
    """Whether the database found another record in the way: a unique key or an exclusion (SQLSTATE 23505, 23P01)."""
    cause = getattr(refused.__cause__, "__cause__", None)
    return getattr(cause, "pgcode", "") in ("23505", "23P01")


def _form_names(value: values.Value) -> tuple[str, ...]:
    """The names of a value's fields in the form, in the order of its names in the API."""
    return (value.names[0], f"{value.name}_until") if isinstance(value, values.Term) else (value.name,)


def wrong_type(value: values.Value, given: Any) -> str:
    """What the value should have been; empty where its type is right."""
    if isinstance(given, str) and "\x00" in given:
        return _("a text without NUL characters")
    if isinstance(value, values.Flag):
        return "" if isinstance(given, bool) else _("true or false")
    if isinstance(value, values.Choices):
        fits = isinstance(given, list) and all(isinstance(part, str) and "\x00" not in part for part in given)
        return "" if fits else _("a list of texts")
    if given is None:
        return ""
    if isinstance(value, values.Count):
        return "" if isinstance(given, int) and not isinstance(given, bool) else _("a whole number")
    if isinstance(value, values.Amount | values.Money):
        fits = isinstance(given, str | int | Decimal) and not isinstance(given, bool)
        return "" if fits else _("a decimal number, written as a text")
    if isinstance(value, values.Reference):
        return "" if _names_a_record(given) else _("a code, a name, an id, or {\"id\": …} or {\"code\": …}")
    if isinstance(value, values.Moment):
        return "" if isinstance(given, str) else _("a moment, written as 2022-07-07T08:30:00+08:00")
    if isinstance(value, values.Term | values.Day):
        return "" if isinstance(given, str) else _("a day, written as 2022-07-07")
    return "" if isinstance(given, str) else _("a text")


def _names_a_record(given: Any) -> bool:
    if isinstance(given, dict):
        by_id, by_code = given.get("id"), given.get("code")
        is_coded = by_id is None and isinstance(by_code, str) and by_code != "" and "\x00" not in by_code
        return set(given) <= {"id", "code", "name"} and (_is_id(by_id) or is_coded)
    return isinstance(given, str) or _is_id(given)


def _is_id(given: Any) -> bool:
    return isinstance(given, int) and not isinstance(given, bool) and 0 <= given < 10**18


def _reference(given: Any) -> Any:
    """As a person would write it: an id behind `#`, a code or a name as it is."""
    if isinstance(given, dict):
        given = given["id"] if given.get("id") is not None else given["code"]
    return f"#{given}" if isinstance(given, int) else given


def _last_day(given: Any) -> Any:
    """The last day of a half-open range; what is no day is left for the form to refuse."""
    end = bodies.day(given)
    return end - timedelta(days=1) if end is not None and end.toordinal() > 1 else given
