"""`subsidies/payments`, `subsidies/batches`, `subsidies/fund`: what is paid to whom, by which batch, out of which fund."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view

from governance.common.money import to_yuan
from governance.tenancy import scope
from portal.api import shapes
from portal.api.answers import Body
from portal.api.endpoint import CLOCKS, PROBLEMS, SHEETS, Endpoint, stamps
from portal.api.parameters import Parameters
from portal.api.records import RecordList, listed, some
from subsidies.models import PaymentBatch
from subsidies.payments import fund
from subsidies.payments.choices import COMING_IN, GOING_OUT, ItemState
from subsidies.payments.querysets import sums_of
from subsidies.rules.capitals import capitals


@listed(
    "payments", shapes.PaymentPage, some("batch", ["such as 410104-2021Q4-01"], "numbers of batches"),
    some("state", ItemState.values, "states"), some("courtyard", ["code"], "codes of courtyards"),
)
class PaymentList(RecordList):
    """What each courtyard is paid by the batches that were prepared by the day, and what became of it."""

    name = "payments"
    record = shapes.Payment

    def filters(self, asked: Parameters) -> dict[str, Any]:
        return {
            "batch": asked.many("batch") or None, "states": asked.choices("state", ItemState.values),
            "courtyards": asked.many("courtyard") or None,
        }


@extend_schema_view(
    get=extend_schema(
        operation_id="payment_batches", parameters=[*CLOCKS, *SHEETS],
        responses={200: shapes.PaymentBatches, 304: None, **PROBLEMS},
    )
)
class PaymentBatchList(Endpoint):
    """The batches prepared by the day, the newest first: where each stands, and its lines in sight by state."""

    token_scope = "records"
    rows = "batches"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock, district = asked.clock(), asked.portal.district.pk

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                rows = PaymentBatch.objects.filter(district_id=district, prepared_on__lte=clock.on).with_step()
                batches = list(rows.order_by("-pk"))
                states = sums_of(batches)
                return stamps(clock) | {"batches": [_batch(one, states.get(one.pk, {})) for one in batches]}

        return build


def _batch(one: Any, states: dict[str, tuple[int, int]]) -> dict[str, Any]:
    return {
        "number": one.number, "kind": one.kind, "first_month": f"{one.month:%Y-%m}", "until_month": f"{one.until:%Y-%m}",
        "with_arrears": one.with_arrears, "prepared_on": one.prepared_on, "step": one.step, "since": one.since,
        "courtyards": one.courtyards, "total_yuan": to_yuan(one.total_fen), "total_in_words": capitals(one.total_fen),
        "lines": {state: n for state, (n, _fen) in states.items()},
    }


@extend_schema_view(
    get=extend_schema(
        operation_id="fund", parameters=[*CLOCKS, *SHEETS], responses={200: shapes.Fund, 304: None, **PROBLEMS},
    )
)
class FundStatement(Endpoint):
    """The long-term management fund by month up to the day, the oldest first; months without an entry are told too."""

    token_scope = "records"
    rows = "months"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock, district = asked.clock(), asked.portal.district.pk

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                lines, now = fund.statement(district, clock.on), fund.balance(district, clock.on)
            return stamps(clock) | {
                "balance_yuan": to_yuan(now.cash_fen), "committed_yuan": to_yuan(now.committed_fen),
                "free_yuan": to_yuan(now.free_fen), "months": [_month(line) for line in lines],
            }

        return build


def _month(line: fund.MonthLine) -> dict[str, Any]:
    kinds = {f"{kind.value}_yuan": to_yuan(line.of(kind)) for kind in (*COMING_IN, *GOING_OUT)}
    return {"month": str(line.month), "opening_yuan": to_yuan(line.opening_fen)} | kinds | {
        "closing_yuan": to_yuan(line.closing_fen), "committed_yuan": to_yuan(line.committed_fen),
        "free_yuan": to_yuan(line.free_fen),
    }
