"""Brings a district's streets and communities in from a table of divisions."""

from importlib import resources
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.divisions import reading, services
from governance.people.services import service_account
from governance.tenancy import scope
from governance.tenancy.models import District


class Command(BaseCommand):
    help = "Adds and renames the streets and communities of a district (the shipped table: Zhengzhou)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--district", type=int, required=True, help="six-digit division code, such as 410104")
        parser.add_argument("--file", type=Path, help="CSV with code,name,level,parent_code; default: Zhengzhou")
        parser.add_argument("--create", action="store_true", help="make the district a tenant if it is none yet")
        parser.add_argument("--reason", default="导入行政区划")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["district"]
        source = options["file"] or resources.files("governance.divisions") / "data" / "zhengzhou.csv"
        try:
            rows = reading.read_divisions(source.read_text(encoding="utf-8-sig").splitlines())
        except FileNotFoundError as error:
            raise CommandError(f"There is no file {source}.") from error
        except reading.DivisionErrors as error:
            raise CommandError("Nothing was imported:\n" + "\n".join(error.errors)) from error
        own = next((row for row in rows if row.code == str(code)), None)
        if own is None:
            raise CommandError(f"The table has no district {code}.")
        by = service_account()
        with scope.enter(scope.Scope(districts=(code,), actor=by.pk)):
            if not District.objects.filter(pk=code).exists():
                if not options["create"]:
                    raise CommandError(f"{own.name} ({code}) is not a tenant yet; add --create to make it one.")
                services.create_district(district=code, name=own.name, by=by, reason=options["reason"])
            done = services.import_divisions(district=code, rows=rows, by=by, reason=options["reason"])
        for warning in reading.range_warnings(row for row in rows if row.code.startswith(str(code))):
            self.stdout.write(self.style.WARNING(warning))
        self.stdout.write(f"{own.name}: {done.added} added, {done.renamed} renamed, {done.unchanged} unchanged.")
