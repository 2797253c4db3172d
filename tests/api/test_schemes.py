"""Schemes, enrolments, forecast and scenarios through REST; and the whole ledger recomputed from what REST tells alone."""

from datetime import date
from decimal import Decimal

import pytest

from governance.common.periods import Month
from governance.people.services import service_account
from governance.tenancy import scope
from subsidies import services
from subsidies.models import Enrolment, EntitlementLine, Scenario
from subsidies.reading import terms_of
from subsidies.rules.entitlement import Facts, entitle
from subsidies.scenarios.supposing import Supposition
from subsidies.schemes import shape
from subsidies.services.changing import change_scheme
from tests.ratings.drafting import person
from tests.subsidies import drafting as office

ON = "on=2022-07-07"


@pytest.fixture
def office_of_case(case):
    """The governance office's browser session, for a program of the case has no token in the cast."""
    from django.test import Client

    from governance.people.models import User

    with scope.enter(scope.Scope(signing_in="governance")):
        user = User.objects.get(username="governance")
    browser = Client()
    with scope.enter(scope.Scope(actor=user.pk)):
        browser.force_login(user, backend="governance.people.backends.ScopedBackend")
    return browser


def whole(browser, case, path):
    """Every page of a list."""
    found, link = [], f"/api/v1/districts/{case}/{path}"
    while link:
        answer = browser.get(link)
        assert answer.status_code == 200, (link, answer.content[:300])
        body = answer.json()
        found += body["items"]
        link = body["next"]
    return found


def day(text):
    return None if text is None else date.fromisoformat(text)


class Published:
    """What a program knows of the case: nothing but answers of REST."""

    def __init__(self, browser, case, on=ON):
        base = f"/api/v1/districts/{case}"

        def asked(path):
            return browser.get(f"{base}/{path}").json()

        heads = [head for head in asked("subsidies/schemes")["schemes"] if head["status"] in ("released", "superseded")]
        self.schemes = [
            (day(head["in_force_from"]), day(head["in_force_until"]), head["key"],
             terms_of(shape.complete(_data(asked(f"subsidies/schemes/{head['key']}/{head['version']}")))))
            for head in heads
        ]
        self.enrolments = whole(browser, case, f"subsidies/enrolments?limit=1000&{on}")
        self.areas = {
            row["code"]: None if row["area_m2"] is None else Decimal(row["area_m2"])
            for row in whole(browser, case, f"courtyards?limit=1000&fields=code,area_m2&{on}")
        }
        self.rounds = {row["year"]: row for row in asked(f"rating-rounds?{on}")["rounds"]}
        self.stars = {
            (row["year"], row["courtyard"]["code"]): row for row in whole(browser, case, f"ratings?limit=1000&{on}")
        }

    def entitlement(self, enrolled, month):
        """The subsidy of a month by the pure rule, from these answers alone."""
        code = enrolled["courtyard"]["code"]
        under = next(
            (one["scheme"] for one in enrolled["earlier_schemes"] if month < Month.parse(one["until"])), enrolled["scheme"]
        )
        terms = next(
            terms for first, last, key, terms in self.schemes
            if key == under and first <= month.first and (last is None or month.first < last)
        )
        rated = next(
            (self.stars.get((year, code)) for year, one in self.rounds.items()
             if one["status"] in ("computed", "announced") and (day(one["applies_from"]) or date.min) <= month.first
             and month.first < (day(one["applies_until"]) or date.max)), None,
        )
        revoked = rated is not None and rated["revoked_from"] is not None and day(rated["revoked_from"]) <= month.first
        return entitle(terms, Facts(
            month=month, first_month=Month.parse(enrolled["first_month"]), area_m2=self.areas[code],
            star=None if rated is None else 0 if revoked else rated["star"],
            is_vetoed=rated is not None and rated["vetoed"] and not revoked,
            score=Decimal(rated["score"]) if rated else Decimal(0), started_on=day(enrolled["started_on"]),
            ended_on=day(enrolled["ended_on"]),
        ))


def _data(body):
    return body | {"in_force": [body["in_force_from"], body["in_force_until"]]}


def test_a_program_recomputes_the_whole_ledger_from_published_parameters_and_records(case, office_of_case, record_property):
    """The second route: parameters, areas, stars and enrolments through REST; every line of the case equal to the fen."""
    known = Published(office_of_case, case)
    ledger = {}
    for line in whole(office_of_case, case, f"subsidies/entitlements?limit=1000&{ON}"):
        # Later lines of a month hold; they come in the order of their ids.
        ledger[line["courtyard"]["code"], line["month"]] = line
    of = {row["courtyard"]["code"]: row for row in known.enrolments}
    for (code, month), line in ledger.items():
        expected = known.entitlement(of[code], Month.parse(month))
        told = (line["outcome"], line["entitled_yuan"], line["month_index"], Decimal(line["rate_yuan_per_m2_month"]))
        fen = f"{expected.entitled_fen // 100}.{expected.entitled_fen % 100:02}"
        assert told == (expected.outcome, fen, expected.month_index, expected.rate), (code, month)
    assert len(ledger) > 3000
    record_property("tally", f"ledger lines recomputed by a program from REST alone: {len(ledger)}")


def test_the_same_where_a_courtyard_came_under_other_schemes(case, office_of_case, district_scope):
    """Its months go on: July by a second scheme, August by a third, both through REST alone; its earlier lines stay."""
    by = service_account()
    with district_scope(case, actor=by.pk):
        line = EntitlementLine.objects.filter(month="2022-06-01", outcome="entitled").select_related("courtyard").first()
        for month, key, rate in ((Month(2022, 7), "second", "0.11"), (Month(2022, 8), "third", "0.07")):
            data = shape.complete(office.data(key=key, title=key))
            data["rates"] = {
                year: {star: cell | {"rate": rate} for star, cell in row.items()} for year, row in data["rates"].items()
            }
            scheme = services.load_scheme(district=case, data=data, by=by, reason="x")
            change_scheme(
                enrolment=Enrolment.objects.get(pk=line.enrolment_id), scheme=scheme, month=month, by=by, reason="x"
            )
        for month in (Month(2022, 7), Month(2022, 8)):
            services.compute_month(district=case, month=month, by=by, now=office.NOW)
    later, code = "on=2022-09-05", line.courtyard.code
    known = Published(office_of_case, case, later)
    enrolled = next(row for row in known.enrolments if row["courtyard"]["code"] == code)
    assert (enrolled["scheme"], enrolled["earlier_schemes"]) == ("third", [
        {"scheme": "year-by-star", "until": "2022-07"}, {"scheme": "second", "until": "2022-08"},
    ])
    told = {row["month"]: row for row in whole(
        office_of_case, case, f"subsidies/entitlements?limit=1000&courtyard={code}&{later}")}
    assert [told[month]["rate_yuan_per_m2_month"] for month in ("2022-07", "2022-08")] == ["0.1100", "0.0700"]
    for month, row in told.items():
        expected = known.entitlement(enrolled, Month.parse(month))
        assert (row["outcome"], row["month_index"], Decimal(row["entitled_yuan"]), Decimal(row["rate_yuan_per_m2_month"])) == (
            expected.outcome, expected.month_index, Decimal(expected.entitled_fen).scaleb(-2), expected.rate)
    numbers = [told[month]["month_index"] for month in sorted(told)]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))


def test_no_month_that_the_published_parameters_grant_is_missing(case, office_of_case):
    """The other way round: whoever is enrolled has a line in every month of the ledger that is not left."""
    known = Published(office_of_case, case)
    lines = {
        (line["courtyard"]["code"], line["month"])
        for line in whole(office_of_case, case, f"subsidies/entitlements?limit=1000&{ON}")
    }
    last = Month.parse(max(month for _code, month in lines))
    wanted = set()
    for enrolled in known.enrolments:
        month = Month.parse(enrolled["first_month"])
        while not last < month:
            due = known.entitlement(enrolled, month)
            if due is not None and due.outcome != "left":
                wanted.add((enrolled["courtyard"]["code"], str(month)))
            month = month.next()
    assert wanted == lines


def test_the_forecast_is_told_by_month_and_street_and_adds_up(case, office_of_case):
    body = office_of_case.get(f"/api/v1/districts/{case}/subsidies/forecast?{ON}").json()
    assert body["known"] == "2022-06" and len({row["month"] for row in body["months"]}) == 36
    assert sum(Decimal(row["amount_yuan"]) for row in body["months"]) == Decimal(body["total_yuan"]) > 0
    assert {row["year"] for row in body["years"]} >= {2021, 2022, 2023}
    sheet = office_of_case.get(f"/api/v1/districts/{case}/subsidies/forecast.csv?{ON}")
    assert sheet.status_code == 200 and "2022-07" in sheet.content.decode("utf-8-sig")


def test_versions_are_listed_and_told_whole(cast, api):
    side = cast.home
    with side.scope():
        office.released(side.district, person(side, "housing"), person(side, "governance"))
    listed = api().get(f"/api/v1/districts/{side.district}/subsidies/schemes?state=released").json()["schemes"]
    assert [(one["key"], one["in_force_from"], one["in_force_until"]) for one in listed] == [("own", "2020-01-01", None)]
    told = api().get(f"/api/v1/districts/{side.district}/subsidies/schemes/own/1").json()
    assert told["rates"]["1"]["5"] == {"rate": "0.30", "clause": "第四条"} and told["clause_of"]["cap"] == "第四条"
    assert api().get(f"/api/v1/districts/{side.district}/subsidies/schemes/own/9").status_code == 404


def test_a_scenario_is_told_with_its_result_and_not_to_a_street(cast, api):
    side = cast.home
    with side.scope():
        scheme = office.released(side.district, person(side, "housing"), person(side, "governance"))
        kept = services.keep_scenario(
            scheme=scheme, title="如此", note="", said=Supposition(Month(2021, 1), Month(2021, 2)), by=person(side, "leader"),
            now=office.NOW,
        )
        lines = EntitlementLine.objects.count()
    path = f"/api/v1/districts/{side.district}/subsidies/scenarios/{kept.pk}"
    told = api().get(path).json()
    assert told["title"] == "如此" and told["total"]["more_yuan"] == "0.00" and told["changed_lines"] == 0
    assert api(street=0).get(path).status_code == 403
    with side.scope():
        assert EntitlementLine.objects.count() == lines and Scenario.objects.filter(pk=kept.pk).exists()
