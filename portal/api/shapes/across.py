"""The shapes of statistics over many districts."""

from typing import Any

from rest_framework import serializers

from portal.api.shapes.figures import Cell


class AcrossCell(Cell):
    """One figure of a district, or of all of them: then `division` is total."""

    as_of = serializers.DateTimeField(help_text="the moment of which the figure speaks; of the total: the earliest")
    current = serializers.BooleanField(help_text="nothing was written in the district since")


class AcrossStatistics(serializers.Serializer[Any]):
    """Figures by district."""

    on = serializers.DateField()
    as_of = serializers.DateTimeField(allow_null=True)
    districts = serializers.IntegerField(help_text="how many districts the answer is about")
    cells = AcrossCell(many=True)
