"""What a form that is older than its record must be told: who changed what meanwhile, beside what was typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Model

from governance.audit import history


@dataclass(frozen=True)
class Conflict:
    """One field that somebody else changed after the form was opened."""

    label: str
    before: str
    now: str
    typed: str
    name: str  # of the form's field; empty where the form does not have it
    actor: str
    reason: str
    known_from: datetime

    @property
    def agrees(self) -> bool:
        """Both wrote the same: nothing to decide."""
        return bool(self.name) and self.typed == self.now


def since(record: Model, version: int, form: forms.BaseForm) -> list[Conflict]:
    """The changes of the record after `version`, one per field, the newest author of each."""
    names = {str(field.verbose_name): field.name for field in record._meta.concrete_fields if hasattr(field, "verbose_name")}
    found: dict[str, Conflict] = {}
    for event in history.of(record):
        if event.version_id <= version:
            break
        for change in event.changes:
            newer = found.get(change.label)
            name = names.get(change.label, "")
            shown = name if name in form.fields else ""
            found[change.label] = Conflict(
                label=change.label, before=change.old, now=newer.now if newer else change.new,
                typed=typed(form, shown), name=shown,
                actor=newer.actor if newer else event.actor, reason=newer.reason if newer else event.reason,
                known_from=newer.known_from if newer else event.known_from,
            )
    return [conflict for conflict in found.values() if conflict.before != conflict.now]


def typed(form: forms.BaseForm, name: str) -> str:
    """What the person typed, as the history would write it; empty for a field that the form does not have."""
    if not name:
        return ""
    value: Any = form.cleaned_data.get(name)
    if value is None or value == "":
        return ""
    choices = getattr(form.fields[name], "choices", None)
    if choices is not None and not isinstance(form.fields[name], forms.ModelChoiceField):
        return str(dict(_flat(choices)).get(value, value))
    return str(value)


def _flat(choices: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label
