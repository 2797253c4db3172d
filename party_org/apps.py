from django.apps import AppConfig


class PartyOrgConfig(AppConfig):
    """Who leads."""

    name = "party_org"

    def ready(self) -> None:
        from party_org import receivers  # noqa: F401  (hears of courtyards that move)
