from django.urls import path

from portal.imports import deeds, pages

app_name = "imports"
one = "imports/<int:sheet_import>/"

urlpatterns = [
    path("imports/", pages.ImportList, name="import-list"),
    path("registers/<slug:key>/import/", pages.ImportStart, name="import-start"),
    path(one, pages.ImportDetail, name="import-detail"),
    path(f"{one}file/", pages.ImportFile, name="import-file"),
    path(f"{one}marked/", pages.ImportMarked, name="import-marked"),
    path(f"{one}plan/", deeds.ImportPlan, name="import-plan"),
    path(f"{one}mend/", deeds.ImportMend, name="import-mend"),
    path(f"{one}commit/", deeds.ImportCommit, name="import-commit"),
    path(f"{one}undo/", deeds.ImportUndo, name="import-undo"),
    path(f"{one}discard/", deeds.ImportDiscard, name="import-discard"),
    path(f"{one}again/", deeds.ImportAgain, name="import-again"),
]
