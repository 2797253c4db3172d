"""The shapes of satisfaction surveys. No single answer has one."""

from typing import Any

from rest_framework import serializers

from portal.api.shapes.parts import OptionalAmountField, Page, Stamps
from ratings.surveys.models import PublishedIn, SurveyStatus


class Survey(serializers.Serializer[Any]):
    """A survey; its numbers are of the streets in sight."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    questionnaire = serializers.CharField()
    questionnaire_version = serializers.IntegerField()
    first_on = serializers.DateField()
    last_on = serializers.DateField(help_text="the last day on which links take answers")
    status = serializers.ChoiceField(SurveyStatus.values)
    closed_on = serializers.DateField(allow_null=True)
    courtyards = serializers.IntegerField()
    households_asked = serializers.IntegerField()


class SurveyPage(Page):
    """Surveys in the order of their ids."""

    items = Survey(many=True)


class SurveyResult(serializers.Serializer[Any]):
    """What a place answered to a question. Figures of fewer than five answers are null."""

    place_level = serializers.ChoiceField(["district", "street", "courtyard"])
    code = serializers.CharField()
    name = serializers.CharField()
    position = serializers.IntegerField(help_text="0 is the overall satisfaction")
    question = serializers.CharField()
    sent = serializers.IntegerField(help_text="households asked")
    answered = serializers.IntegerField()
    valid = serializers.IntegerField()
    satisfied = serializers.IntegerField(allow_null=True, help_text="numerator of the share")
    stated = serializers.IntegerField(allow_null=True, help_text="denominator: valid answers to this question")
    share_percent = OptionalAmountField()
    low_percent = OptionalAmountField(help_text="Wilson's 95 % confidence interval")
    high_percent = OptionalAmountField()
    score = OptionalAmountField(help_text="mean of the five steps on 0 to 100")
    needed = serializers.IntegerField(allow_null=True, help_text="valid answers by which a courtyard's score counts")
    meets_minimum = serializers.BooleanField(allow_null=True)
    published_in = serializers.ChoiceField(PublishedIn.values, allow_null=True, help_text="of a courtyard: in whose figures")


class SurveyResults(Stamps):
    """The results of a closed survey; none while it is not closed."""

    survey = Survey()
    results = SurveyResult(many=True)
