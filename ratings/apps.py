from django.apps import AppConfig


class RatingsConfig(AppConfig):
    """How places are judged."""

    name = "ratings"
