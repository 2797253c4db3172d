from django.apps import AppConfig


class PropertyFirmsConfig(AppConfig):
    """Who serves."""

    name = "property_firms"
