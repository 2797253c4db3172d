"""The shapes of the subsidy schemes, enrolments, the forecast and scenarios."""

from typing import Any

from rest_framework import serializers

from portal.api.shapes.parts import AmountField, OptionalAmountField, Place, Stamps
from subsidies.choices import SchemeStatus


class SubsidySchemeHead(serializers.Serializer[Any]):
    """A version of a scheme."""

    key = serializers.CharField()
    version = serializers.IntegerField()
    title = serializers.CharField()
    status = serializers.ChoiceField(SchemeStatus.values)
    is_example = serializers.BooleanField(help_text="shipped as an example, no regulation of the district")
    in_force_from = serializers.DateField(allow_null=True, help_text="null of a draft that does not say it yet")
    in_force_until = serializers.DateField(allow_null=True, help_text="the first day on which it is in force no more")
    released_at = serializers.DateTimeField(allow_null=True, help_text="null of a draft, and of what was loaded with the portal")
    released_for = serializers.CharField(help_text="the document or decision that released it")


class SubsidySchemes(serializers.Serializer[Any]):
    """The versions of the district's schemes."""

    as_of = serializers.DateTimeField(allow_null=True)
    schemes = SubsidySchemeHead(many=True)


class SubsidyClause(serializers.Serializer[Any]):
    """A clause of the document."""

    number = serializers.CharField()
    text = serializers.CharField()


class SubsidyShare(serializers.Serializer[Any]):
    """From this score on the score gives this share of the year's rate."""

    share = serializers.CharField(help_text="percent")
    clause = serializers.CharField()

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python's own."""
        return {"from": serializers.CharField(help_text="lowest score, inclusive")} | super().get_fields()


class SubsidyRate(serializers.Serializer[Any]):
    """A rate and the clause that sets it."""

    rate = serializers.CharField(help_text="yuan per square metre and month")
    clause = serializers.CharField()


class SubsidySchemeVersion(SubsidySchemeHead):
    """A version whole; of a draft any part may still be wrong, and a number be a text."""

    as_of = serializers.DateTimeField(allow_null=True)
    document = serializers.CharField()
    cap = serializers.CharField(help_text="no rate lies above it; it lies below 0.30 itself")
    months = serializers.JSONField(help_text="1 to 36")
    tiers = serializers.CharField(help_text="star: a rate for each star; share: one rate, of which the score gives a share")
    area_basis = serializers.CharField(help_text="total, or paying: the part that collected fees are of the receivable ones")
    start_rule = serializers.CharField()
    proration = serializers.CharField(help_text="whole months, or days")
    unit_fen = serializers.JSONField(help_text="1: to the fen, halves up; 10, 100: down")
    income_percent = serializers.CharField()
    district_percent = serializers.CharField()
    needs_baseline = serializers.BooleanField()
    needs_renovation = serializers.BooleanField()
    needs_committee = serializers.BooleanField()
    needs_covenant = serializers.BooleanField()
    needs_mode = serializers.BooleanField()
    star_least = serializers.JSONField()
    fees_least = serializers.CharField(allow_null=True, help_text="percent of the twelve months before")
    no_veto = serializers.BooleanField()
    no_blacklist = serializers.BooleanField()
    keeps_covenant = serializers.BooleanField()
    keeps_mode = serializers.BooleanField()
    clause_of = serializers.DictField(child=serializers.CharField(), help_text="number of the clause by parameter")
    clauses = SubsidyClause(many=True)
    rates = serializers.DictField(
        child=serializers.DictField(child=SubsidyRate()), help_text="by subsidy year (1 to 3) and star (1 to 5), or `all`"
    )
    shares = SubsidyShare(many=True)



class ForecastMonth(serializers.Serializer[Any]):
    """What a month will cost in a street."""

    month = serializers.CharField()
    street = Place()
    amount_yuan = AmountField()


class ForecastYear(serializers.Serializer[Any]):
    """A year's budget and what becomes of it."""

    year = serializers.IntegerField()
    budget_yuan = OptionalAmountField(help_text="null: none was entered")
    spent_yuan = AmountField()
    committed_yuan = AmountField()
    free_yuan = OptionalAmountField()


class SubsidyForecast(Stamps):
    """What is committed."""

    known = serializers.CharField(help_text="the last month of the ledger; facts of later months are those of it")
    total_yuan = AmountField()
    years = ForecastYear(many=True)
    months = ForecastMonth(many=True)


class ScenarioSum(serializers.Serializer[Any]):
    """As it stands, as supposed, and the difference."""

    before_yuan = AmountField()
    after_yuan = AmountField()
    more_yuan = AmountField()


class ScenarioYear(ScenarioSum):
    """The same of a year."""

    year = serializers.IntegerField()


class SubsidyScenario(Stamps):
    """A kept scenario with what it comes to."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    note = serializers.CharField(allow_blank=True)
    scheme = serializers.CharField()
    scheme_version = serializers.IntegerField()
    kept_by = serializers.CharField()
    kept_at = serializers.DateTimeField()
    content = serializers.DictField(help_text="what is supposed, as docs/schemes.md tells")
    known = serializers.CharField()
    refused = serializers.CharField(allow_blank=True, help_text="why it can't be computed any more; empty: it was")
    total = ScenarioSum(allow_null=True)
    changed_lines = serializers.IntegerField(allow_null=True)
    years = ScenarioYear(many=True)
