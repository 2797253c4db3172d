"""Entering, correcting, ending and removing a record."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.audit import locking
from governance.people.permissions import requires
from governance.registers import conflicts, dependants, registry, services, values
from governance.registers.declarations import Refused, Register
from governance.registers.entries import DayField, Entry
from governance.registers.forms import RecordForm
from governance.registers.services.entering import version_of
from portal.quality import warnings
from portal.registers import addresses, returning
from portal.registers.doors import record_for, register_for


class EndForm(Entry):
    """The last day on which a record holds."""

    last_day = DayField(label=gettext_lazy("last day"), help_text=gettext_lazy("The last day on which it still holds."))
    on_behalf_of = forms.CharField(label=gettext_lazy("recorded on behalf of"), max_length=80, required=False)


@requires("records.read")
def RecordCreate(request: Any, key: str) -> HttpResponse:
    """A new record; the address may say what is known already (`?courtyard=CODE`), and where to go back to (`next`)."""
    portal, register = request.portal, register_for(request, key, "write")
    form = RecordForm(request.POST or None, register=register, district=portal.district.pk, initial=_known(request, register))
    if request.method == "POST" and form.is_valid():
        try:
            record = services.enter(
                register, district=portal.district.pk, data=form.attributes(), by=portal.user,
                reason=form.cleaned_data["reason"], on_behalf_of=form.cleaned_data["on_behalf_of"],
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("%(name)s is entered.") % {"name": _name(register, record)})
            warnings.tell(request, register, record)
            if "another" in request.POST:
                return redirect(request.get_full_path())
            return redirect(returning.wanted(request) or addresses.of(register, record, portal.district.code))
    asked_from = returning.wanted(request)
    back = asked_from or addresses.of_list(register, portal.district.code)
    return _form(request, register, form, {"back": back, "is_new": True, "asked_from": asked_from})


def _known(request: Any, register: Register) -> dict[str, Any]:
    """What a new record starts with: today, what the address says, the only street in sight."""
    portal, known = request.portal, {}
    for name, value in values.of(register).items():
        if isinstance(value, values.Term) and value.name == "valid":
            known["valid_from"] = portal.clock.today
        if isinstance(value, values.Choice) and request.GET.get(name) in dict(value.field.choices):
            known[name] = request.GET[name]
        elif isinstance(value, values.Reference):
            if name == "street" and portal.street_id:
                known[name] = portal.street_id
            elif name in request.GET:
                form = RecordForm(register=register, district=portal.district.pk)
                try:
                    known[name] = form.fields[name].clean(request.GET[name]) if name in form.fields else None
                except forms.ValidationError:
                    continue
    return known


def _name(register: Register, record: Any) -> str:
    text = str(record)
    return text if type(record).__str__ is not type(record).__mro__[-2].__str__ and "object (" not in text else str(register.noun)


@requires("records.read")
def RecordEdit(request: Any, key: str, record: int) -> HttpResponse:
    """Corrects a record. A form that is older than the record shows both versions and keeps what was typed."""
    portal, register = request.portal, register_for(request, key, "write")
    found = record_for(request, register, record)
    version = version_of(register, found)
    form = RecordForm(
        request.POST or None, register=register, district=portal.district.pk, record=found, initial={"version": version}
    )
    back = addresses.of(register, found, portal.district.code)
    context: dict[str, Any] = {"back": back, "record": found}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.correct(
                register, record=found, data=form.attributes(), version=data["version"] or 0, by=portal.user,
                reason=data["reason"], on_behalf_of=data["on_behalf_of"],
            )
        except locking.StaleRecord:
            context |= {"overtaken": conflicts.since(register, found, data["version"] or 0, form), "status": 409}
            form.open_again(version)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": _name(register, found)})
            fresh = record_for(request, register, record)
            warnings.tell(request, register, fresh)
            return redirect(addresses.of(register, fresh, portal.district.code))
    return _form(request, register, form, context)


def _form(request: Any, register: Register, form: RecordForm, context: dict[str, Any]) -> HttpResponse:
    status = context.pop("status", 400 if form.errors else 200)
    names = {bound.name: bound for bound in form}
    groups = []
    for group in register.groups:
        bound = [
            {"field": names[name], "shown_for": _shown_for(register, value)}
            for value in (values.of(register)[n] for n in group.fields)
            for name in _names(value)
            if name in names
        ]
        if bound:
            groups.append((group.title, bound))
    context |= {"register": register, "form": form, "groups": groups, "doubted": bool(form.doubted) or "confirm" in form.data}
    return render(request, "registers/record_form.html", context, status=status)


def _names(value: values.Value) -> tuple[str, ...]:
    return (value.names[0], f"{value.name}_until") if isinstance(value, values.Term) else (value.name,)


def _shown_for(register: Register, value: values.Value) -> str:
    """`field:one,two` for the script that hides what a kind does not need."""
    if value.name not in register.shown_for:
        return ""
    field, wanted = register.shown_for[value.name]
    return f"{field}:{','.join(wanted)}"


def refuse(form: forms.Form, refused: Refused) -> None:
    """Puts a refusal beside the field it speaks of."""
    known = {"valid": "valid_from", "period": "period_from"}.get(refused.field, refused.field)
    form.add_error(known if known in form.fields else None, str(refused.message))


@requires("records.read")
def RecordEnd(request: Any, key: str, record: int) -> HttpResponse:
    """Ends a record: it stays, and holds until its last day."""
    portal, register = request.portal, register_for(request, key, "write")
    form = EndForm(request.POST or None, initial={"last_day": portal.clock.today})

    def act(found: Any, data: dict[str, Any], version: int) -> str:
        services.end(
            register, record=found, last_day=data["last_day"], version=version, by=portal.user, reason=data["reason"],
            on_behalf_of=data["on_behalf_of"],
        )
        return _("%(name)s ends on %(day)s.") % {"name": _name(register, found), "day": data["last_day"]}

    return _act(request, register, record, form, act, "registers/record_end.html")


@requires("records.read")
def RecordRemove(request: Any, key: str, record: int) -> HttpResponse:
    """Removes a wrong entry to the bin; shows what depends on it first."""
    portal, register = request.portal, register_for(request, key, "remove")
    form = Entry(request.POST or None)

    def act(found: Any, data: dict[str, Any], version: int) -> str:
        services.remove(register, record=found, version=version, by=portal.user, reason=data["reason"], now=portal.now)
        return _("%(name)s is in the bin; it can be put back for thirty days.") % {"name": _name(register, found)}

    return _act(request, register, record, form, act, "registers/record_remove.html", to_list=True)


def _act(
    request: Any, register: Register, pk: int, form: Entry, act: Callable[[Any, dict[str, Any], int], str], template: str,
    *, to_list: bool = False,
) -> HttpResponse:
    """A deed with a reason on one record, as the version that the page showed."""
    portal = request.portal
    found = record_for(request, register, pk)
    version, back = version_of(register, found), addresses.of(register, found, portal.district.code)
    form.fields["version"].initial = version
    if request.method == "POST" and form.is_valid():
        try:
            told = act(found, form.cleaned_data, form.cleaned_data["version"] or 0)
        except locking.StaleRecord:
            form.open_again(version)
            form.add_error(None, _("Somebody changed this record meanwhile. Look at it again before you go on."))
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, told)
            if not to_list:
                warnings.tell(request, register, found)
            return redirect(addresses.of_list(register, portal.district.code) if to_list else back)
    context = {
        "register": register, "record": found, "form": form, "back": back, "dependants": dependants.of(register, found),
        "parts": [(registry.of_model(model), rows.count()) for model, rows in services.parts(register, found)],
    }
    return render(request, template, context, status=400 if form.errors else 200)
