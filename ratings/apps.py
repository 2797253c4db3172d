from django.apps import AppConfig


class RatingsConfig(AppConfig):
    """How places are judged."""

    name = "ratings"

    def ready(self) -> None:
        from ratings import receivers  # noqa: F401  (takes photos along with their courtyard)
