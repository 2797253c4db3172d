from django.urls import path

from courtyards import views

app_name = "courtyards"

urlpatterns = [
    path("courtyards/new/", views.CourtyardCreate, name="courtyard-create"),
    path("courtyards/<str:code>/edit/", views.CourtyardEdit, name="courtyard-edit"),
]
