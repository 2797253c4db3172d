"""Many districts computed by two workers, against one."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections, transaction

from bench import database, timing
from governance.people.models import User
from governance.tenancy import scope
from tests.subsidies import ground

PROVINCE, EACH, WORKERS = 160, 25, 2
# Two workers on two cores beside their database: at least so many times as fast as one.
LIMIT = 0.9


Laid = TypeVar("Laid")


def scaling(
    name: str, what: str, first: int, lay: Callable[[User, int], Laid], compute: Callable[[User, int, Laid], None]
) -> timing.Measure:
    """`lay` makes a district, `compute` does its work, rolled back, so that each time finds the same.

    The districts have the codes from `first` on.
    """
    laid = []
    for district in range(first, first + PROVINCE):
        with ground.standing(district) as by:
            laid.append((district, by, lay(by, district)))
    database.analyze(name)

    def work(task: tuple[int, User, Laid]) -> None:
        district, by, found = task
        with scope.enter(scope.Scope(districts=(district,), actor=by.pk)):
            compute(by, district, found)
            transaction.set_rollback(True)

    def through(workers: int) -> float:
        begun = time.perf_counter()
        # The statement runs in the database; a worker here only waits for it.
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(work, laid))
            list(pool.map(lambda _turn: connections.close_all(), range(workers)))
        return (time.perf_counter() - begun) * 1000

    through(WORKERS)
    one, two = through(1), through(WORKERS)
    title = f"{what} of {PROVINCE} districts x {EACH} courtyards, {WORKERS} workers against one"
    return timing.Measure(title, two, LIMIT, one, more=f"{PROVINCE * EACH / two * 1000:,.0f} courtyards a second")
