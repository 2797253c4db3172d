"""Sign-in under row-level security: before anyone is known, only the row of the name that signs in is visible."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from governance.people.models import User
from governance.tenancy import scope


class ScopedBackend(BaseBackend):
    """Checks a password; the sign-in page and the test client come through here alike."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> User | None:
        if not username or password is None:
            return None
        with scope.enter(scope.Scope(signing_in=username)):
            user = User.objects.filter(username=username).first()
        if user is None:
            # The same work for an unknown name, so that its absence can't be timed.
            User().set_password(password)
            return None
        if user.is_active and not user.is_service and user.check_password(password):
            return user
        return None

    def get_user(self, user_id: int) -> User | None:
        with scope.enter(scope.Scope(actor=user_id)):
            return User.objects.filter(pk=user_id, is_active=True).first()
