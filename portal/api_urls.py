"""/api/v1/…: every list also with the suffix of a format; the document and its pages without a network."""

from django.urls import URLPattern, path, re_path, register_converter
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.views import APIView

from portal import problems
from portal.api import (
    applications,
    availability,
    batch,
    calendar,
    claims,
    comparisons,
    demonstrations,
    documentation,
    explain,
    indicators,
    many_districts,
    payments,
    places,
    ratings,
    records,
    rounds,
    schemes,
    seals,
    standards,
    statistics,
    surveys,
)
from portal.api.formats import SuffixConverter
from portal.api.registers import views as registers
from portal.schema import Generator

register_converter(SuffixConverter, "suffix")
BASE = "api/v1/districts/<district:district>"


def single(route: str, view: type[APIView], name: str, base: str = BASE) -> list[URLPattern]:
    """A record at its address; a closing slash is forgiven, for a redirect would lose a program's token."""
    return [
        path(f"{base}/{route}", view.as_view(), name=name),
        path(f"{base}/{route}/", view.as_view(), name=f"{name}-slash"),
    ]


def listed(route: str, view: type[APIView], name: str, base: str = BASE) -> list[URLPattern]:
    """A list at its address and, as a file, at the same with the suffix of its format."""
    return [
        path(f"{base}/{route}.<suffix:suffix>", view.as_view(), name=f"{name}-file"), *single(route, view, name, base)
    ]


urlpatterns = [
    # Of every district that the asker reads as a whole.
    *listed("statistics", many_districts.AcrossStatistics, "api-across-statistics", "api/v1"),
    *listed("statistics", statistics.Statistics, "api-statistics"),
    *listed("statistics/series", statistics.StatisticsSeries, "api-statistics-series"),
    *listed("statistics/availability", availability.StatisticsAvailability, "api-statistics-availability"),
    *single("statistics/batch", batch.StatisticsBatch, "api-statistics-batch"),
    *listed("statistics/members", statistics.StatisticsMembers, "api-statistics-members"),
    *listed("statistics/compare", comparisons.StatisticsCompare, "api-statistics-compare"),
    *listed("statistics/explain", comparisons.StatisticsExplain, "api-statistics-explain"),
    *listed("indicators", indicators.Indicators, "api-indicators"),
    *listed("claims/verdicts", claims.ClaimVerdictList, "api-claims-verdicts"),
    *single("claims/check", claims.ClaimCheck, "api-claims-check"),
    *listed("calendar", calendar.Calendar, "api-calendar"),
    *single("calendar/deadline", calendar.CalendarDeadline, "api-calendar-deadline"),
    *listed("demonstration-board", demonstrations.DemonstrationBoard, "api-demonstration-board"),
    *listed("boundaries", places.Boundaries, "api-boundaries"),
    *listed("seals", seals.SealList, "api-seals"),
    *listed("seals/<int:number>", seals.SealDetail, "api-seal"),
    *listed("surveys", surveys.SurveyList, "api-surveys"),
    *listed("surveys/<int:survey>/results", surveys.SurveyResults, "api-survey-results"),
    *listed("standards", standards.StandardList, "api-standards"),
    *single("standards/<slug:key>/<int:version>", standards.StandardDetail, "api-standard"),
    *listed("ratings", records.RatingList, "api-ratings"),
    *listed("rating-entries", rounds.RatingEntryList, "api-rating-entries"),
    *listed("rating-rounds", rounds.RatingRoundList, "api-rating-rounds"),
    *listed("ratings/distribution", ratings.RatingDistribution, "api-rating-distribution"),
    *single("ratings/<int:result>", ratings.RatingExplain, "api-rating"),
    *listed("subsidies/applications", applications.ApplicationList, "api-subsidy-applications"),
    *listed("subsidies/enrolments", applications.EnrolmentList, "api-subsidy-enrolments"),
    *listed("subsidies/entitlements", records.EntitlementList, "api-entitlements"),
    *single("subsidies/entitlements/<int:line>/explain", explain.EntitlementExplain, "api-explain"),
    *listed("subsidies/payments", payments.PaymentList, "api-payments"),
    *listed("subsidies/batches", payments.PaymentBatchList, "api-payment-batches"),
    *listed("subsidies/fund", payments.FundStatement, "api-fund"),
    *listed("subsidies/schemes", schemes.SchemeList, "api-schemes"),
    *single("subsidies/schemes/<slug:key>/<int:version>", schemes.SchemeDetail, "api-scheme"),
    *listed("subsidies/forecast", schemes.Forecast, "api-forecast"),
    *single("subsidies/scenarios/<int:scenario>", schemes.ScenarioDetail, "api-scenario"),
    *single("changes", registers.Changes, "api-changes"),
    *(pattern for route, name, view in registers.lists() for pattern in listed(route, view, name)),
    *(pattern for route, name, view in registers.routes() for pattern in single(route, view, name)),
    path(
        "api/v1/openapi.json",
        SpectacularJSONAPIView.as_view(authentication_classes=[], permission_classes=[], generator_class=Generator),
        name="api-schema",
    ),
    path("api/docs/", documentation.Documentation, name="api-docs"),
    # Also what has no address at all is answered as a problem, whatever the verb.
    re_path(r"^api/", csrf_exempt(problems.missing), name="api-missing"),
]
