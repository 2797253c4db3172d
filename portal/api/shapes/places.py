"""The shapes of places on the ground."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.api.shapes.parts import Place, Stamps


@extend_schema_field({
    "type": "object", "required": ["type", "coordinates"],
    "properties": {"type": {"enum": ["Polygon", "MultiPolygon"]}, "coordinates": {"type": "array"}},
})
class AreaField(serializers.JSONField):
    """A geometry of GeoJSON: rings of [longitude, latitude] in WGS 84."""


class Boundary(serializers.Serializer[Any]):
    """The boundary of a street or community that holds on the day."""

    id = serializers.IntegerField()
    level = serializers.ChoiceField(["street", "community"])
    code = serializers.CharField()
    name = serializers.CharField()
    street = Place()
    source = serializers.CharField()  # type: ignore[assignment]  # a field, not the attribute of a field
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True, help_text="the day after its last; null while it goes on")
    geometry = AreaField()


class Boundaries(Stamps):
    """The boundaries of a day."""

    items = Boundary(many=True)
