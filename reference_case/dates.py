"""The days of the case (the article's), and how things come about between them."""

from datetime import date, timedelta
from random import Random

ROSTER = date(2019, 12, 31)
# The last day of the satisfaction survey of March 2020.
SURVEYED = date(2020, 3, 31)
EARLY_2021 = date(2021, 1, 31)
PUBLICATION = date(2022, 7, 7)
REGISTERED = date(2019, 1, 1)


def between(random: Random, first: date, last: date) -> date:
    """A day from `first` to `last`, both possible."""
    return first + timedelta(days=random.randrange((last - first).days + 1))


def campaign(random: Random, *, early: float = 0.12) -> date:
    """When a courtyard got something that all had by the publication: a few early, most during the campaign."""
    if random.random() < early:
        return between(random, date(2018, 3, 1), ROSTER)
    return between(random, date(2020, 4, 1), date(2022, 6, 20))
