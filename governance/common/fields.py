"""Model fields that know how a person may read them: personal data, and amounts of money."""

from typing import Any

from django.db import models


class PersonalField(models.CharField):
    """Personal data: masked wherever many rows stand together, opened one by one for a reason that is logged."""

    def masked(self, text: str) -> str:
        """What everybody may see of it."""
        raise NotImplementedError

    def deconstruct(self) -> Any:
        # To the database it is a text like any other.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


def shown(record: models.Model, name: str = "name") -> str:
    """A personal field of a record as everybody may see it; what `__str__` of people says."""
    field: Any = record._meta.get_field(name)
    return str(field.masked(getattr(record, name)))


class PersonNameField(PersonalField):
    """A person's name: 张建国 is shown as 张**."""

    def masked(self, text: str) -> str:
        return text[:1] + "*" * min(len(text) - 1, 2) if text else ""


class TelephoneField(PersonalField):
    """A telephone number: 13812345678 is shown as 138****5678."""

    def masked(self, text: str) -> str:
        if len(text) < 7:
            return "*" * len(text)
        return f"{text[:3]}****{text[-4:]}" if len(text) >= 11 else f"{text[:2]}****{text[-2:]}"


class FenField(models.BigIntegerField):
    """An amount of money in fen; written and read by people as yuan with two decimals."""

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BigIntegerField", args, kwargs
