"""The small shapes of which answers are made, and the problem."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string", "pattern": r"^-?\d+\.\d\d$"}]})
class FigureField(serializers.JSONField):
    """An integer count, or a decimal string of yuan."""


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string", "pattern": r"^-?\d+\.\d\d$"}, {"type": "null"}]})
class OptionalFigureField(serializers.JSONField):
    """The same, or null."""


@extend_schema_field({"type": "string", "pattern": r"^-?\d+(\.\d+)?$"})
class AmountField(serializers.CharField):
    """A decimal string; the unit is in the field's name."""


@extend_schema_field({"type": ["string", "null"], "pattern": r"^-?\d+(\.\d+)?$"})
class OptionalAmountField(serializers.CharField):
    """The same, or null."""


class Place(serializers.Serializer[Any]):
    """A street, community, courtyard or firm as other records name it."""

    code = serializers.CharField(allow_blank=True)
    name = serializers.CharField()


class Both(serializers.Serializer[Any]):
    """A text in Chinese and English."""

    zh = serializers.CharField()
    en = serializers.CharField()


class Fault(serializers.Serializer[Any]):
    """What is wrong with one parameter."""

    path = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()
    value = serializers.CharField(allow_null=True)


class Problem(serializers.Serializer[Any]):
    """RFC 9457. `code` is one of the codes of docs/api.md; `errors` names the fields."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    errors = Fault(many=True)  # type: ignore[assignment]  # a field, not the errors of this
    trace_id = serializers.CharField()


class Stamps(serializers.Serializer[Any]):
    """The clocks of an answer."""

    on = serializers.DateField()
    as_of = serializers.DateTimeField(allow_null=True)


class Page(Stamps):
    """A page of records, and the link to the next one."""

    next = serializers.CharField(allow_null=True)
    count = serializers.IntegerField(allow_null=True, help_text="only with count=true")
