"""The satisfaction survey of March 2020: 2,000 valid answers of 40 three-no courtyards, of which 360 are satisfied (18 %).

The article prints the share alone; courtyards, numbers and dimensions are generated, the same on every machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.people.models import User
from ratings.models import PaperBatch, SatisfactionSurvey, SurveyAnswer
from ratings.surveys import examples
from ratings.surveys import services as surveys
from reference_case.inserting import insert
from reference_case.shapes import Plan

DAYS = (date(2020, 3, 1), date(2020, 4, 1))
TITLE = "2020 年 3 月楼院居民满意度调研"
VALID, SATISFIED, ASKED_IN = 2000, 360, 40
# Answers without the overall question, which do not count: one in so many.
VOID = 31
# How often each dimension is better than the whole: greening and waste were complained of most.
DIMENSIONS = (0.05, -0.10, -0.20, 0.10, -0.05, -0.15)
SAMPLE = surveys.Sample(Decimal("15.00"), 60, Decimal("10.00"), 50)


@dataclass(frozen=True)
class Asked:
    """A courtyard with its valid answers and those of them that are satisfied."""

    courtyard: Courtyard
    valid: int
    satisfied: int


def conduct(plan: Plan, courtyards: list[Courtyard], by: User) -> SatisfactionSurvey:
    """The whole survey by its own services: planned, opened, answered on paper, closed and counted."""
    random = Random(plan.district + 2020)
    asked_in = _chosen(plan, courtyards)
    paper = surveys.load_questionnaire(
        district=plan.district, data=examples.questionnaire(), by=by, reason="发布示例调研问卷"
    )
    survey = surveys.plan_survey(
        questionnaire=paper, title=TITLE, days=DAYS, sample=SAMPLE, courtyards=asked_in, by=by, reason="制定 2020 年调研计划"
    )
    surveys.open_survey(survey=survey, by=by)
    sites = {site.courtyard_id: site for site in survey.sites.all()}
    with change(district=plan.district, by=by, reason="录入 2020 年 3 月纸质问卷"):
        for asked in _spread(asked_in, [sites[c.pk].planned for c in asked_in], random):
            answers = list(_answers(asked, random))
            at = {
                "district_id": plan.district, "street_id": asked.courtyard.street_id, "courtyard": asked.courtyard,
                "survey": survey,
            }
            [batch] = insert(PaperBatch, [PaperBatch(**at, answers=len(answers))])
            insert(
                SurveyAnswer,
                (
                    SurveyAnswer(
                        **at, pk=random.getrandbits(53), on=date(2020, 3, random.randint(2, 31)), channel="paper", batch=batch,
                        steps=steps,
                    )
                    for steps in answers
                ),
            )
    return surveys.close_survey(survey=survey, on=date(2020, 4, 7), by=by)


def _chosen(plan: Plan, courtyards: list[Courtyard]) -> list[Courtyard]:
    """Three-no courtyards large enough for the sample, one in so many, over all streets."""
    fit = [
        courtyard for planned, courtyard in zip(plan.courtyards, courtyards, strict=True)
        if planned.is_three_no and (courtyard.households or 0) >= SAMPLE.least
    ]
    return [fit[position * len(fit) // ASKED_IN] for position in range(ASKED_IN)]


def _spread(courtyards: list[Courtyard], planned: list[int], random: Random) -> list[Asked]:
    """The valid answers in proportion to the samples, the satisfied ones by how well a place is liked."""
    turnout = [size * random.uniform(0.85, 1.0) for size in planned]
    valid = _parts(VALID, turnout, [size - size // VOID - 1 for size in planned])
    liking = [count * random.triangular(0.02, 0.5, 0.12) for count in valid]
    satisfied = _parts(SATISFIED, liking, valid)
    return [Asked(*told) for told in zip(courtyards, valid, satisfied, strict=True)]


def _parts(total: int, weights: list[float], most: list[int]) -> list[int]:
    """`total` in whole parts as the weights say, none above its `most`; what is left goes to the first with room."""
    whole = sum(weights)
    parts = [min(int(total * weight / whole), top) for weight, top in zip(weights, most, strict=True)]
    while sum(parts) < total:
        before = sum(parts)
        for position, top in enumerate(most):
            if parts[position] < top and sum(parts) < total:
                parts[position] += 1
        if sum(parts) == before:
            raise ValueError(f"the samples hold {before} answers, not {total}")
    return parts


def _answers(asked: Asked, random: Random) -> Iterator[list[int | None]]:
    """The answers of a courtyard in random order, and with them a few that do not count."""
    overall = [random.choice((4, 4, 4, 5)) for _turn in range(asked.satisfied)]
    overall += [random.choice((1, 2, 2, 3, 3)) for _turn in range(asked.valid - asked.satisfied)]
    random.shuffle(overall)
    for step in overall:
        yield [step, *(_dimension(step, lean, random) for lean in DIMENSIONS)]
    for _turn in range(asked.valid // VOID):
        yield [None, *(_dimension(3, lean, random) for lean in DIMENSIONS)]


def _dimension(overall: int, lean: float, random: Random) -> int | None:
    """A dimension is marked like the whole, a step better or worse; one in thirty is left out."""
    if random.random() < 1 / 30:
        return None
    return max(1, min(5, overall + round(random.gauss(lean, 0.8))))
