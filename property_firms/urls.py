from django.urls import path

from property_firms import views

app_name = "property_firms"

urlpatterns = [
    path("firms/new/", views.FirmCreate, name="firm-create"),
    path("firms/<str:uscc>/edit/", views.FirmEdit, name="firm-edit"),
    path("firms/<str:uscc>/contracts/new/", views.ContractCreate, name="contract-create"),
]
