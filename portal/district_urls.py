"""Pages of one district."""

from django.urls import include, path

from portal.catalogue import pages, variants
from portal.cells import compare, detail
from portal.home import views as home
from portal.maps import boundaries
from portal.maps import pages as maps
from portal.views import jobs, summaries, tokens

app_name = "district"

urlpatterns = [
    path("", include("portal.dashboard.urls")),
    path("home/", home.Home, name="home"),
    path("figures/", pages.FigureList, name="figure-list"),
    path("figures/define/", variants.VariantCreate, name="variant-create"),
    path("figures/<indicator:indicator>/versions/", pages.VariantVersions, name="variant-versions"),
    path("figures/<indicator:indicator>/define/", variants.VariantRevise, name="variant-revise"),
    path("figures/<indicator:indicator>/withdraw/", variants.VariantWithdraw, name="variant-withdraw"),
    path("figures/<indicator:indicator>/", detail.FigureDetail, name="figure-detail"),
    path("figures/<indicator:indicator>/compare/", compare.FigureCompare, name="figure-compare"),
    path("map/", maps.Map, name="map"),
    path("map/boundaries/", boundaries.BoundaryList, name="boundary-list"),
    path("map/boundaries/check/", boundaries.BoundaryCheck, name="boundary-check"),
    path("map/boundaries/<int:boundary>/end/", boundaries.BoundaryEnd, name="boundary-end"),
    path("jobs/<int:job>/", jobs.JobDetail, name="job-detail"),
    path("summary/", summaries.SummaryDetail, name="summary-detail"),
    path("tokens/", tokens.TokenList, name="token-list"),
    path("tokens/<int:token>/revoke/", tokens.TokenRevoke, name="token-revoke"),
]
