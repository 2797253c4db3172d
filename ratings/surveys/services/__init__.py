"""The only writers of surveys: planned, opened, answered by link and on paper, closed and counted."""

from ratings.surveys.services.answering import CodeUsed, CodeWrong, OverallMissing, SurveyNotOpen, answer, asked
from ratings.surveys.services.closing import close_survey
from ratings.surveys.services.paper import enter_paper, withdraw_paper
from ratings.surveys.services.planning import Sample, load_questionnaire, make_slips, open_survey, plan_survey

__all__ = [
    "CodeUsed", "CodeWrong", "OverallMissing", "Sample", "SurveyNotOpen", "answer", "asked", "close_survey", "enter_paper",
    "load_questionnaire", "make_slips", "open_survey", "plan_survey", "withdraw_paper",
]
