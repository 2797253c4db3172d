"""The shapes of the rating standards."""

from typing import Any

from rest_framework import serializers

from ratings.choices import StarBands, VersionStatus


class RatingStandardHead(serializers.Serializer[Any]):
    """A version of a standard."""

    key = serializers.CharField()
    version = serializers.IntegerField()
    title = serializers.CharField()
    status = serializers.ChoiceField(VersionStatus.values)
    is_example = serializers.BooleanField(help_text="shipped as an example, no regulation of the district")
    released_at = serializers.DateTimeField(allow_null=True, help_text="null of a draft, and of what was loaded with the portal")
    released_for = serializers.CharField(help_text="the document or decision that released it")


class RatingStandards(serializers.Serializer[Any]):
    """The versions of the district's standards."""

    as_of = serializers.DateTimeField(allow_null=True)
    standards = RatingStandardHead(many=True)


class RatingStandardCategory(serializers.Serializer[Any]):
    """A category at the top, or a class in one (`parent`)."""

    code = serializers.CharField()
    title = serializers.CharField()
    parent = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    cap = serializers.CharField(allow_null=True, help_text="what its items and classes give together at most")
    is_bonus = serializers.BooleanField()


class RatingStandardItem(serializers.Serializer[Any]):
    """An item; of a draft any part may still be wrong."""

    code = serializers.CharField()
    category = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.CharField(help_text="faults, merits, shortfall, points or share")
    source = serializers.CharField(help_text="whose word it goes by")  # type: ignore[assignment]
    reads = serializers.CharField(help_text="indicator key or survey dimension that is read")
    full_mark = serializers.CharField()
    per_unit = serializers.CharField(help_text="points for each occurrence or percentage point")
    target = serializers.CharField(allow_null=True, help_text="percent")
    evidence = serializers.CharField()
    clause = serializers.CharField()


class RatingStandardVeto(serializers.Serializer[Any]):
    """A fact that caps the star."""

    code = serializers.CharField()
    title = serializers.CharField()
    star_cap = serializers.IntegerField()
    clause = serializers.CharField()


class RatingStandardVersion(RatingStandardHead):
    """A version whole."""

    as_of = serializers.DateTimeField(allow_null=True)
    document = serializers.CharField()
    bands = serializers.ChoiceField(StarBands.values)
    total = serializers.CharField(help_text="full marks without bonus, weighted")
    bonus_cap = serializers.CharField()
    population = serializers.CharField()
    months_of_service = serializers.IntegerField()
    needs_covenant = serializers.BooleanField()
    survey_percent = serializers.CharField()
    survey_least = serializers.IntegerField()
    publicity_days = serializers.IntegerField()
    answer_days = serializers.IntegerField()
    recheck_percent = serializers.IntegerField()
    weights = serializers.DictField(child=serializers.CharField(), help_text="percent by source")
    bounds = serializers.DictField(child=serializers.CharField(), help_text="by star")
    tops = serializers.DictField(child=serializers.CharField(), help_text="upper bounds by star, where the table prints them")
    categories = RatingStandardCategory(many=True)
    items = RatingStandardItem(many=True)
    vetoes = RatingStandardVeto(many=True)
