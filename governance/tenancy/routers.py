from typing import Any


class OwnerMigrates:
    """Only the `owner` connection changes the schema; the portal's own role could not."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"
