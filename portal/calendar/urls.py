from django.urls import path

from portal.calendar import pages

app_name = "calendar"

urlpatterns = [
    path("", pages.CalendarNow, name="year-now"),
    path("<int:year>/", pages.CalendarYearDetail, name="year-detail"),
    path("<int:year>/days/", pages.CalendarDaysSet, name="days-set"),
    path("<int:year>/know/", pages.CalendarYearKnow, name="year-know"),
]
