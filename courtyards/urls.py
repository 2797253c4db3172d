from django.urls import path

from courtyards import views

app_name = "courtyards"

urlpatterns = [
    path("courtyards/<str:code>/move/", views.CourtyardMove, name="courtyard-move"),
    path("courtyards/<str:code>/merge/", views.CourtyardMerge, name="courtyard-merge"),
    path("courtyards/<str:code>/split/", views.CourtyardSplit, name="courtyard-split"),
]
