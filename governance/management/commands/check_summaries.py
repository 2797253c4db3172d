"""Holds summaries against the records now, and names every difference; exit code 1 where there was one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from governance.jobs import tenants
from governance.people.services import service_account
from governance.summaries import services
from governance.tenancy import scope


class Command(BaseCommand):
    help = "Compares every figure of the summaries with the records on every day of change; mends what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--district", type=int, help="six-digit division code, such as 410104; default all")

    def handle(self, *args: Any, **options: Any) -> None:
        known = tenants.all_districts()
        chosen = known if options["district"] is None else (options["district"],)
        if not set(chosen) <= set(known):
            raise CommandError(f"{options['district']} is not a tenant of this portal.")
        by, differences = service_account(), 0
        for district in chosen:
            try:
                with scope.enter(scope.Scope(districts=(district,), actor=by.pk)):
                    found = services.check(district=district, now=timezone.now())
            except services.DistrictBusy:
                self.stdout.write(f"{district}: not compared, its records changed during every attempt")
                continue
            differences += len(found.differences)
            self.stdout.write(
                f"{district}: {found.figures} figures on {found.days} days, {len(found.differences)} differences"
            )
            for difference in found.differences:
                self.stdout.write(f"  {difference} (on {difference.days} of these days)")
        if differences:
            raise CommandError(f"{differences} figures differed; they were worked out anew.")
