from django.urls import path

from portal.seals import board, deeds, report, seal

app_name = "seals"
page = "<slug:period>/<slug:place>/"

urlpatterns = [
    path("", board.PeriodBoard, name="period-board"),
    path("rule/", board.PeriodRule, name="period-rule"),
    path("seals/", seal.SealList, name="seal-list"),
    path("seals/<int:number>/", seal.SealDetail, name="seal-detail"),
    path(page, report.PeriodReportDetail, name="period-report"),
    path(f"{page}deed/", deeds.PeriodDeed, name="period-deed"),
]
