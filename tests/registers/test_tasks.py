"""A term about to end is a task, and leaves the queue when it is dealt with."""

from datetime import date

from psycopg2.extras import DateRange

from governance.registers import registry, services
from governance.registers.services.entering import version_of
from portal.registers.tasks import queues_of

TODAY = date(2024, 6, 1)


def waiting(cast):
    with cast.home.scope():
        return {str(queue.title): [row.pk for row in queue.rows] for queue in queues_of(cast.home.district, TODAY)}


def committee(ground, until, **given):
    return ground.enter(
        "committees", called=f"c{until}", courtyard=ground.courtyard, kind=given.pop("kind", "self_management"), name="自管会",
        valid=DateRange(given.pop("since", date(2021, 6, 1)), until), **given,
    )


def test_a_term_waits_from_a_quarter_before_its_end(cast, ground):
    from django.utils.translation import gettext as _

    with cast.home.scope():
        soon = committee(ground, date(2024, 8, 30))
    assert soon.pk in waiting(cast)[_("Terms about to end")]
    with cast.home.scope():
        register = registry.every()["committees"]
        services.correct(
            register, record=soon, data={"valid": DateRange(date(2021, 6, 1), date(2024, 8, 31))}, reason="延期",
            version=version_of(register, soon), by=ground.by,
        )
    assert soon.pk not in waiting(cast)[_("Terms about to end")]


def test_a_term_that_is_over_waits_until_a_successor_is_entered(cast, ground):
    from django.utils.translation import gettext as _

    with cast.home.scope():
        over = committee(ground, date(2024, 3, 1))
    assert over.pk in waiting(cast)[_("Terms over without a successor")]
    with cast.home.scope():
        committee(ground, date(2029, 1, 1), since=date(2024, 5, 1))
    assert over.pk not in waiting(cast)[_("Terms over without a successor")]


def test_the_page_shows_what_waits_and_says_so_when_nothing_does(cast, as_user):
    assert as_user("leader").get(f"/{cast.home.district}/tasks/").status_code == 200
