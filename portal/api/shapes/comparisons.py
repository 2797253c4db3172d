"""The shapes of compared and explained figures."""

from typing import Any

from rest_framework import serializers

from governance.indicators.comparing import Kind
from portal.api.shapes.catalogue import Definition
from portal.api.shapes.figures import Cell, Member
from portal.api.shapes.parts import AmountField, FigureField, OptionalAmountField, OptionalFigureField

KINDS = [kind.value for kind in Kind]


class ComparedSide(Cell):
    """A figure with its own clocks."""

    on = serializers.DateField()
    as_of = serializers.DateTimeField(allow_null=True)


class Difference(serializers.Serializer[Any]):
    """The second side less the first."""

    value = OptionalAmountField(help_text="percentage points, records or yuan; null where a side has no value")
    numerator = FigureField()
    denominator = OptionalFigureField()


class BridgeStep(serializers.Serializer[Any]):
    """All records of one kind together, and the value before and after them."""

    kind = serializers.ChoiceField(KINDS)
    records = serializers.IntegerField()
    numerator = FigureField()
    denominator = OptionalFigureField()
    before = OptionalAmountField()
    after = OptionalAmountField()
    moves = OptionalAmountField(help_text="after less before; all of them add up to the difference of the values")


class DifferenceOfPlaces(serializers.Serializer[Any]):
    """The numerators' difference of two places: `size` at the first one's rate, the rest by the other `rate`."""

    size = AmountField()
    rate = AmountField()


class WrittenBy(serializers.Serializer[Any]):
    """The record version that explains, and the change that wrote it (or took it out)."""

    register = serializers.CharField(allow_null=True)
    id = serializers.IntegerField()
    version = serializers.IntegerField()
    deed = serializers.ChoiceField(["entered", "corrected", "removed"])
    change = serializers.IntegerField(allow_null=True)
    by = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()
    reason = serializers.CharField(allow_blank=True)


class ExplainedRecord(serializers.Serializer[Any]):
    """A record and what it adds to the difference."""

    kind = serializers.ChoiceField(KINDS)
    how = serializers.ChoiceField(KINDS, help_text="of a corrected record: what the later knowledge did to it")
    id = serializers.IntegerField()
    code = serializers.CharField(allow_blank=True)
    name = serializers.CharField()
    street_before = serializers.CharField(allow_null=True)
    street_after = serializers.CharField(allow_null=True)
    numerator = FigureField()
    denominator = OptionalFigureField()
    cause = WrittenBy(allow_null=True, help_text="null where the history knows none, or without the scope records")


class Compared(serializers.Serializer[Any]):
    """Two figures and every record that makes them differ."""

    to = ComparedSide()
    difference = Difference()
    bridge = BridgeStep(many=True)
    composition = DifferenceOfPlaces(allow_null=True)
    total = serializers.IntegerField(help_text="explained records in all, of the asked kinds")
    next = serializers.CharField(allow_null=True)
    explained = ExplainedRecord(many=True)

    def get_fields(self) -> dict[str, Any]:
        """`from` is no name that Python lets an attribute have."""
        return {"from": ComparedSide(), **super().get_fields()}


class Lengths(serializers.Serializer[Any]):
    """How many records each list behind a figure has."""

    numerator = serializers.IntegerField()
    denominator = serializers.IntegerField()
    gap = serializers.IntegerField()


class Explained(serializers.Serializer[Any]):
    """A figure, what it counts, and one of its lists."""

    on = serializers.DateField()
    as_of = serializers.DateTimeField(allow_null=True)
    cell = Cell()
    definition = Definition()
    list = serializers.ChoiceField(["numerator", "denominator", "gap"])
    totals = Lengths()
    next = serializers.CharField(allow_null=True)
    members = Member(many=True)
