"""Two people save the same rows of a grid at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection, connections

from courtyards.models import Courtyard
from governance.registers import registry, services
from governance.registers.grids import Row, Status
from governance.registers.services.entering import version_of

YARDS = registry.every()["courtyards"]


def test_one_is_saved_and_the_other_is_told_in_whatever_order_the_rows_stand(own_database, loaded_cast):
    side = loaded_cast.home
    with side.scope():
        yards = list(Courtyard.objects.filter(district_id=side.district).order_by("pk")[:2])
        rows = [Row(str(yard.pk), yard.pk, version_of(YARDS, yard), {}) for yard in yards]
    together = Barrier(2)

    def save(who, number, order):
        try:
            typed = [Row(one.key, one.id, one.version, {"households": str(number)}) for one in order]
            by = side.user(who)
            together.wait(10)
            with side.scope(actor=by.pk):
                return services.save_rows(YARDS, district=side.district, rows=typed, by=by, reason=who, street=None)
        finally:
            connections.close_all()

    connection.close()
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(save, "governance", 111, rows)
        other = pool.submit(save, "housing", 222, rows[::-1])
        told = [{answer.status for answer in work.result(30)} for work in (one, other)]
    assert sorted(map(str, told)) == sorted(map(str, [{Status.SAVED}, {Status.STALE}]))
    with side.scope():
        kept = {Courtyard.objects.get(pk=yard.pk).households for yard in yards}
    assert len(kept) == 1 and kept <= {111, 222}
