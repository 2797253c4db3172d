"""The shapes of the catalogue of indicators."""

from typing import Any

from rest_framework import serializers

from portal.api.shapes.parts import Both, Stamps


class CodeWords(Both):
    """A code with its label."""

    code = serializers.CharField()


class PopulationCode(CodeWords):
    """A population with its label."""


class OptionOffered(Both):
    """What of an indicator may be chosen by a variant; `chosen` is what this one chose, empty for all."""

    name = serializers.CharField()
    chosen = serializers.ListField(child=serializers.CharField())
    codes = CodeWords(many=True)


class Definition(serializers.Serializer[Any]):
    """What an indicator counts."""

    key = serializers.CharField()
    code = serializers.CharField(allow_blank=True)
    unit = serializers.ChoiceField(["percent", "count", "yuan"])
    label = Both()  # type: ignore[assignment]  # a field, not the attribute of a field
    why = Both()
    numerator = Both()
    denominator = Both()
    population = serializers.CharField(help_text="default")
    populations = serializers.ListField(child=serializers.CharField())
    filters = serializers.ListField(child=serializers.CharField(), help_text="further parameters, such as firm")
    owner = serializers.CharField(help_text="the role that answers for it")
    version = serializers.IntegerField()
    subject = serializers.CharField()
    better = serializers.ChoiceField(["higher", "lower", "neither"], help_text="which way the figure should move")
    closed_by = serializers.CharField(allow_null=True, help_text="the register in which an entry closes the gap")
    decimals = serializers.IntegerField()
    rounding = serializers.ChoiceField(["half_up"])
    empty = serializers.CharField(help_text="what stands where there is nothing to divide by; `value` is null there")
    variant_of = serializers.CharField(allow_null=True, help_text="key of the shipped indicator, for a district's variant")
    options = OptionOffered(many=True)


class ChosenCodes(serializers.Serializer[Any]):
    """The codes of an option that count."""

    name = serializers.CharField()
    codes = serializers.ListField(child=serializers.CharField())


class VariantVersion(serializers.Serializer[Any]):
    """A version of a district's variant. `name` computes it for ever, unless it is the withdrawal."""

    name = serializers.CharField()
    key = serializers.CharField()
    version = serializers.IntegerField()
    variant_of = serializers.CharField()
    label = Both()  # type: ignore[assignment]
    why = Both()
    population = serializers.CharField()
    chosen = ChosenCodes(many=True)
    in_force_from = serializers.DateField()
    withdrawn = serializers.BooleanField()
    released_by = serializers.CharField()
    released_at = serializers.DateTimeField()
    reason = serializers.CharField()


class Definitions(Stamps):
    """The catalogue of indicators."""

    indicators = Definition(many=True)
    populations = PopulationCode(many=True)
    variants = VariantVersion(many=True)
