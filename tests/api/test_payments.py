"""Payments, batches and the fund by REST: three ways to the same money, and no account in any of them."""

from decimal import Decimal

from subsidies.rules.capitals import capitals

D2 = "2022-07-07"


def every(guancheng, path, **query):
    """All pages of a list."""
    found, address = [], guancheng.url(path, limit=1000, on=D2, **query)
    while address:
        body = guancheng.client.get(address).json()
        found += body["items"]
        address = body["next"]
    return found


def yuan(rows, name):
    return sum((Decimal(row[name] or 0) for row in rows), Decimal())


def test_batches_lines_ledger_and_fund_tell_the_same_money(guancheng):
    lines = every(guancheng, "subsidies/payments")
    batches = guancheng.fetch("subsidies/batches", on=D2)["batches"]
    ledger = every(guancheng, "subsidies/entitlements", paid="true")
    fund = guancheng.fetch("subsidies/fund", on=D2)
    paid = yuan(lines, "paid_yuan")
    assert paid > 0 and paid == yuan(ledger, "amount_yuan") == yuan(fund["months"], "payment_yuan")
    assert paid == yuan(batches, "total_yuan")
    assert {line["state"] for line in lines} == {"paid"} and {batch["step"] for batch in batches} == {"closed"}
    last = fund["months"][-1]
    assert last["month"] == "2022-07" and last["free_yuan"] == fund["free_yuan"] and last["closing_yuan"] == fund["balance_yuan"]


def test_a_batch_is_told_with_its_total_in_capitals_and_its_lines(guancheng):
    for batch in guancheng.fetch("subsidies/batches", on=D2)["batches"]:
        rows = every(guancheng, "subsidies/payments", batch=batch["number"])
        assert batch["lines"] == {"paid": len(rows)} and batch["courtyards"] == len(rows)
        assert yuan(rows, "amount_yuan") == Decimal(batch["total_yuan"])
        assert batch["total_in_words"] == capitals(int(Decimal(batch["total_yuan"]) * 100))


def test_no_account_is_told(guancheng):
    for path in ("subsidies/payments", "subsidies/batches", "subsidies/fund"):
        text = guancheng.get(path, on=D2).content.decode()
        assert "6200410104" not in text and "自治管理账户" not in text


def test_before_the_first_batch_there_is_none(guancheng):
    assert guancheng.fetch("subsidies/batches", on="2021-06-30")["batches"] == []
    assert guancheng.fetch("subsidies/payments", on="2021-06-30")["items"] == []
    assert guancheng.fetch("subsidies/fund", on="2020-12-31")["months"] == []


def test_states_are_chosen(guancheng):
    assert every(guancheng, "subsidies/payments", state="failed,held") == []
    assert guancheng.get("subsidies/payments", state="lost").status_code == 400
