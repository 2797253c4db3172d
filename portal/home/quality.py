"""What the checks of data quality find, as sections of the home: the serious, then what is to be looked at."""

from collections.abc import Iterator
from itertools import chain, islice, zip_longest
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.quality import findings
from governance.quality.declarations import Check, Severity
from governance.quality.findings import Asked, Finding
from governance.quality.registry import every
from governance.registers.declarations import Text
from portal.home.sections import Item, Part, Rank, Section, is_theirs
from portal.quality.remedies import told

SHOWN = 8
TITLES: dict[Severity, tuple[Rank, Text, Text]] = {
    Severity.SERIOUS: (Rank.SERIOUS, _("Serious gaps in the records"), _("Figures and payments depend on it.")),
    Severity.NOTABLE: (Rank.NOTABLE, _("Records to be looked at"), _("Complete or correct them, or accept them with a reason.")),
}


def sections(request: Any) -> Iterator[Section]:
    """One section for each severity that asks for something; all of them are one question."""
    portal = request.portal
    asked = Asked(portal.district.pk, portal.clock.today)
    checks = [
        check for check in every().values()
        if check.severity in TITLES and not check.is_queued and is_theirs(portal, check.right)
    ]
    found = findings.first(asked, checks, each=SHOWN)
    overview = reverse("quality:overview", kwargs={"district": portal.district.code})
    for severity, (rank, title, todo) in TITLES.items():
        own = [(check, total, some) for check, total, some in found if check.severity == severity]
        yield Section(
            key=f"quality-{severity}", rank=rank, title=title, todo=todo, count=sum(total for _check, total, _some in own),
            items=tuple(_item(request, finding) for finding in _in_turn([some for _check, _total, some in own])),
            url=f"{overview}#{severity}", parts=tuple(_part(request, check, total) for check, total, _some in own),
        )


def _in_turn(lists: list[list[Finding]]) -> list[Finding]:
    """The first of each check, then the second of each: one check with hundreds hides no other."""
    turns = chain.from_iterable(zip_longest(*lists))
    return list(islice((finding for finding in turns if finding is not None), SHOWN))


def _item(request: Any, finding: Finding) -> Item:
    seen = told(request, finding)
    return Item(text=finding.name, detail=finding.sentence, url=seen.url, deed=seen.deed, page=seen.page)


def _part(request: Any, check: Check, total: int) -> Part:
    url = reverse("quality:check-detail", kwargs={"district": request.portal.district.code, "check": check.key})
    return Part(check.title, total, url)
