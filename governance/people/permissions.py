"""What each role may do. A permission is a verb on a register; where it applies is the tenant scope's matter."""

from collections.abc import Callable
from functools import wraps
from importlib import resources
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from governance.people.choices import Role

READS = frozenset({"records.read", "statistics.read"})
# What is no register: the pages and deeds around them.
DEEDS: dict[str, frozenset[str]] = {
    Role.OPERATOR: READS | {"member.manage", "token.manage", "seal.verify", "summary.check"},
    Role.LEADER: READS | {
        "period.approve", "seal.verify", "standard.release", "rating.confirm", "payment.review", "clawback.waive",
        "scheme.release", "scheme.propose", "scenario.play",
    },
    Role.GOVERNANCE: READS | {
        "rating.compute", "rating.score", "rating.assign", "rating.settle", "rating.manage", "rating.recheck", "rating.object",
        "rating.confirm", "standard.draft", "standard.check", "standard.release",
        "survey.manage", "survey.enter", "member.manage", "token.manage",
        "courtyard.move", "board.apply", "disclosure.read",
        "return.submit", "return.decide", "form.design", "indicator.define", "dashboard.arrange", "boundary.write",
        "period.submit", "period.endorse", "period.approve", "period.manage", "seal.verify", "summary.check",
        "scheme.draft", "scheme.check", "scheme.release", "scheme.propose", "scenario.play",
    },
    # Who enters a payment does not approve it, who approves does not pay: of each batch the rule and the database hold that.
    Role.HOUSING: READS | {
        "subsidy.compute", "courtyard.move", "credit.rule", "standard.draft", "standard.check", "scheme.draft", "scheme.check",
        "scheme.propose", "scenario.play", "application.approve", "application.object", "payment.prepare", "payment.review",
        "payment.object", "payment.answer", "payment.verify", "payment.ladder", "payee.enter", "payee.confirm", "payee.reveal",
        "clawback.claim", "clawback.waive",
    },
    Role.ORGANISATION: READS | {"board.apply"},
    Role.FINANCE: READS | {
        "scheme.check", "scenario.play", "application.fund", "payment.review", "payment.pay", "payee.confirm", "payee.reveal",
        "fund.enter", "clawback.repay", "clawback.waive",
    },
    # Each street rates the courtyards that manage themselves; the district's group rates what firms serve.
    # A street's clerk enters what is applied for, its reviewer verifies it; the housing centre and finance decide.
    Role.CLERK: READS | {
        "rating.score", "rating.object", "survey.enter", "return.submit", "period.submit", "application.enter",
        "application.object", "payment.object", "payment.verify", "payee.enter",
    },
    Role.REVIEWER: READS | {
        "rating.score", "rating.assign", "rating.settle", "rating.object", "survey.enter", "return.decide", "period.endorse",
        "application.verify", "application.object", "payment.object", "payment.verify",
    },
    Role.AUDITOR: READS | {"disclosure.read", "seal.verify", "payee.reveal"},
    Role.API: READS,
}
# A letter of the table of rights, and the verb it gives.
VERBS = {"r": "read", "w": "write", "x": "remove", "p": "reveal"}


def _rights() -> dict[str, dict[str, frozenset[str]]]:
    """Verbs by register and role, from the table in rights.md beside this file."""
    text = (resources.files("governance.people") / "rights.md").read_text(encoding="utf-8")
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    roles = lines[0][1:]
    return {
        register: {
            role: frozenset(VERBS[letter] for letter in cell if letter in VERBS)
            for role, cell in zip(roles, cells, strict=True)
        }
        for register, *cells in lines[2:]
    }


RIGHTS = _rights()
BY_ROLE: dict[str, frozenset[str]] = {
    role: deeds | {f"{register}.{verb}" for register, by_role in RIGHTS.items() for verb in by_role[role]}
    for role, deeds in DEEDS.items()
}
# Who acts in one street only; everybody else acts in the whole district.
STREET_ROLES = frozenset({Role.CLERK, Role.REVIEWER})

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def requires(permission: str) -> Callable[[View[P]], View[P]]:
    """A page for people who may do `permission` here: 404 without a district, 403 without the permission."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.portal.district is None:
                raise Http404
            if not request.portal.may(permission):
                raise PermissionDenied
            if not permission.endswith(".read"):
                request.portal.stand_for(permission)
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by the guard over all URLs
        return guarded

    return decorate
