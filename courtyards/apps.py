from django.apps import AppConfig


class CourtyardsConfig(AppConfig):
    """The places."""

    name = "courtyards"
