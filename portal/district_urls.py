"""Pages of one district."""

from django.urls import include, path

from portal.home import views as home
from portal.views import dashboard, jobs, tokens

app_name = "district"

urlpatterns = [
    path("", include("portal.dashboard.urls")),
    path("home/", home.Home, name="home"),
    path("figures/<slug:indicator>/", dashboard.FigureDetail, name="figure-detail"),
    path("jobs/<int:job>/", jobs.JobDetail, name="job-detail"),
    path("tokens/", tokens.TokenList, name="token-list"),
    path("tokens/<int:token>/revoke/", tokens.TokenRevoke, name="token-revoke"),
]
