"""The shapes of applications for the subsidy, and of enrolments with their counters."""

from typing import Any

from rest_framework import serializers

from portal.api.shapes.parts import AmountField, OptionalAmountField, Page, Place
from subsidies.choices_applications import Applicant, ApplicationKind, ApplicationStep


class SubsidyApplication(serializers.Serializer[Any]):
    """An application, without its people and materials."""

    id = serializers.IntegerField()
    number = serializers.CharField()
    courtyard = Place()
    street = Place()
    kind = serializers.ChoiceField(
        ApplicationKind.values, allow_null=True, help_text="null where it was rejected or withdrawn; a change is of the scheme"
    )
    applicant = serializers.ChoiceField(Applicant.values)
    applicant_name = serializers.CharField()
    scheme = serializers.CharField(help_text="key; the version that is in force in a month counts for it")
    scheme_version = serializers.IntegerField()
    first_month = serializers.CharField(help_text="the month wished for, or of coming back")
    applied_on = serializers.DateField()
    step = serializers.ChoiceField(ApplicationStep.values)
    due_on = serializers.DateField(allow_null=True)
    approved_area_m2 = OptionalAmountField()
    public_until = serializers.DateField(allow_null=True)
    objections = serializers.IntegerField()
    open_objections = serializers.IntegerField()
    enrolment = serializers.IntegerField(allow_null=True)


class SubsidyApplicationPage(Page):
    """A page of applications."""

    items = SubsidyApplication(many=True)


class EarlierScheme(serializers.Serializer[Any]):
    """A scheme under which a courtyard received: since its first month, or since the month of the one listed before."""

    scheme = serializers.CharField(help_text="key; the version that is in force in a month counts for it")
    until = serializers.CharField(help_text="the first month that comes under the next one")


class SubsidyEnrolment(serializers.Serializer[Any]):
    """A courtyard in the subsidy. Its months belong to the courtyard; those away are counted among those used."""

    id = serializers.IntegerField()
    courtyard = Place()
    street = Place()
    scheme = serializers.CharField(help_text="key of the scheme after the last of the earlier ones")
    scheme_version = serializers.IntegerField()
    earlier_schemes = EarlierScheme(many=True, help_text="in their order; empty where it never changed")
    first_month = serializers.CharField()
    last_month = serializers.CharField()
    months = serializers.IntegerField(help_text="at most 36")
    months_used = serializers.IntegerField(help_text="that have begun by the day")
    months_left = serializers.IntegerField()
    months_away = serializers.IntegerField(help_text="of those used, outside the subsidy")
    started_on = serializers.DateField(allow_null=True, help_text="first day of the first month; matters where days are paid")
    left_on = serializers.DateField(allow_null=True)
    ended_on = serializers.DateField(allow_null=True, help_text="the first day outside: left, or no longer in the register")
    left_because = serializers.CharField(allow_blank=True)
    is_running = serializers.BooleanField()
    is_ending = serializers.BooleanField(help_text="the last month is one of the next six")
    entitled_yuan = AmountField()
    paid_yuan = AmountField()


class SubsidyEnrolmentPage(Page):
    """A page of enrolments."""

    items = SubsidyEnrolment(many=True)
