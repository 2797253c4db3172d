from django.urls import path

from portal.quality import exceptions, pages

app_name = "quality"

urlpatterns = [
    path("", pages.Overview, name="overview"),
    path("exceptions/", exceptions.ExceptionList, name="exception-list"),
    path("exceptions/<int:exception>/withdraw/", exceptions.ExceptionWithdraw, name="exception-withdraw"),
    path("<slug:check>/", pages.CheckDetail, name="check-detail"),
    path("<slug:check>/<int:subject>/accept/", exceptions.FindingAccept, name="finding-accept"),
]
