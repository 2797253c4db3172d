from django.urls import path

from portal.surveys import deeds, pages, paper, questions, results

app_name = "surveys"
site = "<int:survey>/<slug:code>/"

urlpatterns = [
    path("", pages.SurveyList, name="survey-list"),
    path("plan/", pages.SurveyPlan, name="survey-plan"),
    path("questions/", questions.QuestionnaireRevise, name="questionnaire-revise"),
    path("<int:survey>/", pages.SurveyDetail, name="survey-detail"),
    path("<int:survey>/deed/", deeds.SurveyDeed, name="survey-deed"),
    path("<int:survey>/results/", results.SurveyResults, name="survey-results"),
    path(f"{site}slips/", deeds.SurveySlips, name="survey-slips"),
    path(f"{site}draw/", deeds.SurveyDraw, name="survey-draw"),
    path(f"{site}paper/", paper.PaperEntry, name="paper-entry"),
    path(f"{site}paper/withdraw/", paper.PaperWithdraw, name="paper-withdraw"),
]
