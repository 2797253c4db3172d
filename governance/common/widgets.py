"""Gives the fields of a form the look and the aria attributes of the screens."""

from typing import Any

from django import forms


def dress(form: forms.BaseForm) -> None:
    """Called at the end of a form's __init__."""
    for field in form.fields.values():
        widget: Any = field.widget
        if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
            widget.attrs.setdefault("class", "form-check-input")
        elif isinstance(widget, forms.Select):
            widget.attrs.setdefault("class", "form-select")
        else:
            widget.attrs.setdefault("class", "form-control")


class Dressed(forms.BaseForm):
    """A mixin: the form's fields look like the screens' fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)
