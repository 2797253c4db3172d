from django.urls import path

from portal.stars import publication, results, scorers, sheet

app_name = "stars"
yard = "<int:year>/sheet/<slug:code>/"

urlpatterns = [
    path(yard, sheet.SheetDetail, name="sheet-detail"),
    path(f"{yard}save/", sheet.SheetSave, name="sheet-save"),
    path(f"{yard}standing/", sheet.SheetStanding, name="sheet-standing"),
    path(f"{yard}photos/<int:photo>/", sheet.SheetPhoto, name="sheet-photo"),
    path(f"{yard}settle/", scorers.SheetSettle, name="sheet-settle"),
    path(f"{yard}settle/hold/", scorers.SheetHold, name="sheet-hold"),
    path("<int:year>/scorers/", scorers.ScorerList, name="scorer-list"),
    path("<int:year>/scorers/assign/", scorers.ScorerAssign, name="scorer-assign"),
    path("<int:year>/scorers/give-back/", scorers.SheetGiveBack, name="sheet-give-back"),
    path("<int:year>/agreement/", scorers.Agreement, name="agreement"),
    path("<int:year>/notice/", publication.RoundNotice, name="round-notice"),
    path("<int:year>/distribution/", publication.StarDistribution, name="star-distribution"),
    path("results/<int:result>/", results.ResultDetail, name="result-detail"),
    path("results/<int:result>/notice/", results.ResultNotice, name="result-notice"),
]
