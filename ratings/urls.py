from django.urls import path

from ratings import demonstrations, views

app_name = "ratings"

urlpatterns = [
    path("", views.RoundList, name="round-list"),
    path("<int:year>/", views.RoundDetail, name="round-detail"),
    path("<int:year>/compute/", views.RoundCompute, name="round-compute"),
    path("demonstrations/", demonstrations.DemonstrationBoard, name="demonstration-board"),
    path("demonstrations/<int:point>/", demonstrations.DemonstrationDetail, name="demonstration-detail"),
    path("demonstrations/<int:point>/move/<slug:state>/", demonstrations.DemonstrationMoveCreate, name="demonstration-move"),
]
