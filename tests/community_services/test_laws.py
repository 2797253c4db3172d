"""What holds for complaints, repairs and projects, and which numbers complaints get."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection

from community_services.choices import ProjectStage
from governance.common.periods import SHANGHAI
from governance.registers import registry, services
from governance.registers.declarations import Refused
from governance.registers.services.entering import version_of
from tests.support.entries import REASON

RECEIVED = date(2023, 5, 1)
REPORTED = datetime(2023, 5, 1, 8, 30, tzinfo=SHANGHAI)
NOW = datetime(2023, 6, 1, 9, tzinfo=SHANGHAI)


def complain(ground: Any, **given: Any) -> Any:
    data = {"courtyard": ground.courtyard, "received_on": RECEIVED, "category": "parking", "summary": "车辆占道"} | given
    return enter("complaints", ground, data)


def enter(key: str, ground: Any, data: dict[str, Any]) -> Any:
    return services.enter(registry.every()[key], district=ground.side.district, data=data, by=ground.by, reason=REASON)


def correct(key: str, ground: Any, record: Any, **data: Any) -> Any:
    register = registry.every()[key]
    return services.correct(
        register, record=record, data=data, version=version_of(register, record), by=ground.by, reason=REASON
    )


def refused_at(key: str, ground: Any, data: dict[str, Any]) -> str | None:
    """The field at which it is refused; nothing was written."""
    model = registry.every()[key].model
    before = model._default_manager.count()
    with pytest.raises(Refused) as found:
        enter(key, ground, data)
    assert model._default_manager.count() == before
    return found.value.field


def test_a_complaint_is_due_in_seven_days_unless_it_says_another(ground):
    assert complain(ground).due_on == date(2023, 5, 8)
    assert complain(ground, due_on=date(2023, 5, 3)).due_on == date(2023, 5, 3)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"due_on": date(2023, 4, 30)}, "due_on"),
        ({"closed_on": date(2023, 4, 30), "way": "mediated"}, "closed_on"),
        ({"closed_on": date(2023, 5, 3)}, "way"),
        ({"called_back_on": date(2023, 5, 3)}, "called_back_on"),
        ({"closed_on": date(2023, 5, 3), "way": "mediated", "called_back_on": date(2023, 5, 2)}, "called_back_on"),
    ],
)
def test_a_complaint_out_of_order_is_refused_at_its_field(ground, given, field):
    place = {"courtyard": ground.courtyard, "received_on": RECEIVED, "category": "parking", "summary": "车辆占道"}
    assert refused_at("complaints", ground, place | given) == field


def test_a_complaint_may_be_closed_on_the_day_it_came(ground):
    closed = complain(ground, closed_on=RECEIVED, way="transferred", called_back_on=RECEIVED, satisfaction="satisfied")
    assert (closed.closed_on, closed.way) == (RECEIVED, "transferred")


def test_complaints_are_numbered_by_street_and_a_number_is_never_given_twice(ground):
    code = ground.street.code
    first, second = complain(ground), complain(ground)
    serials = [int(found.number.removeprefix(f"TS-{code}-")) for found in (first, second)]
    assert serials[1] == serials[0] + 1 and first.number == f"TS-{code}-{serials[0]:04d}"
    register = registry.every()["complaints"]
    entry = services.remove(
        register, record=second, version=version_of(register, second), by=ground.by, reason=REASON, now=NOW
    )
    third = complain(ground)
    assert third.number == f"TS-{code}-{serials[1] + 1:04d}"
    services.restore(entry=entry, by=ground.by, reason=REASON, now=NOW)
    assert register.model._default_manager.get(pk=second.pk).number == second.number


def test_a_complaint_keeps_its_number_when_it_is_corrected(ground):
    found = complain(ground)
    number = found.number
    corrected = correct("complaints", ground, found, handler="街道调解站")
    assert (corrected.number, corrected.handler) == (number, "街道调解站")


def test_no_column_of_a_complaint_names_who_complained(ground):
    with connection.cursor() as cursor:
        found = {c.name for c in connection.introspection.get_table_description(cursor, "community_services_complaint")}
    assert found == {
        "id", "district_id", "street_id", "courtyard_id", "number", "received_on", "source", "category", "summary", "handler",
        "due_on", "closed_on", "way", "agreement", "result", "called_back_on", "satisfaction",
    }


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"arrived_at": REPORTED.replace(minute=29)}, "arrived_at"),
        ({"completed_at": REPORTED.replace(hour=9)}, "completed_at"),
        ({"arrived_at": REPORTED.replace(minute=40), "completed_at": REPORTED.replace(minute=39)}, "completed_at"),
    ],
)
def test_a_repair_out_of_order_is_refused_at_its_field(ground, given, field):
    place = {"courtyard": ground.courtyard, "category": "water", "reported_at": REPORTED}
    assert refused_at("repairs", ground, place | given) == field


def test_a_repair_may_be_done_in_the_minute_it_was_reported(ground):
    found = enter("repairs", ground, {
        "courtyard": ground.courtyard, "category": "water", "reported_at": REPORTED, "arrived_at": REPORTED,
        "completed_at": REPORTED,
    })
    assert found.completed_at == REPORTED and found.cost_fen == 0


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"stage": ProjectStage.COMPLETED}, "completed_on"),
        ({"stage": ProjectStage.LANDED, "completed_on": date(2023, 6, 1)}, "stage"),
        ({"stage": ProjectStage.COMPLETED, "completed_on": date(2023, 4, 30)}, "completed_on"),
    ],
)
def test_stage_and_days_of_a_project_agree(ground, given, field):
    project = {"name": "微乐园", "project_class": "children", "entered_on": RECEIVED}
    assert refused_at("projects", ground, project | given) == field


def test_a_project_may_be_the_whole_district_s(ground):
    found = enter("projects", ground, {"name": "全区项目", "project_class": "daily", "entered_on": RECEIVED})
    assert found.street_id is None
