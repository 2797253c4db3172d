"""A complaint past its day waits among the tasks until it is closed."""

from datetime import date

from community_services.models import Complaint
from portal.registers.tasks import queues_of
from tests.community_services.test_laws import complain, correct

DUE = date(2023, 5, 8)


def late(ground, today):
    [queue] = [queue for queue in queues_of(ground.side.district, today) if queue.name == "complaints-late"]
    return {row.pk for row in queue.rows}


def test_it_waits_from_the_day_after_and_leaves_when_it_is_closed(ground):
    found = complain(ground)
    assert found.pk not in late(ground, DUE)
    assert found.pk in late(ground, date(2023, 5, 9))
    correct("complaints", ground, found, closed_on=date(2023, 5, 9), way="mediated")
    assert found.pk not in late(ground, date(2023, 5, 10))


def test_the_case_has_some_that_are_late(case, district_scope):
    with district_scope(case):
        [queue] = [q for q in queues_of(case, date(2022, 7, 7)) if q.name == "complaints-late"]
        late = {row.pk for row in queue.rows}
        everyone = Complaint.objects.filter(district_id=case)
        expected = {c.pk for c in everyone if c.closed_on is None and c.due_on < date(2022, 7, 7)}
    assert late == expected and 0 < len(late) < 60
