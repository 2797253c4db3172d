"""Pages of one district."""

from django.urls import path

from portal.home import views as home
from portal.views import dashboard, jobs, summaries, tokens

app_name = "district"

urlpatterns = [
    path("", dashboard.Dashboard, name="dashboard"),
    path("home/", home.Home, name="home"),
    path("trend/", dashboard.Trend, name="trend"),
    path("figures/<slug:indicator>/", dashboard.FigureDetail, name="figure-detail"),
    path("jobs/<int:job>/", jobs.JobDetail, name="job-detail"),
    path("summary/", summaries.SummaryDetail, name="summary-detail"),
    path("tokens/", tokens.TokenList, name="token-list"),
    path("tokens/<int:token>/revoke/", tokens.TokenRevoke, name="token-revoke"),
]
