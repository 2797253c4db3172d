from django.apps import AppConfig


class PartyOrgConfig(AppConfig):
    """Who leads."""

    name = "party_org"
