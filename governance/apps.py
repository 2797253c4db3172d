from django.apps import AppConfig
from django.db.models.signals import post_migrate


class GovernanceConfig(AppConfig):
    """The ground floor: tenancy, audit, divisions, people, units, indicators, registers, quality, summaries."""

    name = "governance"
    verbose_name = "Governance"

    def ready(self) -> None:
        from governance.quality import receivers  # noqa: F401  (hears of records that move)
        from governance.summaries import receivers as summaries  # noqa: F401  (hears of changes that are committed)
        from governance.tenancy import stone

        # Runs once, after the last app's migrations: history tables, as-of views and grants follow the models.
        post_migrate.connect(stone.after_migrate, dispatch_uid="governance.tenancy.stone")
