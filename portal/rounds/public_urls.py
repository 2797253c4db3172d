"""The short address of an objection's standing: /o/<tracking number>."""

from django.urls import path

from portal.rounds import public

app_name = "tracking"

urlpatterns = [
    path("", public.TrackStart, name="track-start"),
    path("<str:tracking>/", public.Track, name="track"),
]
