"""The commands by which a district gets its first people and its programs their tokens."""

import re

import pytest
from django.core.management import CommandError, call_command

from governance.people import services, tokens
from governance.people.models import ApiToken, Membership, User
from governance.tenancy import scope

APPOINTED = ("--reason", "appointed")


def members(username: str, district: int) -> int:
    with scope.enter(scope.Scope(districts=(district,))):
        return Membership.objects.filter(user__username=username).count()


def accounts(username: str) -> int:
    with scope.enter(scope.Scope(signing_in=username)):
        return User.objects.filter(username=username).count()


@pytest.fixture
def district(cast):
    return cast.home.district


def test_a_new_member_gets_an_account_a_password_and_the_role(district, capsys):
    call_command("add_member", "chen", f"--district={district}", "--role=leader", "--name=陈晨", *APPOINTED)
    password = re.search(r"shown this once: (\S+)", capsys.readouterr().out)[1]
    with scope.enter(scope.Scope(signing_in="chen")):
        assert User.objects.get(username="chen").check_password(password)
    assert members("chen", district) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--role=clerk", "--name=陈晨"), "--street"),
        (("--role=clerk", "--name=陈晨", "--street=000000000"), "has no street 000000000"),
        (("--role=leader",), "--name"),
    ],
)
def test_a_refused_member_leaves_nothing_behind(district, arguments, said):
    with pytest.raises(CommandError, match=said):
        call_command("add_member", "chen", f"--district={district}", *arguments, *APPOINTED)
    assert accounts("chen") == 0


def test_nobody_holds_a_role_twice(district):
    call_command("add_member", "chen", f"--district={district}", "--role=leader", "--name=陈晨", *APPOINTED)
    with pytest.raises(CommandError, match="already"):
        call_command("add_member", "chen", f"--district={district}", "--role=leader", *APPOINTED)
    assert members("chen", district) == 1


def test_a_district_that_is_no_tenant_is_named(db):
    with pytest.raises(CommandError, match="import_divisions --create --district 410102"):
        call_command("add_member", "chen", "--district=410102", "--role=leader", "--name=陈晨", *APPOINTED)


def test_a_token_is_shown_once_stored_hashed_and_closed(district, cast, capsys):
    owner = cast.home.username("governance")
    given = ("--name=市局", f"--district={district}", f"--owner={owner}", "--scope=statistics", *APPOINTED)
    call_command("issue_token", *given, "--days=30")
    text = capsys.readouterr().out.splitlines()[-1]
    by = services.service_account()
    with scope.enter(scope.Scope(districts=(district,), actor=by.pk)):
        stored = ApiToken.objects.get(key_digest=tokens.digest(text))
        assert text not in str(vars(stored)) and stored.scopes == ["statistics"]
    call_command("revoke_token", stored.prefix, f"--district={district}", *APPOINTED)
    with scope.enter(scope.Scope(districts=(district,), actor=by.pk)):
        stored.refresh_from_db()
        assert stored.revoked_at is not None


@pytest.mark.parametrize("days", [0, 732])
def test_a_token_must_end_within_two_years(district, cast, days):
    with pytest.raises(CommandError, match="730"):
        call_command(
            "issue_token", "--name=市局", f"--district={district}", f"--owner={cast.home.username('governance')}",
            "--scope=statistics", f"--days={days}", *APPOINTED,
        )
