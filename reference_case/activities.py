"""Two months of what one street's volunteers did, so that the month after has something to carry forward."""

from collections.abc import Iterable, Iterator
from random import Random

from courtyards.models import ActivityReturn, VolunteerOrganisation
from governance.common.periods import Month
from governance.returns.months import range_of

STREET = "410104001"
MONTHS = (Month(2022, 5), Month(2022, 6))


def activity_returns(district: int, organisations: Iterable[VolunteerOrganisation]) -> Iterator[ActivityReturn]:
    """The returns of the organisations that were there, from a stream of its own: no figure of the case depends on it."""
    random = Random(f"{district} activities")
    for organisation in organisations:
        if organisation.street.code != STREET:
            continue
        for month in MONTHS:
            activities = random.randrange(1, 5)
            participants = activities * random.randrange(4, 4 + max(organisation.volunteers // 2, 1))
            if organisation.valid.lower < month.next().first:
                yield ActivityReturn(
                    district_id=district, street_id=organisation.street_id, organisation=organisation,
                    period=range_of(month), activities=activities, participants=participants, hours=participants * 2,
                )
