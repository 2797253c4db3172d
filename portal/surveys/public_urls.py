"""The short address of a household's answer: /s/<code>."""

from django.urls import path

from portal.surveys import public

app_name = "survey"

urlpatterns = [
    path("", public.AnswerStart, name="answer-start"),
    path("<str:one_time>/", public.Answer, name="answer"),
]
