from django.urls import path

from portal.schemes import comparing, deeds, editing, pages, trying

app_name = "schemes"

urlpatterns = [
    path("", pages.SchemeList, name="scheme-list"),
    path("draft/", deeds.SchemeDraft, name="scheme-draft"),
    path("import/", deeds.SchemeImport, name="scheme-import"),
    path("compare/", comparing.SchemeCompare, name="scheme-compare"),
    path("<int:scheme>/", pages.SchemeDetail, name="scheme-detail"),
    path("<int:scheme>/edit/", editing.SchemeEdit, name="scheme-edit"),
    path("<int:scheme>/faults/", editing.SchemeFaultList, name="scheme-faults"),
    path("<int:scheme>/deed/", deeds.SchemeDeed, name="scheme-deed"),
    path("<int:scheme>/try/", trying.SchemeTry, name="scheme-try"),
    path("<int:scheme>/export/<slug:kind>/", deeds.SchemeExport, name="scheme-export"),
]
