from django.urls import path

from portal.standards import comparing, deeds, editing, pages, trying

app_name = "standards"

urlpatterns = [
    path("", pages.StandardList, name="standard-list"),
    path("draft/", deeds.StandardDraft, name="standard-draft"),
    path("import/", deeds.StandardImport, name="standard-import"),
    path("compare/", comparing.StandardCompare, name="standard-compare"),
    path("<int:standard>/", pages.StandardDetail, name="standard-detail"),
    path("<int:standard>/edit/", editing.StandardEdit, name="standard-edit"),
    path("<int:standard>/sums/", editing.StandardSums, name="standard-sums"),
    path("<int:standard>/deed/", deeds.StandardDeed, name="standard-deed"),
    path("<int:standard>/try/", trying.StandardTry, name="standard-try"),
    path("<int:standard>/export/<slug:kind>/", deeds.StandardExport, name="standard-export"),
]
