from django.urls import path

from portal.claims import pages, text

app_name = "claims"

urlpatterns = [
    path("", pages.ClaimList, name="claim-list"),
    path("print/", pages.ClaimPrint, name="claim-print"),
    path("check/", text.ReportCheck, name="report-check"),
]
