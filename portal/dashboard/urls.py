from django.urls import path

from portal.dashboard import arranging, briefing, pages, wall

# Names of the namespace `district`, in which these stand.
urlpatterns = [
    path("", pages.Dashboard, name="dashboard"),
    path("dashboard/panels/<slug:panel>/", pages.DashboardPanel, name="dashboard-panel"),
    path("dashboard/briefing/", briefing.DashboardBriefing, name="dashboard-briefing"),
    path("dashboard/wall/", wall.DashboardWall, name="dashboard-wall"),
    path("dashboard/arrange/", arranging.DashboardArrange, name="dashboard-arrange"),
]
