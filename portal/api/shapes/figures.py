"""The shapes of statistics."""

from typing import Any

from rest_framework import serializers

from portal.api.shapes.parts import FigureField, OptionalAmountField, OptionalFigureField


class Vintage(serializers.Serializer[Any]):
    """What a figure was known to be at a moment, where it was another than at the one before."""

    as_of = serializers.DateTimeField(allow_null=True, help_text="null for now")
    value = OptionalAmountField()
    numerator = FigureField()
    denominator = OptionalFigureField()


class Cell(serializers.Serializer[Any]):
    """One figure. Percentages carry numerator and denominator; `value` is null where nothing can be divided."""

    indicator = serializers.CharField(help_text="as the request named it")
    key = serializers.CharField()
    code = serializers.CharField(help_text="code of the catalogue, such as I2; empty where it has none")
    population = serializers.CharField()
    division = serializers.CharField(help_text="division code; empty for what lies in no street or community")
    division_name = serializers.CharField()
    period = serializers.CharField(allow_null=True, help_text="2022-06, 2021Q4 or 2022; null where a day was asked for")
    on = serializers.DateField(help_text="the day of the figure")
    unit = serializers.ChoiceField(["percent", "count", "yuan"])
    value = OptionalAmountField(help_text="decimal string; percentages to two decimals, half-up")
    numerator = FigureField(help_text="integer, or decimal string of yuan")
    denominator = OptionalFigureField(help_text="integer, decimal string of yuan, or null for counts")
    definition_version = serializers.IntegerField()
    history = Vintage(many=True, required=False, help_text="only with include_history=true")


class Statistics(serializers.Serializer[Any]):
    """Figures on a day."""

    on = serializers.DateField()
    as_of = serializers.DateTimeField(allow_null=True)
    cells = Cell(many=True)


class Series(serializers.Serializer[Any]):
    """Figures on many days."""

    as_of = serializers.DateTimeField(allow_null=True)
    cells = Cell(many=True)


class Member(serializers.Serializer[Any]):
    """A record behind a figure."""

    id = serializers.IntegerField()
    code = serializers.CharField(allow_blank=True)
    name = serializers.CharField()
    street = serializers.CharField(allow_blank=True)
    covered = serializers.BooleanField()
    why = serializers.ChoiceField(["never", "ended", "begins", "partly"], allow_null=True)
    reason = serializers.CharField(allow_blank=True, help_text="why it is not covered, in words")
    ended_on = serializers.DateField(allow_null=True, help_text="first day without")
    begins_on = serializers.DateField(allow_null=True)
    numerator = FigureField()
    denominator = OptionalFigureField()


class Members(serializers.Serializer[Any]):
    """The records behind a figure."""

    on = serializers.DateField()
    as_of = serializers.DateTimeField(allow_null=True)
    total = serializers.IntegerField()
    next = serializers.CharField(allow_null=True)
    members = Member(many=True)
