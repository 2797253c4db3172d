"""The shapes of the answers, for the OpenAPI document; the tests check every answer against them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string", "pattern": r"^-?\d+\.\d\d$"}]})
class FigureField(serializers.JSONField):
    """An integer count, or a decimal string of yuan."""


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string", "pattern": r"^-?\d+\.\d\d$"}, {"type": "null"}]})
class OptionalFigureField(serializers.JSONField):
    """The same, or null."""


@extend_schema_field({"type": "string", "pattern": r"^-?\d+(\.\d+)?$"})
class AmountField(serializers.CharField):
    """A decimal string; the unit is in the field's name."""


@extend_schema_field({"type": ["string", "null"], "pattern": r"^-?\d+(\.\d+)?$"})
class OptionalAmountField(serializers.CharField):
    """The same, or null."""


class Place(serializers.Serializer[Any]):
    """A street, community, courtyard or firm as other records name it."""

    code = serializers.CharField(allow_blank=True)
    name = serializers.CharField()


class Both(serializers.Serializer[Any]):
    """A text in Chinese and English."""

    zh = serializers.CharField()
    en = serializers.CharField()


class Cell(serializers.Serializer[Any]):
    """One figure. Percentages carry numerator and denominator; `value` is null where nothing can be divided."""

    indicator = serializers.CharField(help_text="as the request named it")
    key = serializers.CharField()
    code = serializers.CharField(help_text="code of the catalogue, such as I2; empty where it has none")
    population = serializers.CharField()
    division = serializers.CharField(help_text="division code; empty for what lies in no street or community")
    division_name = serializers.CharField()
    unit = serializers.ChoiceField(["percent", "count", "yuan"])
    value = OptionalAmountField(help_text="decimal string; percentages to two decimals, half-up")
    numerator = FigureField(help_text="integer, or decimal string of yuan")
    denominator = OptionalFigureField(help_text="integer, decimal string of yuan, or null for counts")
    definition_version = serializers.IntegerField()


class Statistics(serializers.Serializer[Any]):
    """Figures on a day."""

    on = serializers.DateField()
    as_of = serializers.DateTimeField(allow_null=True)
    cells = Cell(many=True)


class DatedCell(Cell):
    """One figure of a series."""

    on = serializers.DateField()


class Series(serializers.Serializer[Any]):
    """Figures on many days."""

    as_of = serializers.DateTimeField(allow_null=True)
    cells = DatedCell(many=True)


class Member(serializers.Serializer[Any]):
    """A record behind a figure."""

    id = serializers.IntegerField()
    code = serializers.CharField(allow_blank=True)
    name = serializers.CharField()
    street = serializers.CharField(allow_blank=True)
    covered = serializers.BooleanField()
    why = serializers.ChoiceField(["never", "ended", "begins", "partly"], allow_null=True)
    reason = serializers.CharField(allow_blank=True, help_text="why it is not covered, in words")
    ended_on = serializers.DateField(allow_null=True, help_text="first day without")
    begins_on = serializers.DateField(allow_null=True)
    numerator = FigureField()
    denominator = OptionalFigureField()


class Members(serializers.Serializer[Any]):
    """The records behind a figure."""

    on = serializers.DateField()
    as_of = serializers.DateTimeField(allow_null=True)
    total = serializers.IntegerField()
    next = serializers.CharField(allow_null=True)
    members = Member(many=True)


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
    owner = serializers.CharField()
    version = serializers.IntegerField()


class PopulationCode(Both):
    """A population with its label."""

    code = serializers.CharField()


class Definitions(serializers.Serializer[Any]):
    """The catalogue of indicators."""

    indicators = Definition(many=True)
    populations = PopulationCode(many=True)


class Fault(serializers.Serializer[Any]):
    """What is wrong with one parameter."""

    path = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()
    value = serializers.CharField(allow_null=True)


class Problem(serializers.Serializer[Any]):
    """RFC 9457. `code` is one of the codes of docs/api.md; `errors` names the fields."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    errors = Fault(many=True)  # type: ignore[assignment]  # a field, not the errors of this
    trace_id = serializers.CharField()


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


class Stamps(serializers.Serializer[Any]):
    """The clocks of an answer."""

    on = serializers.DateField()
    as_of = serializers.DateTimeField(allow_null=True)


class CourtyardRecord(Stamps, Courtyard):
    """One courtyard on a day."""


class FirmRecord(Stamps, Firm):
    """One firm on a day."""


class Page(Stamps):
    """A page of records, and the link to the next one."""

    next = serializers.CharField(allow_null=True)
    count = serializers.IntegerField(allow_null=True, help_text="only with count=true")


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
