from django.apps import AppConfig


class SubsidiesConfig(AppConfig):
    """What places receive."""

    name = "subsidies"

    def ready(self) -> None:
        from subsidies import receivers  # noqa: F401  (hears of new stars)
