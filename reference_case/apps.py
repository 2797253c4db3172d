from django.apps import AppConfig


class ReferenceCaseConfig(AppConfig):
    """The demonstration districts, generated the same every time."""

    name = "reference_case"
