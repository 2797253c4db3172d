"""The shapes of the rating rounds and of their courtyards."""

from typing import Any

from rest_framework import serializers

from portal.api.shapes.parts import OptionalAmountField, Page, Place, Stamps
from ratings.choices import EntryStep


class RatingEntry(serializers.Serializer[Any]):
    """A courtyard of a round."""

    id = serializers.IntegerField()
    year = serializers.IntegerField()
    courtyard = Place()
    street = Place()
    step = serializers.ChoiceField(EntryStep.values)
    by_district = serializers.BooleanField(help_text="a firm serves it, so the district rates it")
    is_drawn = serializers.BooleanField(allow_null=True, help_text="for the re-check; null before a draw")
    star = serializers.IntegerField(allow_null=True, help_text="of the latest revision; 0: no star")
    score = OptionalAmountField()
    revision = serializers.IntegerField(allow_null=True)
    objections = serializers.IntegerField()
    open_objections = serializers.IntegerField()
    revoked_from = serializers.DateField(allow_null=True, help_text="the star counts no more from this day on")
    status = serializers.CharField()
    announced_on = serializers.DateField(allow_null=True)


class RatingEntryPage(Page):
    """A page of the courtyards of rounds."""

    items = RatingEntry(many=True)


class RatingRound(serializers.Serializer[Any]):
    """A round with its counts."""

    year = serializers.IntegerField()
    standard = serializers.CharField()
    standard_version = serializers.IntegerField()
    status = serializers.CharField()
    applies_from = serializers.DateField(allow_null=True, help_text="its stars count for the subsidy months from this day on")
    applies_until = serializers.DateField(allow_null=True, help_text="the first day for which they count no more")
    opened_on = serializers.DateField(allow_null=True)
    eligible_on = serializers.DateField(allow_null=True)
    announced_on = serializers.DateField(allow_null=True)
    steps = serializers.DictField(child=serializers.IntegerField(), help_text="courtyards by step")
    objections = serializers.DictField(child=serializers.IntegerField(), help_text="objections by state")


class RatingRounds(Stamps):
    """The rounds."""

    rounds = RatingRound(many=True)
