from django.urls import path

from portal.returns import deeds, month, overview

app_name = "returns"
page = "<slug:form>/<slug:month>/<slug:street>/"

urlpatterns = [
    path("", overview.ReturnOverview, name="return-overview"),
    path(page, month.ReturnMonth, name="return-month"),
    path(f"{page}submit/", deeds.ReturnSubmit, name="return-submit"),
    path(f"{page}decide/", deeds.ReturnDecide, name="return-decide"),
]
