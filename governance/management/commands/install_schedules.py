"""Writes what beat starts by the clock."""

from typing import Any

from django.core.management.base import BaseCommand

from governance.jobs import schedules


class Command(BaseCommand):
    help = "Writes the schedules of the worker (monthly ledger, yearly stars, relay); again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        for name in schedules.install():
            self.stdout.write(name)
