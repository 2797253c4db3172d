from django.urls import path

from subsidies import views

app_name = "subsidies"

urlpatterns = [
    path("", views.Ledger, name="ledger"),
    path("compute/", views.LedgerCompute, name="ledger-compute"),
    path("lines/<int:line>/", views.LineDetail, name="line-detail"),
    path("lines/<int:line>/notice/", views.LineNotice, name="line-notice"),
    path("chain/", views.LedgerChain, name="ledger-chain"),
]
