"""The shapes of the working-day calendar and of the demonstration points' board."""

from typing import Any

from rest_framework import serializers

from portal.api.shapes.parts import Stamps
from ratings.choices import DemonstrationLevel, DemonstrationState


class CalendarToldDay(serializers.Serializer[Any]):
    """A day of which something is said."""

    on = serializers.DateField()
    is_working = serializers.BooleanField()
    name = serializers.CharField()
    document = serializers.CharField()
    is_own = serializers.BooleanField(help_text="said by the district, not nationally")


class CalendarOfYear(serializers.Serializer[Any]):
    """A year of the calendar."""

    as_of = serializers.DateTimeField(allow_null=True)
    year = serializers.IntegerField()
    is_known = serializers.BooleanField()
    documents = serializers.ListField(child=serializers.CharField())
    working_days = serializers.IntegerField(allow_null=True)
    days = CalendarToldDay(many=True)


class CalendarDeadline(serializers.Serializer[Any]):
    """A time of publication, over whole days in Shanghai."""

    as_of = serializers.DateTimeField(allow_null=True)
    published = serializers.DateField()
    days = serializers.IntegerField()
    mode = serializers.ChoiceField(["working", "natural"])
    first = serializers.DateField()
    last = serializers.DateField()
    until = serializers.DateField(help_text="the day after the last")
    ends_at = serializers.DateTimeField(help_text="midnight in Shanghai at its beginning")


class DemonstrationCount(serializers.Serializer[Any]):
    """Points of a level in a street and state."""

    level = serializers.ChoiceField(DemonstrationLevel.values)
    division = serializers.CharField()
    division_name = serializers.CharField()
    state = serializers.ChoiceField(DemonstrationState.values)
    count = serializers.IntegerField()


class DemonstrationBoard(Stamps):
    """Counts of the demonstration points."""

    counts = DemonstrationCount(many=True)
