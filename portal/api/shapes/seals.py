"""The shapes of seals."""

from typing import Any

from rest_framework import serializers

from portal.api.shapes.parts import FigureField, OptionalAmountField, OptionalFigureField


class SealHead(serializers.Serializer[Any]):
    """A sealed report, without its numbers."""

    number = serializers.IntegerField(help_text="in the district's chain, from 1")
    revision = serializers.IntegerField()
    period = serializers.CharField(help_text="2021Q4, 2022-06 or 2022")
    level = serializers.ChoiceField(["district", "street"])
    division = serializers.CharField()
    division_name = serializers.CharField()
    on = serializers.DateField(help_text="last day of the period")
    as_of = serializers.DateTimeField(help_text="moment of knowledge")
    reason = serializers.CharField(allow_blank=True, help_text="of a revision")
    submitted_by = serializers.CharField()
    approved_by = serializers.CharField()
    previous = serializers.CharField(allow_blank=True, help_text="hash of the seal of the number before")
    sha256 = serializers.CharField()


class Seals(serializers.Serializer[Any]):
    """A page of seals, the oldest first."""

    as_of = serializers.DateTimeField(allow_null=True)
    next = serializers.CharField(allow_null=True)
    seals = SealHead(many=True)


class SealedCell(serializers.Serializer[Any]):
    """One sealed figure."""

    key = serializers.CharField()
    code = serializers.CharField(allow_blank=True)
    population = serializers.CharField()
    level = serializers.ChoiceField(["district", "street", "community"])
    division = serializers.CharField(allow_blank=True, help_text="empty for what lies in no street or community")
    division_name = serializers.CharField()
    unit = serializers.ChoiceField(["percent", "count", "yuan"])
    value = OptionalAmountField()
    numerator = FigureField()
    denominator = OptionalFigureField()
    definition_version = serializers.IntegerField()


class Seal(SealHead):
    """A seal with its numbers. `content` is the sealed text; `sha256` is the hash of its UTF-8 bytes."""

    content = serializers.CharField()
    cells = SealedCell(many=True)
