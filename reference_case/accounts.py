"""The demonstration accounts, one per role; passwords are made at loading and stand only in the data folder."""

import json
import os
import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from governance.divisions.models import Street
from governance.people import services
from governance.people.choices import Role, TokenScope
from governance.people.models import User
from governance.tenancy import scope

SINCE = date(2019, 1, 1)
REASON = "建立演示账号"
GUANCHENG = (
    ("operator", "平台管理员", Role.OPERATOR, ""),
    ("leader", "区领导", Role.LEADER, ""),
    ("governance", "社治委专员", Role.GOVERNANCE, ""),
    # Whoever rated a courtyard does not look at it again: the second pair of eyes.
    ("governance-second", "社治委复核专员", Role.GOVERNANCE, ""),
    ("housing", "住保中心专员", Role.HOUSING, ""),
    # Of a payment whoever enters does not approve, and whoever approves does not pay.
    ("housing-second", "住保中心复核员", Role.HOUSING, ""),
    ("organisation", "组织部专员", Role.ORGANISATION, ""),
    ("finance", "财政局专员", Role.FINANCE, ""),
    ("finance-second", "财政局拨付员", Role.FINANCE, ""),
    ("clerk-beixiajie", "北下街专干", Role.CLERK, "410104001"),
    ("reviewer-beixiajie", "北下街审核员", Role.REVIEWER, "410104001"),
    ("clerk-longhaimalu", "陇海马路专干", Role.CLERK, "410104007"),
    ("auditor", "审计员", Role.AUDITOR, ""),
    ("api", "统计接口", Role.API, ""),
)
JINSHUI = (
    ("jinshui-leader", "金水区领导", Role.LEADER, ""),
    ("jinshui-governance", "金水区社治委专员", Role.GOVERNANCE, ""),
    ("jinshui-housing", "金水区住保中心专员", Role.HOUSING, ""),
    ("jinshui-housing-second", "金水区住保中心复核员", Role.HOUSING, ""),
    ("jinshui-finance", "金水区财政局专员", Role.FINANCE, ""),
    ("jinshui-finance-second", "金水区财政局拨付员", Role.FINANCE, ""),
    ("jinshui-clerk", "经八路专干", Role.CLERK, "410105001"),
)

# The city reads both districts, and its program does so by one token.
CITY = ("zhengzhou", "郑州市读者", Role.LEADER)


def password() -> str:
    """Readable over a telephone: four groups of letters and digits."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(3))


def create(*, district: int, by: User) -> list[dict[str, Any]]:
    """The accounts of a district, with their passwords. The operator belongs to both."""
    streets = {s.code: s for s in Street.objects.filter(district_id=district)}
    made = []
    for username, name, role, street in GUANCHENG if district == 410104 else JINSHUI:
        secret = password()
        user = services.create_user(username=username, name=name, password=secret)
        place = streets.get(street)
        services.grant(
            user=user, district=district, role=role, by=by, reason=REASON, valid_from=SINCE,
            street=place.pk if place else None,
        )
        made.append(
            {
                "username": username, "password": secret, "name": name, "role": role.value,
                "role_zh": str(role.label), "district": str(district), "street": place.name if place else "",
            }
        )
    return made


def create_city(*, districts: Sequence[int], by: User, now: datetime) -> tuple[dict[str, Any], str]:
    """The city's account, which reads every one of the districts, and its token for all of them."""
    username, name, role = CITY
    secret = password()
    user = services.create_user(username=username, name=name, password=secret)
    for district in districts:
        with scope.enter(scope.Scope(districts=(district,), actor=by.pk)):
            services.grant(user=user, district=district, role=role, by=by, reason=REASON, valid_from=SINCE)
    with scope.enter(scope.Scope(districts=(districts[0],), actor=by.pk)):
        _, text = services.issue_token(
            district=districts[0], name="郑州市统计令牌", scopes=[TokenScope.STATISTICS], owner=user, all_districts=True,
            expires_at=now + timedelta(days=365), by=by, reason=REASON, now=now,
        )
    codes = " ".join(map(str, districts))
    account = {
        "username": username, "password": secret, "name": name, "role": role.value, "role_zh": str(role.label),
        "district": codes, "street": "",
    }
    return account, text


def token(*, district: int, owner: User, by: User, now: datetime) -> str:
    """A token that reads statistics and records of one district for a year."""
    _, text = services.issue_token(
        district=district, name="演示只读令牌", scopes=[TokenScope.STATISTICS, TokenScope.RECORDS], owner=owner,
        expires_at=now + timedelta(days=365), by=by, reason=REASON, now=now,
    )
    return text


def write(folder: Path, name: str, content: Any) -> None:
    """A file for the owner's eyes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
