from django.urls import path

from subsidies import views

app_name = "subsidies"

urlpatterns = [
    path("", views.Ledger, name="ledger"),
    path("compute/", views.LedgerCompute, name="ledger-compute"),
    path("pay/", views.MonthPay, name="month-pay"),
    path("lines/<int:line>/", views.LineDetail, name="line-detail"),
]
