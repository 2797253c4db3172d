"""The rules are released in turns, and a firm's credit follows from its events under those in force."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from governance.audit.models import Change
from governance.registers.declarations import Refused
from governance.registers.services import correct, enter
from governance.registers.services.entering import version_of
from governance.tenancy import scope
from property_firms.models import CreditEvent, CreditRuleSet
from property_firms.registers import CREDIT_EVENTS
from property_firms.rules.credit import Standing
from property_firms.rules.reading import RulesFaults
from property_firms.services import credit
from tests.indicators.village import CODE, span

FROM, NEXT = date(2021, 1, 1), date(2022, 1, 1)


def release(village, rules, on=FROM, **given):
    return credit.release_rules(
        district=CODE, data=rules, in_force_from=on, document="住保〔2021〕3号", by=village.by, reason="released", **given
    )


def happen(village, firm, item="G2", **given):
    told = {"happened_on": date(2021, 5, 1), "published_on": date(2021, 5, 20)} | given
    kind = "good" if item.startswith("G") else "bad"
    return enter(
        CREDIT_EVENTS, district=CODE, by=village.by, reason="entered",
        data={"firm": firm, "kind": kind, "item": item, "description": f"{item} happened", **told},
    )


def test_versions_take_turns_and_say_who_released_them(village, rules):
    first = release(village, rules)
    second = release(village, rules | {"title": "第二版", "is_example": False}, NEXT)
    assert (first.version, first.is_example, first.title) == (1, True, rules["title"])
    assert (second.version, second.is_example, second.title) == (2, False, "第二版")
    assert [credit.rules_on(CODE, on).version for on in (FROM, date(2021, 12, 31), NEXT)] == [1, 1, 2]
    assert CreditRuleSet.objects.get(pk=first.pk).rules == rules
    change = Change.objects.filter(district_id=CODE, reason="released").latest("pk")
    assert change.actor_id == village.by.pk


@pytest.mark.parametrize("on", [FROM, date(2020, 12, 31)])
def test_a_version_that_is_not_later_is_refused(village, rules, on):
    release(village, rules)
    with pytest.raises(credit.VersionNotLater) as refused:
        release(village, rules, on)
    assert refused.value.field == "in_force_from" and "2021-01-01" in str(refused.value)
    assert CreditRuleSet.objects.filter(district_id=CODE).count() == 1


def test_a_faulty_file_writes_nothing(village, rules):
    rules["items"][0]["points"] = -5
    before = Change.objects.count()
    with pytest.raises(RulesFaults):
        release(village, rules)
    assert not CreditRuleSet.objects.filter(district_id=CODE).exists() and Change.objects.count() == before


def test_without_rules_there_is_no_grade(village, rules):
    release(village, rules)
    firm = village.firm("one")
    for ask in (lambda on: credit.credit_of(firm, on), lambda on: credit.credits(CODE, on)):
        ask(FROM)
        with pytest.raises(credit.NoRulesInForce), translation.override("en"):
            ask(date(2020, 12, 31))


def test_the_credit_follows_from_the_events_on_record(village, rules):
    release(village, rules)
    firm, other = village.firm("one"), village.firm("other")
    happen(village, firm)
    bad = happen(village, firm, "B2", published_on=date(2021, 6, 10), notified_on=date(2021, 5, 8))
    happen(village, other, "B6")
    told = credit.credit_of(firm, date(2021, 6, 9))
    assert (told.score, told.grade) == (85, "A")
    assert [line.standing for line in told.lines] == [Standing.NOT_PUBLISHED, Standing.COUNTED]
    assert credit.credit_of(firm, date(2021, 6, 10)).score == 80
    assert credit.credit_of(firm, date(2022, 5, 20)).score == 75
    assert credit.credit_of(other, date(2021, 6, 10)).is_black
    correct(
        CREDIT_EVENTS, record=bad, version=version_of(CREDIT_EVENTS, bad), by=village.by, reason="upheld",
        data={"appealed_on": date(2021, 6, 12), "appeal": "upheld", "appeal_decided_on": date(2021, 7, 1)},
    )
    assert credit.credit_of(firm, date(2021, 6, 10)).score == 85


def test_each_day_has_the_rules_in_force_on_it(village, rules):
    release(village, rules)
    firm = village.firm("one")
    happen(village, firm, "G1")
    later = rules | {"base": 70, "items": [item for item in rules["items"] if item["code"] != "G1"]}
    release(village, later, NEXT)
    assert credit.credit_of(firm, date(2021, 12, 31)).score == 90
    told = credit.credit_of(firm, NEXT)
    assert (told.score, told.lines[0].standing) == (70, Standing.NO_ITEM)


def test_all_firms_of_the_day_come_best_first(village, rules):
    release(village, rules)
    good, bad, gone = village.firm("good"), village.firm("bad"), village.firm("gone", valid=span(FROM, date(2021, 6, 1)))
    plain = village.firm("a plain one")
    happen(village, good)
    happen(village, bad, "B1")
    assert [(one.firm.pk, one.credit.score) for one in credit.credits(CODE, date(2021, 7, 1))] == [
        (good.pk, 85), (plain.pk, 80), (bad.pk, 77)
    ]
    assert gone.pk in {one.firm.pk for one in credit.credits(CODE, date(2021, 5, 31))}


def test_the_whole_district_is_asked_for_in_three_questions(village, rules):
    release(village, rules)

    def questions():
        with CaptureQueriesContext(connection) as asked:
            for one in credit.credits(CODE, date(2021, 7, 1)):
                assert one.firm.unit.name and (one.firm.street is None or one.firm.street.name)
        return len(asked)

    village.firm("first", street=0)
    assert questions() == 3
    for number in range(12):
        happen(village, village.firm(f"firm {number}", street=number % 2))
    assert questions() == 3


def test_both_ways_of_asking_agree(village, rules):
    release(village, rules)
    firms = [village.firm(str(number)) for number in range(3)]
    for firm, item in zip(firms, ("G1", "B3", "B5"), strict=True):
        happen(village, firm, item)
        happen(village, firm, "G2", published_on=None)
    for on in (date(2021, 5, 1), date(2021, 5, 20), date(2023, 5, 20)):
        assert {one.firm.pk: one.credit for one in credit.credits(CODE, on)} == {
            firm.pk: credit.credit_of(firm, on) for firm in firms
        }


@pytest.mark.parametrize(
    ("given", "field"),
    [({"item": "G77"}, "item"), ({"item": "B1"}, "kind"), ({"happened_on": date(2020, 12, 31)}, "item"),
     ({"published_on": date(2021, 4, 30)}, ""), ({"appealed_on": date(2021, 5, 2), "appeal": "pending"}, "")],
)
def test_an_event_against_the_rules_or_its_way_is_refused(village, rules, given, field):
    release(village, rules)
    firm = village.firm("one")
    told = {"firm": firm, "kind": "good", "item": "G2", "description": "x", "happened_on": date(2021, 5, 1)}
    with pytest.raises(Refused) as refused:
        enter(CREDIT_EVENTS, district=CODE, by=village.by, reason="entered", data=told | given)
    assert refused.value.field == field
    assert not CreditEvent.objects.filter(firm=firm).exists()


def test_a_platform_firms_event_stands_in_its_street(village, rules):
    release(village, rules)
    event = happen(village, village.firm("platform", street=1))
    assert event.street_id == village.streets[1].pk
    with scope.enter(scope.Scope(districts=(CODE,), streets=(village.streets[0].pk,), actor=village.by.pk)):
        assert credit.credits(CODE, date(2021, 7, 1)) == []
