from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The front hall: pages and API that join several registers."""

    name = "portal"
