from django.urls import path

from portal.applications import deeds, enrolled, entry, objections, pages, printing, publication

app_name = "applications"
one = "<int:application>/"

urlpatterns = [
    path("", pages.ApplicationList, name="application-list"),
    path("new/", entry.ApplicationCreate, name="application-create"),
    path("areas/", deeds.AreaChangeList, name="area-change-list"),
    path("areas/<str:code>/", deeds.AreaConfirm, name="area-confirm"),
    path("publish/", publication.PublicityCreate, name="publicity-create"),
    path("notices/<int:notice>/", publication.PublicityDetail, name="publicity-detail"),
    path("objections/<int:objection>/", objections.ObjectionDetail, name="objection-detail"),
    path("enrolled/", enrolled.EnrolmentBoard, name="enrolment-board"),
    path("enrolled/<int:enrolment>/", enrolled.EnrolmentDetail, name="enrolment-detail"),
    path("enrolled/<int:enrolment>/leave/", enrolled.EnrolmentLeave, name="enrolment-leave"),
    path("enrolled/<int:enrolment>/files/<int:proof>/", enrolled.AbsenceFile, name="absence-file"),
    path(one, pages.ApplicationDetail, name="application-detail"),
    path(f"{one}edit/", entry.ApplicationEdit, name="application-edit"),
    path(f"{one}deed/", deeds.ApplicationDeed, name="application-deed"),
    path(f"{one}print/", printing.ApplicationPrint, name="application-print"),
    path(f"{one}object/", objections.ObjectionCreate, name="application-object"),
    path(f"{one}materials/", entry.MaterialCheck, name="material-check"),
    path(f"{one}materials/<int:material>/", entry.MaterialFile, name="material-file"),
]
