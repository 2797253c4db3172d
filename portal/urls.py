from django.urls import path

from portal.views import overview, session

app_name = "portal"

urlpatterns = [
    path("", session.Home, name="home"),
    path("overview/", overview.Overview, name="overview"),
    path("sign-in/", session.SignIn, name="sign-in"),
    path("sign-out/", session.SignOut, name="sign-out"),
    path("health/", session.Health, name="health"),
]
