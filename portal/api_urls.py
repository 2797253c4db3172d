"""/api/v1/…: every list also with the suffix .csv; the document and its pages without a network."""

from django.urls import URLPattern, path, re_path
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.views import APIView

from portal import problems
from portal.api import documentation, explain, many_districts, records, statistics
from portal.api.registers import views as registers
from portal.schema import Generator

BASE = "api/v1/districts/<district:district>"


def single(route: str, view: type[APIView], name: str, base: str = BASE) -> list[URLPattern]:
    """A record at its address; a closing slash is forgiven, for a redirect would lose a program's token."""
    return [
        path(f"{base}/{route}", view.as_view(), name=name),
        path(f"{base}/{route}/", view.as_view(), name=f"{name}-slash"),
    ]


def listed(route: str, view: type[APIView], name: str, base: str = BASE) -> list[URLPattern]:
    """A list at its address and, for spreadsheets, at the same with .csv."""
    return [
        path(f"{base}/{route}.csv", view.as_view(), {"suffix": "csv"}, name=f"{name}-csv"),
        *single(route, view, name, base),
    ]


urlpatterns = [
    # Of every district that the asker reads as a whole.
    *listed("statistics", many_districts.AcrossStatistics, "api-across-statistics", "api/v1"),
    *listed("statistics", statistics.Statistics, "api-statistics"),
    *listed("statistics/series", statistics.StatisticsSeries, "api-statistics-series"),
    *listed("statistics/members", statistics.StatisticsMembers, "api-statistics-members"),
    *listed("indicators", statistics.Indicators, "api-indicators"),
    *listed("ratings", records.RatingList, "api-ratings"),
    *listed("subsidies/entitlements", records.EntitlementList, "api-entitlements"),
    *single("subsidies/entitlements/<int:line>/explain", explain.EntitlementExplain, "api-explain"),
    *single("changes", registers.Changes, "api-changes"),
    *(pattern for route, name, view in registers.lists() for pattern in listed(route, view, name)),
    *(pattern for route, name, view in registers.routes() for pattern in single(route, view, name)),
    path(
        "api/v1/openapi.json",
        SpectacularJSONAPIView.as_view(authentication_classes=[], permission_classes=[], generator_class=Generator),
        name="api-schema",
    ),
    path("api/docs/", documentation.Documentation, name="api-docs"),
    # Also what has no address at all is answered as a problem.
    re_path(r"^api/", problems.missing, name="api-missing"),
]
