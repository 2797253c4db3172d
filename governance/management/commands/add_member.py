"""Gives a person a role in a district, with a new account where there is none: the way in for the first operator."""

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from governance.divisions.models import Street
from governance.people import services
from governance.people.choices import Role
from governance.people.models import User
from governance.people.permissions import STREET_ROLES
from governance.tenancy import scope
from governance.tenancy.models import District


class Command(BaseCommand):
    help = "Adds a member to a district; a new account's password is shown once. People add further members later."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--district", type=int, required=True, help="six-digit division code, such as 410104")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--street", help="nine-digit code; needed by a clerk and a reviewer, such as 410104001")
        parser.add_argument("--name", default="", help="the person's name; needed for a new account")
        parser.add_argument("--reason", required=True, help="stands in the history, such as a letter of appointment")

    def handle(self, *args: Any, **options: Any) -> None:
        username, district, role = options["username"], options["district"], options["role"]
        by = services.service_account()
        if role in STREET_ROLES and not options["street"]:
            raise CommandError(f"A {role} works in one street: name it with --street.")
        with scope.enter(scope.Scope(districts=(district,), actor=by.pk)):
            if not District.objects.filter(pk=district).exists():
                raise CommandError(f"{district} is not a tenant yet: manage.py import_divisions --create --district {district}")
            street = Street.objects.filter(district_id=district, code=options["street"] or "").first()
            if options["street"] and street is None:
                raise CommandError(f"The district {district} has no street {options['street']}.")
        # Only now: a new account's password is shown once, and nothing may go wrong before it is.
        user, password = self.account(username, options["name"])
        if password:
            self.stdout.write(f"Password of {username}, shown this once: {password}")
        with scope.enter(scope.Scope(districts=(district,), actor=by.pk)):
            try:
                services.grant(
                    user=user, district=district, role=role, by=by, reason=options["reason"],
                    valid_from=timezone.localdate(), street=street.pk if street else None,
                )
            except services.AlreadyMember as error:
                raise CommandError(f"{username} is {role} of {district} already.") from error
        self.stdout.write(f"{username} is {role} of {district} from today.")

    def account(self, username: str, name: str) -> tuple[User, str]:
        """The account of this name, and the password of a new one."""
        with scope.enter(scope.Scope(signing_in=username)):
            user = User.objects.filter(username=username).first()
        if user is not None:
            return user, ""
        if not name:
            raise CommandError(f"There is no account {username} yet; say whose it is with --name.")
        password = secrets.token_urlsafe(12)
        return services.create_user(username=username, name=name, password=password), password
