"""A scheme's file is sound or refused, with every fault named; nothing of a refused one is written."""

import copy
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from governance.audit.services import change
from governance.common.periods import Month
from reference_case import scores
from subsidies import schemes, services
from subsidies.models import RateRow, SubsidyScheme
from subsidies.schemes import shape
from subsidies.services.schemes import columns, write_parts
from tests.subsidies import ground


@pytest.fixture
def data():
    return copy.deepcopy(scores.scheme())


def faults(data):
    with pytest.raises(schemes.SchemeFaults) as refused:
        schemes.demand_sound(data)
    return [str(fault) for fault in refused.value.faults]


def test_the_example_is_sound_and_whole(data):
    schemes.demand_sound(data)
    assert len(list(schemes.cells(data))) == 15


@pytest.mark.parametrize(
    "break_it",
    [
        lambda d: d.pop("clauses"),
        lambda d: d.update(cap="0.3001"),
        lambda d: d.update(cap="0"),
        lambda d: d.update(cap=0.3),
        lambda d: d.update(months=37),
        lambda d: d.update(months="36"),
        lambda d: d.update(in_force=["2021-13-01", None]),
        lambda d: d.update(in_force=["2021-01-01", "2021-01-01"]),
        lambda d: d.update(in_force="2021"),
        lambda d: d["clause_of"].update(cap="第九条"),
        lambda d: d["clause_of"].pop("months"),
        lambda d: d.update(rate_clause="第九条"),
        lambda d: d["clauses"].append(d["clauses"][0]),
        lambda d: d["clauses"].append({"number": "第七条", "text": " "}),
        lambda d: d["rates"]["1"].update({"5": "0.31"}),
        lambda d: d["rates"]["1"].update({"5": "-0.01"}),
        lambda d: d["rates"]["1"].update({"5": "0.12345"}),
        lambda d: d["rates"]["1"].update({"5": 0.3}),
        lambda d: d["rates"]["1"].update({"5": {"rate": "0.30", "clause": "第九条"}}),
        lambda d: d["rates"]["1"].update({"0": "0.10"}),
        lambda d: d["rates"]["2"].pop("3"),
        lambda d: d["rates"].update({"4": {"1": "0.01"}}),
    ],
)
def test_each_fault_is_refused(data, break_it):
    break_it(data)
    assert all(str(sentence).strip() for sentence in faults(data))


def test_a_rate_above_a_lower_cap_is_named_with_its_cell(data):
    data["cap"] = "0.28"
    (fault,) = faults(data)
    assert "0.30" in fault and "0.28" in fault


def test_all_faults_come_at_once(data):
    data["months"] = 48
    data["rates"]["1"]["5"] = "0.40"
    data["rates"]["3"].pop("1")
    assert len(faults(data)) == 3


def test_a_refused_file_writes_nothing(laid, data):
    data["version"], data["rates"]["1"]["5"] = 2, "0.31"
    with pytest.raises(schemes.SchemeFaults):
        services.load_scheme(district=laid.district, data=data, by=laid.by, reason="faulty")
    assert SubsidyScheme.objects.count() == 1


def test_a_loaded_table_is_tied_to_its_clauses(laid):
    rates = RateRow.objects.filter(scheme=laid.scheme)
    assert {row.clause.number for row in rates} == {"第四条"}
    assert rates.get(year_index=1, star=5).rate_yuan_per_m2_month == Decimal("0.3000")


@pytest.mark.parametrize(
    ("model", "values", "constraint"),
    [
        (RateRow, {"rate_yuan_per_m2_month": "0.3001"}, "subsidies_rate_within_the_ceiling"),
        (RateRow, {"year_index": 4}, "subsidies_rate_of_years_1_to_3"),
        (SubsidyScheme, {"cap_yuan_per_m2_month": "0.31"}, "subsidies_scheme_cap_within_the_ceiling"),
        (SubsidyScheme, {"months": 37}, "subsidies_scheme_months_within_three_years"),
    ],
)
def test_the_database_holds_the_limits_too(laid, model, values, constraint):
    spoilt = in_the_making(laid, scores.scheme())
    row = spoilt if model is SubsidyScheme else spoilt.rates.first()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        with change(district=laid.district, by=laid.by, reason="above"):
            model.objects.filter(pk=row.pk).update(**values)


def in_the_making(laid, data):
    """A version with its rows that is not released yet, so that the rows may still be spoilt."""
    told = shape.complete(data | {"key": "spoilt"})
    with change(district=laid.district, by=laid.by, reason="spoilt"):
        made = SubsidyScheme.objects.create(
            district_id=laid.district, key="spoilt", version=1, status="draft", **columns(told)
        )
        write_parts(made, told)
    return made


def test_a_table_spoilt_in_the_database_computes_nothing(laid):
    spoilt = in_the_making(laid, scores.scheme())
    with change(district=laid.district, by=laid.by, reason="a hole"):
        RateRow.objects.filter(scheme=spoilt, year_index=2, star=3).delete()
        SubsidyScheme.objects.filter(pk=spoilt.pk).update(status="released")
    with translation.override("en"), pytest.raises(services.SchemeFaulty, match="year 2 and 3 stars have no rate"):
        services.compute_month(district=laid.district, month=Month(2021, 1), by=laid.by, now=ground.NOW)
