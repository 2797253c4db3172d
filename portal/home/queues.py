"""The queues of the registers' tasks as sections of the home: the same records, the first few of each."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Window
from django.urls import reverse

from governance.registers import registry, values
from portal.home.sections import Item, Section, is_theirs
from portal.quality.remedies import LOOK
from portal.registers import addresses, columns
from portal.registers.doors import may_write
from portal.registers.tasks import Queue, queues_of

SHOWN = 5


def sections(request: Any) -> Iterator[Section]:
    """One section for each queue that is the person's to do: one question each."""
    portal = request.portal
    tasks = reverse("registers:tasks", kwargs={"district": portal.district.code})
    for queue in queues_of(portal.district.pk, portal.clock.today):
        if not is_theirs(portal, f"{queue.key}.write"):
            continue
        rows = list(queue.rows.annotate(waiting=Window(Count("pk")))[:SHOWN])
        yield Section(
            key=queue.name, rank=queue.rank, title=queue.title, todo=queue.todo,
            items=tuple(_item(request, queue, row) for row in rows), count=rows[0].waiting if rows else 0,
            url=f"{tasks}#{queue.name}",
        )


def _item(request: Any, queue: Queue, row: Any) -> Item:
    register, district = registry.every()[queue.key], request.portal.district.code
    offered = columns.offered(register)
    text, *details = [offered[name].read(row) for name in queue.shown if name != "street"]
    page, mends = addresses.of(register, row, district), may_write(request, register, record=row)
    return Item(
        text=text, detail=" · ".join(detail for detail in details if detail != values.EMPTY),
        url=queue.address(row, district) if mends else page, deed=queue.deed if mends else LOOK, due=queue.due(row), page=page,
    )
