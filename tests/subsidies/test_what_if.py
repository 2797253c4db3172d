"""What if: the same statement, read only; without a change it is the ledger, to the fen."""

import copy
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.common.periods import Month, months
from governance.registers.declarations import Refused
from governance.tenancy import scope
from subsidies import reading, services
from subsidies.models import Enrolment, EntitlementLine, PublicIncome, SubsidyScheme
from subsidies.rules.entitlement import entitle
from subsidies.scenarios import computing, supposing
from subsidies.scenarios.forecast import forecast
from subsidies.scenarios.supposing import Renovation, Supposition
from subsidies.schemes import shape
from tests.subsidies import ground, invented, written

PLACES = 8
FIRST, LAST = Month(2021, 1), Month(2021, 3)


def base(laid):
    return shape.complete(reading.data_of(laid.scheme))


def fen(lines):
    return {(line.courtyard, line.month): line.fen for line in lines if line.fen}


def of_ledger(district):
    rows = EntitlementLine.objects.filter(district_id=district).current().exclude(entitled_fen=0)
    return {(row.courtyard_id, row.month): row.entitled_fen for row in rows}


def test_the_baseline_of_the_case_is_the_ledger_to_the_fen(case, district_scope, record_property):
    with district_scope(case):
        ledger = of_ledger(case)
        computed = sorted({month for _courtyard, month in ledger})
        first, last = Month.of(computed[0]), Month.of(computed[-1])
        found = fen(computing.lines(case, first, last, last))
        assert found == ledger and len(ledger) > 2000
        scheme = SubsidyScheme.objects.get(district_id=case, key="year-by-star")
        same = Supposition(first, last, shape.complete(reading.data_of(scheme)))
        compared = computing.compared(case, same, last)
        assert compared.changes == [] and compared.total.more == 0
        assert compared.total.after == sum(ledger.values())
    record_property("tally", f"what-if baseline of the case equal to the ledger: {len(ledger)} courtyard months")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(terms=invented.terms(), other=invented.terms(), cases=st.lists(invented.facts(), min_size=PLACES, max_size=PLACES))
def test_the_baseline_is_the_ledger_and_a_scenario_is_the_rule(db, terms, other, cases):
    month = invented.MONTH
    with ground.standing() as by, transaction.atomic():
        laid = ground.lay(by, areas=["1.00"] * PLACES)
        scheme = written.load(laid, terms)
        written.write(laid, scheme, cases)
        services.compute_month(district=laid.district, month=month, by=by, now=ground.NOW)
        assert fen(computing.lines(laid.district, month, month, month)) == of_ledger(laid.district)
        said = Supposition(month, month, shape.complete(written.data_of(other)))
        assert supposing.faults(said) == []
        scenario = supposing.statement_json(laid.district, said)
        lines = {line.courtyard: line for line in computing.lines(laid.district, month, month, month, scenario)}
        for courtyard, case in zip(laid.courtyards, cases, strict=True):
            expected, line = entitle(other, case), lines.get(courtyard.pk)
            if expected is None or expected.outcome == "left":
                assert line is None
            else:
                assert (line.outcome, line.fen, line.rate, line.area_m2, line.district_fen) == (
                    expected.outcome, expected.entitled_fen, expected.rate, expected.area_m2, expected.district_fen
                )
        transaction.set_rollback(True)


def test_nothing_can_be_written_inside_and_everything_around_it(laid):
    with pytest.raises(DatabaseError) as refused, scope.read_only(), change(district=laid.district, by=laid.by, reason="x"):
        PublicIncome.objects.create(
            district_id=laid.district, street_id=laid.courtyards[0].street_id, courtyard=laid.courtyards[0], year=2020,
            amount_fen=1,
        )
    assert refused.value.__cause__.pgcode == "25006"
    computing.lines(laid.district, FIRST, LAST, LAST)
    laid.set_area(laid.courtyards[0], "10.00")
    assert Courtyard.objects.get(pk=laid.courtyards[0].pk).area_m2 == Decimal("10.00")


def test_the_statement_itself_runs_read_only(laid, monkeypatch):
    """A statement that would write is refused where the scenario's is run."""
    monkeypatch.setattr("governance.common.sql.load", lambda app, name: "DELETE FROM subsidies_enrolment")
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        computing.lines(laid.district, FIRST, LAST, LAST)
    assert refused.value.__cause__.pgcode == "25006"
    assert Enrolment.objects.count() == 3


def test_what_was_supposed_leaves_no_trace(laid):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id_if_assigned()")
        before = cursor.fetchone()
    data = base(laid) | {"cap": "0.20"}
    data["rates"] = {year: {star: cell | {"rate": "0.10"} for star, cell in row.items()} for year, row in data["rates"].items()}
    found = computing.compared(laid.district, Supposition(FIRST, LAST, data), LAST)
    assert (found.total.before, found.total.after) == (3 * 460_387, 3 * (10_000 + 20_006 + 123_457))
    assert len(found.losers) == 3 and not found.winners and len(found.changes) == 9
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id_if_assigned()")
        assert cursor.fetchone() == before
    assert not EntitlementLine.objects.exists()


def test_conditions_bounds_and_basis_can_be_supposed(laid):
    def total(**said):
        return computing.compared(laid.district, Supposition(FIRST, FIRST, **said), LAST).total.after

    assert total() == 460_387
    assert total(scheme=base(laid), bounds={"5": "101", "4": "90"}) == 27_000 + 54_015 + 333_333
    assert total(scheme=base(laid) | {"star_least": 5}) == 460_387
    assert total(scheme=base(laid) | {"fees_least": "30"}) == 0
    assert total(scheme=base(laid) | {"unit_fen": 100}) == 460_300
    assert total(scheme=base(laid) | {"months": 12}) == 460_387


def test_renovations_bring_courtyards_in_with_their_supposed_star(db):
    with ground.standing() as by:
        laid = ground.lay(by, areas=("1000.00", "2000.00", None))
        with change(district=laid.district, by=by, reason="enrolled"):
            Enrolment.objects.create(
                district_id=laid.district, street_id=laid.courtyards[0].street_id, courtyard=laid.courtyards[0],
                scheme=laid.scheme, first_month=date(2021, 1, 1),
            )
        data = base(laid)
        said = Supposition(FIRST, LAST, data, {}, (Renovation(laid.courtyards[1].code, Month(2021, 2), 4),))
        found = computing.compared(laid.district, said, LAST)
        # 2000.00 ㎡ × 0.27 in February and March; the first one is not rated.
        assert found.total.after == 2 * 54_000
        assert [(change.any.month.month, change.more) for change in found.changes] == [(2, 54_000), (3, 54_000)]
        whole = Supposition(FIRST, LAST, data, {}, (Renovation("试验街道", Month(2021, 3), 5),))
        lines = computing.compared(laid.district, whole, LAST).changes
        assert [(one.after.outcome, one.more) for one in lines] == [("entitled", 60_000), ("no_area", 0)]
        with pytest.raises(Refused, match="不是尚未纳入"):
            computing.compared(laid.district, Supposition(
                FIRST, LAST, data, {}, (Renovation(laid.courtyards[0].code, FIRST, 5),)), LAST)


@pytest.mark.parametrize(("said", "place"), [
    ({"last": Month(2020, 12)}, "last"), ({"last": Month(2024, 1)}, "last"), ({"bounds": {"5": "x"}}, "bounds.5"),
    ({"bounds": {"5": "80", "4": "80"}}, "bounds.5"),
])
def test_what_can_not_be_computed_is_told_at_its_place(said, place):
    found = supposing.faults(Supposition(**({"first": FIRST, "last": LAST} | said)))
    assert [fault.place for fault in found] == [place]


def test_a_cap_above_the_ceiling_is_a_fault_and_a_missing_clause_is_none(laid):
    data = base(laid) | {"cap": "0.31", "clause_of": {}}
    assert [fault.place for fault in supposing.faults(Supposition(FIRST, LAST, data))] == ["cap"]


def keep(laid, **said):
    return services.keep_scenario(
        scheme=laid.scheme, title="降档", note="", said=Supposition(FIRST, LAST, base(laid) | said), by=laid.by, now=ground.NOW
    )


def test_a_scenario_is_kept_read_again_and_proposed_as_the_next_version(laid):
    data = base(laid)
    kept = keep(laid, rates=data["rates"] | {"1": data["rates"]["1"] | {"5": {"rate": "0.28", "clause": ""}}})
    assert supposing.read(kept.content) == Supposition(FIRST, LAST, shape.complete(kept.content["scheme"]))
    made = services.propose_scenario(scenario=kept, by=laid.by, now=ground.NOW, reason="提议")
    assert (made.status, made.version, made.in_force.lower) == ("draft", 2, date(2021, 1, 1))
    assert reading.data_of(made)["rates"]["1"]["5"]["rate"] == "0.28"
    with pytest.raises(Refused, match="已在起草"):
        services.propose_scenario(scenario=kept, by=laid.by, now=ground.NOW, reason="再提")


def test_only_who_kept_it_rewrites_or_takes_it_away(laid, cast):
    kept, other = keep(laid), cast.home.user("housing")
    for deed in (
        lambda: services.drop_scenario(scenario=kept, by=other),
        lambda: services.keep_scenario(
            scheme=laid.scheme, title="x", note="", said=Supposition(FIRST, LAST), by=other, now=ground.NOW, scenario=kept),
    ):
        with pytest.raises(services.SomebodyElses):
            deed()
    services.drop_scenario(scenario=kept, by=laid.by)


@pytest.mark.parametrize("content", [
    {}, {"first": "2021-01", "last": "x"}, {"first": "2021-01", "last": "2021-02", "scheme": {"key": 1}}, [], "x",
    {"first": "2021-01", "last": "2021-02", "renovations": [{"place": "x"}]},
])
def test_what_the_portal_did_not_write_is_refused(content):
    with pytest.raises(Refused):
        supposing.read(content)


def test_the_forecast_is_the_ledger_that_comes(laid):
    """What is forecast after the first month is what the ledger then computes, month by month."""
    services.compute_month(district=laid.district, month=FIRST, by=laid.by, now=ground.NOW)
    told = forecast(laid.district, date(2021, 2, 10))
    assert told.known == FIRST and len(told.months) == 36
    for month in months(FIRST.next(), Month(2023, 12).next()):
        services.compute_month(district=laid.district, month=month, by=laid.by, now=ground.NOW)
    later = EntitlementLine.objects.filter(month__gt=FIRST.first)
    assert told.total == sum(later.values_list("entitled_fen", flat=True)) > 0
    assert told.of_month(date(2024, 1, 1)) == 0
    year = {one.year: one for one in told.years}[2021]
    assert (year.spent, year.budget, year.free) == (0, None, None) and year.committed == 12 * 460_387


def test_a_scheme_of_floats_is_never_computed(laid):
    data = copy.deepcopy(base(laid))
    data["rates"]["1"]["5"]["rate"] = 0.3
    assert [fault.place for fault in supposing.faults(Supposition(FIRST, LAST, data))] == ["rates.1.5"]
