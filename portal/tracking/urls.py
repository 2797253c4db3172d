"""The short address of an objection's standing: /o/<tracking number>."""

from django.urls import path

from portal.tracking import pages

app_name = "tracking"

urlpatterns = [
    path("", pages.TrackStart, name="track-start"),
    path("<str:tracking>/", pages.Track, name="track"),
]
