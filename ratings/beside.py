"""What others say beside the official score: a third party's items, and the satisfaction survey of the round's year."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ratings.choices import Source
from ratings.models import RatingRound, SatisfactionSurvey, SurveySite
from ratings.rules.surveys import needed
from ratings.surveys import scores as survey_scores

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Word:
    """What a source's own items came to: `points` of `full`, as percent of it (None of nothing)."""

    source: Source
    points: Decimal
    full: Decimal
    unsaid: int

    @property
    def percent(self) -> Decimal | None:
        return (self.points * 100 / self.full).quantize(Decimal("0.01")) if self.full else None


@dataclass(frozen=True)
class Asked:
    """The survey beside a star: its score of 100 (None below five valid answers), n, valid n, and how many the standard needs."""

    survey: SatisfactionSurvey
    score: Decimal | None
    n: int
    valid: int
    needed: int

    @property
    def is_enough(self) -> bool:
        return self.valid >= self.needed


def words(explanation: Mapping[str, Any]) -> list[Word]:
    """By source, what its items came to in a stored explanation, without the bonus; in the order of the sources."""
    found = []
    for source in Source:
        items = [one for one in explanation["items"] if one["source"] == source and not one["is_bonus"]]
        if items:
            found.append(Word(
                source, sum((Decimal(one["points"]) for one in items), NOTHING),
                sum((Decimal(one["full_mark"]) for one in items), NOTHING), sum(not one["found"] for one in items),
            ))
    return found


def asked(round: RatingRound, courtyard: int) -> Asked | None:
    """The survey's score of a courtyard, held against the minimum of the round's standard; None where nobody was asked."""
    survey = survey_scores.latest_of(round.district_id, round.year)
    if survey is None:
        return None
    told = survey_scores.by_courtyard(survey).get(courtyard)
    site = SurveySite.objects.filter(district_id=round.district_id, survey=survey, courtyard=courtyard).first()
    if told is None or site is None:
        return None
    standard = round.standard
    return Asked(
        survey, told.score, told.n, told.valid, needed(site.households, standard.survey_percent, standard.survey_least)
    )


