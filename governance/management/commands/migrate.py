"""Django's `migrate`, which takes seconds for it instead of a minute and a half."""

from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ProjectState

from governance.tenancy.rendering import dependents


class Command(migrate.Command):
    """After each step of a migration Django makes anew every model that is related to the changed one in any way.

    Here every model is, by its district: a hundred classes for each of a thousand steps. This makes anew the changed one
    and those that point at it; see docs/adr on migrating.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        original = ProjectState._find_reload_model
        ProjectState._find_reload_model = dependents
        try:
            super().handle(*args, **options)
        finally:
            ProjectState._find_reload_model = original
