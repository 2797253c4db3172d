"""Shapes of a star with its explanation, and of how the stars are spread."""

from typing import Any

from rest_framework import serializers

from portal.api.shapes.parts import AmountField, Place, Stamps


class RatedCriterion(serializers.Serializer[Any]):
    """One item of a star, told."""

    code = serializers.CharField()
    title = serializers.CharField()
    points = AmountField()
    full_mark = AmountField()
    why = serializers.CharField(help_text="in the caller's language")
    by_whose_word = serializers.CharField()


class ExplainedRating(serializers.Serializer[Any]):
    """A star with everything that made it."""

    id = serializers.IntegerField()
    year = serializers.IntegerField()
    revision = serializers.IntegerField()
    score = AmountField()
    star = serializers.IntegerField(help_text="0: no star")
    vetoed = serializers.BooleanField()
    recorded_at = serializers.DateTimeField()
    courtyard = Place()
    street = Place()
    explanation = serializers.DictField(help_text="as stored when the star was computed; never rewritten")
    recomputed_score = AmountField(help_text="from the stored explanation alone")
    recomputed_star = serializers.IntegerField()
    sentences = serializers.ListField(child=serializers.CharField())
    criteria = RatedCriterion(many=True)


class StarCount(serializers.Serializer[Any]):
    """Courtyards of a street or mode that have a star."""

    by = serializers.ChoiceField(["street", "mode"])
    code = serializers.CharField(allow_blank=True, help_text="of the street, or the mode; empty: no mode confirmed")
    name = serializers.CharField()
    star = serializers.IntegerField()
    count = serializers.IntegerField()


class RatingDistribution(Stamps):
    """How the stars of a round are spread."""

    year = serializers.IntegerField(allow_null=True)
    counts = StarCount(many=True)
