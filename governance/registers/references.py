"""How a person or a program names another record: by code, by name, or by `#id`."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy

from governance.common.fields import PersonalField
from governance.registers.values import code_of

BY_ID = re.compile(r"#?(\d{1,18})")
ENDS_WITH_ID = re.compile(r"#(\d{1,18})$")
# As `PersonNameField` shows a name.
MASK = re.compile(r"(\w)(\*{1,2})")
SHOWN = 8


def written(record: Any) -> str:
    """The text that stands in the field and is understood again: `code name`, or `name #id`."""
    code = code_of(record)
    return f"{code} {record}" if code else f"{record} #{record.pk}"


def paths(model: type[Model]) -> list[str]:
    """The columns by which rows of a model are known, best first."""
    found = [name for name in ("code", "uscc", "name") if _has(model, name)]
    found += [f"unit__{name}" for name in ("uscc", "name") if not found and _has(model, "unit")]
    return found


def searched(model: type[Model]) -> list[str]:
    """The columns in which a part of a name is looked for; a link between two records is found by either."""
    own = paths(model)
    if own:
        return [*own, *(["name_pinyin"] if _has(model, "name_pinyin") else [])]
    return [f"{link}__name" for link in getattr(model, "named_by", ())]


def _has(model: type[Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def finds(model: type[Model], path: str, text: str) -> Q:
    """Rows whose column holds the text. A masked name is found whole, by its first character, or by its mask: 张**.

    Found by any part of it, it could be spelled out character by character by whoever may see only the mask.
    """
    if not isinstance(column(model, path), PersonalField):
        return Q(**{f"{path}__icontains": text})
    if mask := MASK.fullmatch(text):
        return Q(**{f"{path}__regex": f"^{re.escape(mask[1])}{'.' if len(mask[2]) == 1 else '.{2,}'}$"})
    return Q(**{f"{path}__startswith" if len(text) == 1 else path: text})


def column(model: type[Model], path: str) -> Any:
    *links, name = path.split("__")
    for link in links:
        related: Any = model._meta.get_field(link)
        model = related.related_model
    return model._meta.get_field(name)


def suggestions(rows: QuerySet[Any], text: str) -> list[str]:
    """What a person who has typed `text` may mean, as the field understands it."""
    wanted = Q()
    for name in searched(rows.model):
        wanted |= finds(rows.model, name, text)
    found = rows.filter(wanted) if text else rows
    return [written(row) for row in found.order_by("pk")[:SHOWN]]


class ReferenceField(forms.Field):
    """Names one row of `rows`. An unknown, foreign or ambiguous name is an error in words."""

    default_error_messages = {
        "missing": gettext_lazy("Nothing of this name or code is in your sight. Choose one of those offered."),
        "ambiguous": gettext_lazy("Several are called so. Choose one: %(some)s."),
    }

    def __init__(self, *, rows: QuerySet[Any], suggest: str = "", **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "data-portal-suggest": suggest})
        super().__init__(widget=widget, **kwargs)
        self.rows = rows

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, Model) else value

    def to_python(self, value: Any) -> Any:
        if value in (None, "") or isinstance(value, Model):
            return value or None
        text = str(value).strip()
        if not text:
            return None
        found = [] if "\x00" in text else self._named(text)
        if not found:
            raise forms.ValidationError(self.error_messages["missing"], code="missing")
        if len(found) > 1:
            some = "、".join(written(row) for row in found[:5])
            raise forms.ValidationError(self.error_messages["ambiguous"], code="ambiguous", params={"some": some})
        return found[0]

    def _named(self, text: str) -> Sequence[Any]:
        """The rows that the text names: by an id at its end, by its first word as a code, or by the whole."""
        if marked := ENDS_WITH_ID.search(text):
            return list(self.rows.filter(pk=int(marked[1])))
        for name in paths(self.rows.model):
            word = text.split()[0] if name.endswith(("code", "uscc")) else text
            if found := list(self.rows.filter(**{name: word})[:6]):
                return found
        if by_id := BY_ID.fullmatch(text):
            return list(self.rows.filter(pk=int(by_id[1])))
        return []

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "")
