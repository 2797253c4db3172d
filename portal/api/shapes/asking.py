"""The shapes of asking for statistics: what there is, and many questions at once."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.api.shapes.figures import Cell
from portal.api.shapes.parts import Fault, Stamps

_word = {"type": ["string", "integer", "boolean"]}
_words = {"oneOf": [_word, {"type": "array", "items": _word}]}


class AvailableFigure(serializers.Serializer[Any]):
    """An indicator over a population, and the days on which there is something to count."""

    indicator = serializers.CharField(help_text="its name for `indicator`")
    key = serializers.CharField()
    code = serializers.CharField(allow_blank=True)
    population = serializers.CharField()
    is_default = serializers.BooleanField(help_text="the population that is counted when none is named")
    levels = serializers.ListField(child=serializers.CharField(), help_text="values of `by`")
    filters = serializers.ListField(child=serializers.CharField(), help_text="further parameters, such as firm")
    first = serializers.DateField(allow_null=True, help_text="null where nothing was ever recorded")
    last = serializers.DateField(allow_null=True, help_text="null where the records go on")


class Availability(Stamps):
    """What can be asked for."""

    sealed = serializers.ListField(child=serializers.CharField(), help_text="periods whose reports are sealed: see seals")
    available = AvailableFigure(many=True)


@extend_schema_field({
    "type": "object", "additionalProperties": _words, "required": ["indicator"],
    "properties": {"indicator": _words, "by": {"enum": ["district", "street", "community"]}},
})
class QueryField(serializers.JSONField):
    """The parameters of `statistics` by name; a list where several values are meant."""


class Batch(serializers.Serializer[Any]):
    """1 to 50 queries."""

    queries = serializers.ListField(child=QueryField(), min_length=1, max_length=50)


class BatchItem(serializers.Serializer[Any]):
    """The answer to a query: its cells, or with status 400 its faults."""

    index = serializers.IntegerField()
    status = serializers.ChoiceField([200, 400])
    on = serializers.DateField(allow_null=True)
    as_of = serializers.DateTimeField(allow_null=True)
    cells = Cell(many=True)
    errors = Fault(many=True)  # type: ignore[assignment]  # a field, not the errors of this


class BatchAnswer(serializers.Serializer[Any]):
    """The answers in the order of the queries."""

    answers = BatchItem(many=True)
