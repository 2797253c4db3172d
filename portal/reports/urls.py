from django.urls import path

from portal.reports import designer, pages

app_name = "reports"
form = "reports/<slug:form>/"

urlpatterns = [
    path("reports/", pages.FormList, name="form-list"),
    path("reports/shares/", pages.FormShares, name="form-shares"),
    path("reports/new/", designer.FormCreate, name="form-create"),
    path(form, pages.FormShow, name="form-show"),
    path(f"{form}print/", pages.FormPrint, name="form-print"),
    path(f"{form}missing/", pages.FormGaps, name="form-gaps"),
    path(f"{form}design/", designer.FormDesign, name="form-design"),
    path(f"{form}release/", designer.FormRelease, name="form-release"),
    path(f"{form}retire/", designer.FormRetire, name="form-retire"),
]
