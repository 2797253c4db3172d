"""A street of the village whose returns can be counted on the fingers, and what a test asks of them."""

from datetime import UTC, date, datetime
from typing import Any

from courtyards.models import VolunteerOrganisation
from courtyards.returns import ACTIVITIES
from governance.common.periods import Month
from governance.people.models import User
from governance.returns import reading, services
from governance.returns.declarations import MonthlyReturn
from governance.returns.months import range_of
from property_firms.models import FeeReturn, ServiceContract
from property_firms.returns import FEES
from tests.indicators.village import CODE, Village, span

APRIL, MAY, JUNE, JULY = (Month(2024, number) for number in (4, 5, 6, 7))
SINCE = date(2023, 1, 1)
NOW = datetime(2024, 7, 2, 1, tzinfo=UTC)
CARRIED, TYPED = "无变化，沿用上月", "录入月报"
FIGURES = ("receivable_fen", "received_fen", "households_liable", "households_paid")


class Street:
    """One of the village's streets with its contracts and returns."""

    def __init__(self, village: Village, number: int = 0) -> None:
        self.village, self.number = village, number
        self.pk = village.streets[number].pk
        self.contracts: list[ServiceContract] = []

    def contracted(self, count: int) -> "Street":
        """So many courtyards with a firm and a return of May."""
        for _ in range(count):
            self.returned(self.contract(), MAY)
        return self

    def contract(self, **data: Any) -> ServiceContract:
        """A courtyard under contract, without any return."""
        courtyard = self.village.courtyard(self.number)
        firm = data.pop("firm", None) or self.village.firm(f"Firm of {courtyard.name}")
        made = self.village.about(ServiceContract, courtyard, data.pop("valid", span(SINCE)), firm=firm, **data)
        self.contracts.append(made)
        return made

    def returned(self, contract: ServiceContract, month: Month | None = None, **data: Any) -> FeeReturn:
        """A return of a month, or of any period; its figures tell the courtyards apart."""
        due = 100_00 * (1 + len(self.contracts))
        figures = {
            "receivable_fen": due, "received_fen": due // 2, "households_liable": 10 + len(self.contracts),
            "households_paid": 5,
        }
        period = data.pop("period", None) or range_of(month or MAY)
        return FeeReturn.objects.create(
            district_id=CODE, street_id=self.pk, courtyard_id=contract.courtyard_id, firm_id=contract.firm_id,
            period=period, **(figures | data),
        )

    def organisation(self, name: str = "Volunteers", valid: Any = None) -> VolunteerOrganisation:
        return VolunteerOrganisation.objects.create(
            district_id=CODE, street_id=self.pk, name=name, volunteers=12, valid=valid or span(SINCE)
        )

    @property
    def of_june(self) -> dict[str, Any]:
        """What every service is told."""
        return {"district": CODE, "street": self.pk, "month": JUNE, "by": self.village.by}

    def rows(self, month: Month = JUNE, form: MonthlyReturn = FEES) -> list[reading.Row]:
        return reading.rows(form, district=CODE, street=self.pk, month=month)

    def carry(self, **more: Any) -> services.Carried:
        return services.carry_forward(FEES, **self.of_june, reason=CARRIED, **more)

    def submitted(self, by: User | None = None) -> Any:
        """June, carried forward and handed in."""
        self.carry()
        told = self.of_june | ({"by": by} if by else {})
        return services.submit(FEES, **told, reason="上报", now=NOW)


def figures(record: Any) -> tuple[Any, ...]:
    """The figures of a return, of either form."""
    names = FIGURES if hasattr(record, "receivable_fen") else ACTIVITIES.fields
    return tuple(getattr(record, name) for name in names)
