"""A line told in sentences: every reason with its clause, in the order in which it follows, and nothing that is not stored."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.common.periods import Month
from subsidies import services
from subsidies.approvals import DECIDING
from subsidies.models import BatchAct, EntitlementLine, PaymentBatch, PaymentLine
from subsidies.rules.telling import tell
from subsidies.services import chain
from tests.subsidies import ground, invented, written

PLACES = 8
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(terms=invented.terms(), cases=st.lists(invented.facts(), min_size=PLACES, max_size=PLACES))
def test_every_line_is_told_and_every_number_in_it_is_stored(db, terms, cases):
    with ground.standing() as by, transaction.atomic():
        laid = ground.lay(by, areas=["1.00"] * PLACES)
        written.write(laid, written.load(laid, terms), cases)
        services.compute_month(district=laid.district, month=invented.MONTH, by=by, now=ground.NOW)
        for line in EntitlementLine.objects.select_related("reading"):
            told = line.explanation
            stored = _numbers(told)
            for step in tell(told):
                # The calculation itself is held by the ledger's check.
                said = step.sentence.removesuffix(told["formula"])
                for number in NUMBER.findall(said):
                    assert Decimal(number.replace(",", "")) in stored, (step, number)
        transaction.set_rollback(True)


def _numbers(part) -> set[Decimal]:
    """Every number of the explanation, fen also as yuan; parts of dates; the 36 months and the two halves of a share."""
    found = {Decimal(36), Decimal(100)}
    if isinstance(part, dict):
        for value in part.values():
            found |= _numbers(value)
        if {"amount_fen", "district_fen"} <= set(part):
            found.add(Decimal(part["amount_fen"] - part["district_fen"]).scaleb(-2))
        if part.get("receivable_fen"):
            share = Decimal(part["received_fen"]) * 100 / part["receivable_fen"]
            found.add(share.quantize(Decimal("0.01"), "ROUND_HALF_UP"))
    elif isinstance(part, list):
        for value in part:
            found |= _numbers(value)
    elif part is not None and not isinstance(part, bool):
        for text in NUMBER.findall(str(part).replace("-", " ")):
            number = Decimal(text.replace(",", ""))
            found |= {number, number.scaleb(-2)}
        # The rule of the first month names its day.
        found.add(Decimal(15))
    return found


@pytest.fixture
def line(laid):
    services.compute_month(district=laid.district, month=Month(2021, 1), by=laid.by, now=ground.NOW)
    return EntitlementLine.objects.select_related("reading").order_by("pk").first()


def test_the_reasons_stand_in_their_order_with_their_clauses(line):
    steps = tell(line.explanation)
    assert [step.key for step in steps] == ["amount", "scheme", "acceptance", "enrolment", "area", "star", "rate", "rounding"]
    assert {step.clause["number"] for step in steps if step.clause} == {"第三条", "第四条", "第六条"}
    assert steps[0].sentence.endswith("1000.00 ㎡ × 0.3000 元/㎡/月 = 300.00 元")
    assert all(step.entered for step in steps if step.key in ("scheme", "acceptance", "enrolment", "area", "star", "rate"))


def test_a_correction_says_what_was_given_before(laid, line):
    laid.set_area(laid.courtyards[0], "900.00")
    services.compute_month(district=laid.district, month=Month(2021, 1), by=laid.by, now=ground.NOW)
    last = tell(EntitlementLine.objects.select_related("reading").get(sequence=1).explanation)[-1]
    assert last.key == "earlier" and "300.00" in last.sentence and "-30.00" in last.sentence


def test_the_page_and_the_paper_tell_it(case, as_user):
    from governance.tenancy import scope

    with scope.enter(scope.Scope(districts=(case,))):
        line = EntitlementLine.objects.filter(month=date(2021, 6, 1), outcome="entitled").order_by("pk").first()
        sealed = chain.block_of(line)
    for page in ("line-detail", "line-notice"):
        text = as_user("finance", False).get(
            reverse(f"subsidies:{page}", kwargs={"district": case, "line": line.pk})
        ).content.decode()
        assert "登记建筑面积" in text and "第四条" in text
        assert f"第 {sealed.number} 区块" in text and sealed.digest[:16] in text


def test_the_explanation_says_who_let_it_be_paid(case, as_user):
    """After the amount and its reasons: the acts of the batch, each with its day, person and hand."""
    from governance.tenancy import scope

    with scope.enter(scope.Scope(districts=(case,))):
        payment = PaymentLine.objects.filter(batch__isnull=False).select_related("batch").earliest("pk")
        acts = list(BatchAct.objects.filter(batch=payment.batch_id))
    page = reverse("subsidies:line-notice", kwargs={"district": case, "line": payment.line_id})
    text = as_user("finance", False).get(page).content.decode()
    assert f"批次 {payment.batch.number}" in text
    assert {act.deed for act in acts} > set(DECIDING)
    for act in acts:
        is_told = act.deed in DECIDING
        assert is_told is (f"{act.acted_on} {act.actor_name}（{act.get_role_display()}）{act.get_deed_display()}" in text)


def test_the_notice_of_a_batch_prints_the_root_by_which_it_went_public(case, as_user):
    from governance.tenancy import scope

    with scope.enter(scope.Scope(districts=(case,))):
        batch = PaymentBatch.objects.filter(acts__deed="publish").first()
        sealed = chain.block_of(BatchAct.objects.get(batch=batch, deed="publish"))
    notice = reverse("payments:batch-notice", kwargs={"district": case, "batch": batch.pk})
    assert f"第 {sealed.number} 区块，校验根：{sealed.digest}" in as_user("finance", False).get(notice).content.decode()
    asked = reverse("subsidies:ledger-chain", kwargs={"district": case}) + f"?root={sealed.digest}"
    assert "至此全部相符" in as_user("auditor", False).get(asked).content.decode()


def test_the_chain_is_verified_on_its_page(case, as_user):
    page = reverse("subsidies:ledger-chain", kwargs={"district": case})
    shown = as_user("auditor", False).get(page)
    assert "个区块相符" in shown.content.decode() and not shown.context["faulty"] and shown.context["count"] > 10
    root = shown.context["blocks"].object_list[3].digest
    assert "至此全部相符" in as_user("auditor", False).get(f"{page}?root={root[:12]}").content.decode()
    assert "没有这样的校验根" in as_user("auditor", False).get(f"{page}?root=zzzzzzzzzz").content.decode()
    assert "属于全区" in as_user("clerk-beixiajie", False).get(page).content.decode()
    assert "个区块相符" in as_user("auditor", False).get(f"{page}?as_of=2026-11-01").content.decode()
