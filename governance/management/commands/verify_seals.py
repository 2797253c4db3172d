"""Verifies the seals of one district, or of all: hash, chain, and a replay out of the history."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.jobs.tenants import all_districts
from governance.seals import replaying
from governance.tenancy import scope


class Command(BaseCommand):
    help = "Verifies seals: hash, chain and replay; names what differs, and ends with an error where something does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--district", type=int, help="code of one district; default all")

    def handle(self, *args: Any, **options: Any) -> None:
        count, broken = 0, 0
        for district in [options["district"]] if options["district"] else all_districts():
            with scope.enter(scope.Scope(districts=(district,))):
                for verdict in replaying.verify_all(district):
                    count, broken = count + 1, broken + (not verdict.is_sound)
                    for said in (*verdict.faults, *verdict.remarks):
                        self.stdout.write(f"{district} {verdict.seal} {verdict.seal.period}: {said}")
        if broken:
            raise CommandError(f"{broken} of {count} seals are not as they were sealed.")
        self.stdout.write(f"{count} seals verified.")
