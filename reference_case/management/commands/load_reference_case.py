"""Loads the demonstration districts, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections
from django.utils import timezone

from governance.jobs import schedules
from reference_case import accounts, periods, services
from reference_case.plan import GUANCHENG


class Command(BaseCommand):
    help = "Loads Guancheng and its neighbour Jinshui; does nothing where they are loaded already."

    def handle(self, *args: Any, **options: Any) -> None:
        schedules.install()
        made = services.load(now=timezone.now())
        if not made["accounts"]:
            self.stdout.write("The reference case is loaded already.")
            return
        accounts.write(settings.VAR_DIR, "demo-accounts.json", made["accounts"])
        accounts.write(settings.VAR_DIR, "demo-tokens.json", made["tokens"])
        gather_statistics()
        # After that: a seal counts everything at once, and the server must know how much that is.
        periods.seal(GUANCHENG.district)
        services.summarise(now=timezone.now())
        self.stdout.write(f"Loaded. Accounts and tokens are in {settings.VAR_DIR}.")


def gather_statistics() -> None:
    """ANALYZE, by the tables' owner where it is configured.

    The server gathers statistics by itself only after a minute; until then the planner takes a district's thousand
    courtyards for one, and a dashboard takes minutes instead of a tenth of a second.
    """
    if "owner" in connections.databases:
        with connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE")
