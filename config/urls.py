"""Every address of the portal. Pages of a district stand under its code; so does its API."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from governance.divisions.converters import DistrictConverter
from governance.indicators.converters import IndicatorConverter

register_converter(DistrictConverter, "district")
register_converter(IndicatorConverter, "indicator")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("portal.urls")),
    path("", include("portal.api_urls")),
    path("s/", include("portal.surveys.public_urls")),
    path("o/", include("portal.tracking.urls")),
    path("public/", include("portal.stars.public_urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path(
        "<district:district>/",
        include(
            [
                path("", include("portal.district_urls")),
                # Before the registers: what these add to a code's address is no code.
                path("", include("courtyards.urls")),
                path("", include("property_firms.urls")),
                path("", include("portal.imports.urls")),
                path("", include("portal.grids.urls")),
                path("", include("portal.registers.urls")),
                path("returns/", include("portal.returns.urls")),
                path("periods/", include("portal.seals.urls")),
                path("quality/", include("portal.quality.urls")),
                path("", include("portal.reports.urls")),
                path("claims/", include("portal.claims.urls")),
                path("calendar/", include("portal.calendar.urls")),
                path("party/", include("party_org.urls")),
                path("surveys/", include("portal.surveys.urls")),
                path("ratings/standards/", include("portal.standards.urls")),
                path("ratings/", include("portal.stars.urls")),
                path("ratings/", include("ratings.urls")),
                path("rounds/", include("portal.rounds.urls")),
                path("subsidies/applications/", include("portal.applications.urls")),
                path("subsidies/payments/", include("portal.payments.urls")),
                path("subsidies/schemes/", include("portal.schemes.urls")),
                path("subsidies/", include("portal.scenarios.urls")),
                path("subsidies/", include("subsidies.urls")),
            ]
        ),
    ),
]

handler400 = "portal.views.errors.bad_request"
handler403 = "portal.views.errors.forbidden"
handler404 = "portal.views.errors.missing"
handler500 = "portal.views.errors.broken"
