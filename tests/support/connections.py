"""Points Django's connections at one database: `default` as the application's role, `owner` as the owner."""

import os

from django.conf import settings
from django.db import connections

from governance.tenancy import roles
from tests.support import databases


def point_at(name: str) -> None:
    """Closes this thread's connections and opens the next ones on `name`; refuses a role that sees too much."""
    close()
    settings.DATABASES.setdefault("owner", {**settings.DATABASES["default"]})
    for alias, role in (("default", "yuanzhi_app"), ("owner", "yuanzhi_owner")):
        settings.DATABASES[alias].update(databases.settings_of(name, role))
        connections.settings[alias].update(databases.settings_of(name, role))
    # Processes that a test starts work on the same database.
    os.environ |= databases.environment(name)
    roles.demand_held_role()


def close() -> None:
    """Closes this thread's connections, so that their database can be dropped."""
    for connection in connections.all(initialized_only=True):
        connection.close()
