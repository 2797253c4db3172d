"""The shapes of declared values and of checks."""

from typing import Any

from rest_framework import serializers

from governance.claims.rules.texts import Kind
from governance.claims.rules.verdicts import Verdict
from portal.api.shapes.parts import AmountField, Both, FigureField, OptionalAmountField, OptionalFigureField, Place


class Computed(serializers.Serializer[Any]):
    """The figure as the records give it."""

    population = serializers.CharField()
    unit = serializers.ChoiceField(["percent", "count", "yuan"])
    value = OptionalAmountField(help_text="decimal string; null where nothing can be divided")
    numerator = FigureField()
    denominator = OptionalFigureField()
    definition_version = serializers.IntegerField()


class Checked(serializers.Serializer[Any]):
    """A figure of a document beside the computed one."""

    indicator = serializers.CharField(help_text="key")
    population = serializers.CharField(allow_blank=True, help_text="empty where the document does not say of which")
    street = Place(allow_null=True)
    on = serializers.DateField()
    printed = serializers.CharField()
    value = AmountField(help_text="the printed figure as a decimal string")
    computed = Computed()
    verdict = serializers.ChoiceField([verdict.value for verdict in Verdict])
    agrees = serializers.BooleanField()
    sentence = Both(help_text="the verdict with its arithmetic")


class Claim(Checked):
    """A declared value with its verdict."""

    id = serializers.IntegerField()
    source = serializers.CharField()  # type: ignore[assignment]  # a field, not where one comes from
    source_on = serializers.DateField()
    quote = serializers.CharField(allow_blank=True)
    explanation_zh = serializers.CharField(allow_blank=True, help_text="a person's words")
    explanation_en = serializers.CharField(allow_blank=True)


class ClaimVerdicts(serializers.Serializer[Any]):
    """Declared values with their verdicts."""

    on = serializers.DateField()
    as_of = serializers.DateTimeField(allow_null=True)
    next = serializers.CharField(allow_null=True)
    items = Claim(many=True)


class AskedClaim(serializers.Serializer[Any]):
    """A figure to check."""

    indicator = serializers.CharField(help_text="code or key")
    printed = serializers.CharField(max_length=40, help_text="exactly as it is printed: 59%, 1200余, 约100万元")
    on = serializers.DateField(required=False, help_text="day of the figure; default `dated`")
    population = serializers.CharField(required=False)
    within = serializers.CharField(required=False, help_text="code of a street")


class ClaimCheck(serializers.Serializer[Any]):
    """Either the text of a report or some figures of it."""

    dated = serializers.DateField(help_text="day of the document")
    text = serializers.CharField(required=False, max_length=30_000)
    claims = AskedClaim(many=True, required=False, help_text="at most 200")


class Number(serializers.Serializer[Any]):
    """A number of the text: where it stands, and what it is taken for."""

    start = serializers.IntegerField(help_text="first sign, from 0")
    end = serializers.IntegerField(help_text="sign behind the last")
    text = serializers.CharField()
    kind = serializers.ChoiceField([kind.value for kind in Kind])
    candidates = serializers.ListField(child=serializers.CharField(), help_text="keys of the indicators that it may be of")
    checked = Checked(allow_null=True)


class ClaimsChecked(serializers.Serializer[Any]):
    """Verdicts; of a text every number of it, of figures each in its place."""

    as_of = serializers.DateTimeField(allow_null=True)
    numbers = Number(many=True)
    items = Checked(many=True)
