"""The shapes of records."""

from typing import Any

from rest_framework import serializers

from portal.api.shapes.parts import AmountField, OptionalAmountField, Page, Place, Stamps


class Courtyard(serializers.Serializer[Any]):
    """A courtyard with its four independent dimensions: body, provider, mode, Party cover."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    street = Place()
    community = Place()
    address = serializers.CharField(allow_blank=True)
    built_year = serializers.IntegerField(allow_null=True)
    area_m2 = OptionalAmountField()
    buildings = serializers.IntegerField(allow_null=True)
    households = serializers.IntegerField(allow_null=True)
    residents = serializers.IntegerField(allow_null=True)
    longitude = OptionalAmountField(help_text="degrees, WGS 84")
    latitude = OptionalAmountField(help_text="degrees, WGS 84")
    three_no = serializers.BooleanField(help_text="baseline label 三无")
    renovated = serializers.BooleanField(help_text="renovation accepted")
    governance_bodies = serializers.ListField(child=serializers.CharField())
    service_provider = Place(allow_null=True)
    management_mode = serializers.CharField(allow_null=True)
    party_cover = serializers.BooleanField()
    version = serializers.IntegerField(help_text="moves on with every change; for If-Match")


class Firm(serializers.Serializer[Any]):
    """A property firm."""

    id = serializers.IntegerField()
    uscc = serializers.CharField(allow_blank=True)
    name = serializers.CharField()
    kind = serializers.CharField()
    street = Place(allow_null=True)
    legal_representative = serializers.CharField(allow_blank=True)
    staff = serializers.IntegerField()
    party_members = serializers.IntegerField()
    courtyards_contracted = serializers.IntegerField()
    party_organisation = serializers.BooleanField()
    instructor = serializers.BooleanField()
    version = serializers.IntegerField(help_text="moves on with every change; for If-Match")


class Rating(serializers.Serializer[Any]):
    """A courtyard's star in a round."""

    id = serializers.IntegerField()
    year = serializers.IntegerField()
    courtyard = Place()
    street = Place()
    score = AmountField()
    star = serializers.IntegerField(help_text="0: no star")
    vetoed = serializers.BooleanField()
    revision = serializers.IntegerField()
    standard = serializers.CharField()
    standard_version = serializers.IntegerField()
    status = serializers.CharField()
    announced_on = serializers.DateField(allow_null=True)
    revoked_from = serializers.DateField(allow_null=True, help_text="the star counts no more from this day on")


class Entitlement(serializers.Serializer[Any]):
    """A line of the subsidy ledger."""

    id = serializers.IntegerField()
    month = serializers.CharField()
    sequence = serializers.IntegerField(help_text="0: the month's line; later ones correct it by the difference")
    courtyard = Place()
    street = Place()
    month_index = serializers.IntegerField(help_text="month of the 36")
    year_index = serializers.IntegerField()
    area_m2 = AmountField()
    star = serializers.IntegerField(allow_null=True)
    rate_yuan_per_m2_month = AmountField()
    outcome = serializers.CharField()
    entitled_yuan = AmountField()
    amount_yuan = AmountField()
    paid = serializers.BooleanField()


class CourtyardRecord(Stamps, Courtyard):
    """One courtyard on a day."""


class FirmRecord(Stamps, Firm):
    """One firm on a day."""


class CourtyardPage(Page):
    """A page of courtyards."""

    items = Courtyard(many=True)


class FirmPage(Page):
    """A page of firms."""

    items = Firm(many=True)


class RatingPage(Page):
    """A page of stars."""

    items = Rating(many=True)


class EntitlementPage(Page):
    """A page of the ledger."""

    items = Entitlement(many=True)


class ExplainedLine(serializers.Serializer[Any]):
    """The line that is explained."""

    id = serializers.IntegerField()
    courtyard = Place()
    month = serializers.CharField()
    sequence = serializers.IntegerField()
    outcome = serializers.CharField()
    entitled_yuan = AmountField()
    earlier_yuan = AmountField()
    amount_yuan = AmountField()
    recorded_at = serializers.DateTimeField()


class Explanation(serializers.Serializer[Any]):
    """A ledger line with everything it was computed from, and the amount that follows from it alone."""

    line = ExplainedLine()
    explanation = serializers.DictField()
    recomputed_yuan = AmountField()
