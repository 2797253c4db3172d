"""What the tests of data quality share: ground on which records are entered, and what is found there."""

from datetime import date
from typing import Any

import pytest

from governance.quality import findings, registry
from governance.quality.findings import Asked
from governance.registers import registry as registers
from governance.registers import services
from governance.registers.services.entering import version_of
from tests.support.entries import Ground

DAY = date(2024, 6, 3)
REASON = "数据核实"


class Works(Ground):
    """The ground, with the deeds that break and mend it."""

    @property
    def three_no(self) -> Any:
        """A courtyard with the label of a roster."""
        self.enter("three-no-baselines", courtyard=self.courtyard, on=date(2023, 6, 30), source="普查")
        return self.courtyard

    @property
    def renovated(self) -> Any:
        """A courtyard whose renovation was accepted."""
        self.enter("renovations", courtyard=self.courtyard, project="综合改造", accepted_on=date(2023, 11, 30))
        return self.courtyard

    def correct(self, key: str, record: Any, **data: Any) -> Any:
        register = registers.every()[key]
        fresh = register.rows(self.side.district).get(pk=record.pk)
        return services.correct(
            register, record=fresh, data=data, version=version_of(register, fresh), by=self.by, reason=REASON
        )

    def end(self, key: str, record: Any, last_day: date) -> Any:
        register = registers.every()[key]
        fresh = register.rows(self.side.district).get(pk=record.pk)
        return services.end(
            register, record=fresh, last_day=last_day, version=version_of(register, fresh), by=self.by, reason=REASON
        )

    def found(self, key: str, on: date = DAY) -> dict[int, Any]:
        """The open findings of a check by record."""
        listed = findings.listed(Asked(self.side.district, on), registry.every()[key])
        return {finding.record_id: finding for finding in listed}


@pytest.fixture
def works(cast: Any) -> Works:
    """Entered in the home district's first street, as it is asked for."""
    return Works(cast.home)
