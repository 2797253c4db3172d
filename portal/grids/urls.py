from django.urls import path

from portal.grids import pages, scores

app_name = "grids"

urlpatterns = [
    path("registers/<slug:key>/grid/", pages.RegisterGrid, name="register-grid"),
    path("registers/<slug:key>/grid/save/", pages.RegisterGridSave, name="register-grid-save"),
    path("ratings/<int:year>/scores/", scores.ScoreGrid, name="score-grid"),
    path("ratings/<int:year>/scores/save/", scores.ScoreGridSave, name="score-grid-save"),
]
