"""What other parts of the hall say that waits, as sections of the home."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.home.sections import Item, Provider, Rank, Section

SOON = timedelta(days=7)
SHOWN = 5
# Each is {key, title, todo, count, url, due, items: [{text, detail, url, due}]}; `deed` may be said of both.
Told = Mapping[str, Any]


def provider(waiting: Callable[[Any], Iterable[Told]], *, rank: Rank = Rank.WAITING) -> Provider:
    """A provider from what a part says. What was returned stands first, what is due by its day, the rest in `rank`."""

    def sections(request: Any) -> Iterator[Section]:
        today = request.portal.clock.today
        for told in waiting(request):
            yield Section(
                key=told["key"], rank=_rank(told, today, rank), title=told["title"], todo=told["todo"], count=told["count"],
                url=told["url"], items=tuple(_item(told, item) for item in list(told["items"])[:SHOWN]),
            )

    return sections


def _rank(told: Told, today: date, otherwise: Rank) -> Rank:
    if str(told["key"]).endswith("returned"):
        return Rank.RETURNED
    due = told.get("due")
    if due is None:
        return otherwise
    return Rank.OVERDUE if due < today else Rank.DUE if due <= today + SOON else Rank.ENDING


def _item(told: Told, item: Told) -> Item:
    deed = item.get("deed") or told.get("deed") or _("Deal with it")
    return Item(text=item["text"], detail=item["detail"], url=item["url"], deed=deed, due=item.get("due"))
