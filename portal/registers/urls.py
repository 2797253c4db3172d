from django.urls import path

from portal.registers import views

app_name = "registers"

urlpatterns = [
    path("courtyards/", views.CourtyardList, name="courtyard-list"),
    path("courtyards/<str:code>/", views.CourtyardDetail, name="courtyard-detail"),
    path("firms/", views.FirmList, name="firm-list"),
    path("firms/<str:uscc>/", views.FirmDetail, name="firm-detail"),
    path("registers/", views.RegisterIndex, name="index"),
    path("registers/<slug:key>/", views.RegisterList, name="register-list"),
]
