from django.urls import path

from property_firms import views

app_name = "property_firms"

# They stand before the registers' addresses: "credit" and "contracts" are no credit codes.
urlpatterns = [
    path("firms/credit/", views.CreditList, name="credit-list"),
    path("firms/credit/rules/", views.CreditRules, name="credit-rules"),
    path("firms/credit/rules/release/", views.CreditRulesRelease, name="credit-release"),
    path("firms/contracts/<int:contract>/replace/", views.ContractReplace, name="contract-replace"),
    path("firms/<str:uscc>/credit/", views.CreditDetail, name="credit-detail"),
]
