from django.urls import path

from portal.scenarios import deeds, forecasting, kept, playing

app_name = "scenarios"

urlpatterns = [
    path("forecast/", forecasting.Forecast, name="forecast"),
    path("forecast/<int:year>/", forecasting.ForecastSummary, name="forecast-summary"),
    path("scenarios/", kept.ScenarioList, name="scenario-list"),
    path("scenarios/play/", playing.ScenarioPlay, name="scenario-play"),
    path("scenarios/keep/", deeds.ScenarioKeep, name="scenario-keep"),
    path("scenarios/compare/", kept.ScenarioCompare, name="scenario-compare"),
    path("scenarios/<int:scenario>/", kept.ScenarioDetail, name="scenario-detail"),
    path("scenarios/<int:scenario>/drop/", deeds.ScenarioDrop, name="scenario-drop"),
    path("scenarios/<int:scenario>/propose/", deeds.ScenarioPropose, name="scenario-propose"),
]
