"""People, their memberships, and the tokens of programs: the only writers."""

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.db.models import Q
from psycopg2.extras import DateRange

from governance.audit.services import change
from governance.people import tokens
from governance.people.choices import TokenScope
from governance.people.models import ApiToken, Membership, User
from governance.people.permissions import STREET_ROLES
from governance.tenancy import scope

SERVICE_ACCOUNT = "system"


class StreetMissing(ValueError):
    """A street clerk or reviewer needs a street."""


class AlreadyMember(ValueError):
    """The person has this role in this place already."""


class TokenTooOld(ValueError):
    """A token must expire in the future, and within two years."""


class TooMuchForMany(ValueError):
    """A token for many districts reads statistics alone, and of no single street."""


def create_user(*, username: str, name: str, password: str | None = None) -> User:
    """A new person without any rights. Raises ValidationError for a weak password, IntegrityError for a taken name."""
    if password is not None:
        validate_password(password, User(username=username, name=name))
    with scope.enter(scope.Scope(signing_in=username)):
        return User.objects.create_user(username, name, password)


def service_account() -> User:
    """The account to which scheduled work is attributed; made at its first use. Nobody signs in with it."""
    with scope.enter(scope.Scope(signing_in=SERVICE_ACCOUNT)):
        user = User.objects.filter(username=SERVICE_ACCOUNT).first()
        if user is None:
            user = User(username=SERVICE_ACCOUNT, name="系统", is_service=True)
            user.set_unusable_password()
            user.save()
        return user


def grant(
    *, user: User, district: int, role: str, by: User, reason: str, valid_from: date, street: int | None = None
) -> Membership:
    """Gives `user` a role in a district (in one street of it, for street roles) from a day on.

    Raises StreetMissing, and AlreadyMember where the person holds the role on that day or later.
    """
    if role in STREET_ROLES and street is None:
        raise StreetMissing(role)
    held = Membership.objects.filter(
        Q(street_id=street), user=user, district_id=district, role=role, valid__overlap=DateRange(valid_from, None)
    )
    if held.exists():
        raise AlreadyMember(role)
    with change(district=district, by=by, reason=reason, street=street):
        return Membership.objects.create(
            user=user, district_id=district, role=role, street_id=street, valid=DateRange(valid_from, None)
        )


def end_membership(*, membership: Membership, by: User, reason: str, on: date) -> None:
    """Takes the role away from the day `on`."""
    with change(district=membership.district_id, by=by, reason=reason, street=membership.street_id):
        membership.valid = DateRange(membership.valid.lower, max(on, membership.valid.lower))
        membership.save(update_fields=["valid"])


def issue_token(
    *, district: int, name: str, scopes: Sequence[str], owner: User, expires_at: datetime, by: User, reason: str,
    now: datetime, street: int | None = None, all_districts: bool = False,
) -> tuple[ApiToken, str]:
    """A token and its text, which is shown this once and cannot be read again.

    With `all_districts` it reads the statistics of every district that its owner reads as a whole at the time of the
    request; it is kept in `district`, whose people can close it. Raises TokenTooOld and TooMuchForMany.
    """
    if not now < expires_at or (expires_at - now).days > 731:
        raise TokenTooOld
    if not scopes or not set(scopes) <= set(TokenScope.values):
        raise ValueError(f"scopes must be some of {', '.join(TokenScope.values)}")
    if all_districts and (street is not None or list(scopes) != [TokenScope.STATISTICS]):
        raise TooMuchForMany
    text, prefix = tokens.generate()
    with change(district=district, by=by, reason=reason, street=street):
        token = ApiToken.objects.create(
            district_id=district, street_id=street, name=name, prefix=prefix, key_digest=tokens.digest(text),
            scopes=list(scopes), owner=owner, expires_at=expires_at, all_districts=all_districts,
        )
    return token, text


def revoke_token(*, token: ApiToken, by: User, reason: str, now: datetime) -> None:
    """Closes a token at once."""
    with change(district=token.district_id, by=by, reason=reason, street=token.street_id):
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])
