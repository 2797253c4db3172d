"""The credit of firms: releasing the rules, and what they give for the events on record."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

from django.utils.translation import gettext as _

from governance.audit import turns
from governance.audit.services import change
from governance.people.models import User
from governance.registers.declarations import Refused
from property_firms.models import CreditEvent, CreditRuleSet, Firm
from property_firms.rules import credit
from property_firms.rules.reading import read


class VersionNotLater(Refused):
    """Versions take turns: each begins after the one before it."""


class NoRulesInForce(LookupError):
    """No rules are in force on the day: there is no grade without rules."""

    def __init__(self, on: date) -> None:
        super().__init__(_("No credit rules are in force on %(day)s.") % {"day": on.isoformat()})
        self.on = on


@dataclass(frozen=True)
class FirmCredit:
    """A firm and what its events come to."""

    firm: Firm
    credit: credit.Credit


def release_rules(
    *, district: int, data: Mapping[str, Any], in_force_from: date, document: str, by: User, reason: str
) -> CreditRuleSet:
    """The next version of the rules. Raises RulesFaults for a faulty file, VersionNotLater."""
    read(data)
    with change(district=district, by=by, reason=reason):
        turns.take(district, "property_firms.credit_rules", "version")
        last = CreditRuleSet.objects.filter(district_id=district).order_by("-version").first()
        if last is not None and in_force_from <= last.in_force_from:
            raise VersionNotLater(
                _("Version %(version)s is in force from %(day)s; the next one begins after that day.")
                % {"version": last.version, "day": last.in_force_from.isoformat()},
                "in_force_from",
            )
        return CreditRuleSet.objects.create(
            district_id=district, version=last.version + 1 if last else 1, title=data["title"], document=document,
            in_force_from=in_force_from, is_example=data.get("is_example", False), rules=dict(data),
        )


def example() -> str:
    """The example rules (示例) as their file says them: a start for a district's own, and no standard of anybody."""
    return (resources.files("property_firms") / "data" / "credit_rules_example.json").read_text(encoding="utf-8")


def rules_on(district: int, on: date) -> CreditRuleSet:
    """The version in force on the day. Raises NoRulesInForce."""
    found = (
        CreditRuleSet.objects.filter(district_id=district, in_force_from__lte=on).order_by("-in_force_from").first()
    )
    if found is None:
        raise NoRulesInForce(on)
    return found


def credit_of(firm: Firm, on: date) -> credit.Credit:
    """What the firm's events come to on the day, line by line. Raises NoRulesInForce, RulesFaults."""
    rules = read(rules_on(firm.district_id, on).rules)
    events = CreditEvent.objects.filter(district_id=firm.district_id, firm=firm)
    return credit.grade(rules, map(_fact, events), on)


def credits(district: int, on: date) -> list[FirmCredit]:
    """All firms active on the day, best score first. Three questions, however many firms and events there are.

    Raises NoRulesInForce, RulesFaults.
    """
    rules = read(rules_on(district, on).rules)
    firms = Firm.objects.filter(district_id=district, unit__valid_from__lte=on, unit__valid_to__gt=on)
    events: dict[int, list[credit.Event]] = defaultdict(list)
    for event in CreditEvent.objects.filter(district_id=district):
        events[event.firm_id].append(_fact(event))
    found = [
        FirmCredit(firm, credit.grade(rules, events[firm.pk], on))
        for firm in firms.select_related("unit", "street").order_by("unit__name_pinyin", "pk")
    ]
    return sorted(found, key=lambda one: one.credit.score, reverse=True)


def _fact(event: CreditEvent) -> credit.Event:
    return credit.Event(
        key=event.pk, item=event.item, kind=event.kind, happened_on=event.happened_on, published_on=event.published_on,
        appeal=event.appeal, appealed_on=event.appealed_on, appeal_decided_on=event.appeal_decided_on,
        description=event.description,
    )
