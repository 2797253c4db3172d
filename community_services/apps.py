from django.apps import AppConfig


class CommunityServicesConfig(AppConfig):
    """Who helps."""

    name = "community_services"
