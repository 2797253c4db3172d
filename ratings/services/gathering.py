"""What nobody types: survey scores, fee collection rates and indicators become findings before the stars are computed."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from governance.common import sql
from governance.indicators import registry
from governance.indicators.questions import Question
from ratings.choices import READ_SOURCES, Source
from ratings.models import RatingRound, StandardItem
from ratings.surveys.models import SatisfactionSurvey
from ratings.surveys.scores import latest_of

Parameters = dict[str, Any]


def gather(*, round: RatingRound, today: date) -> int:
    """Reads every read item of the round's standard for every courtyard in it, in the change that is open: one statement.

    Indicators are read on the last day of the round's year, or today while it runs. Fees are those of the year, the survey
    the latest that was closed of it; what can't be read is left missing. Says how many findings were written or taken out.
    """
    items = StandardItem.objects.filter(standard=round.standard_id, source__in=READ_SOURCES).order_by("code")
    parameters: Parameters = Question(round.district_id, min(today, date(round.year, 12, 31))).parameters() | {
        "round": round.pk, "first": date(round.year, 1, 1), "next": date(round.year + 1, 1, 1),
    }
    readings = [_reading(round, item, parameters) for item in items]
    if not readings:
        return 0
    statement = sql.load("ratings", "gather/write").replace("{readings}", "\nUNION ALL\n".join(readings))
    with connection.cursor() as cursor:
        # As in jobs.runs.execute: it joins whole sets of a district, right after they were written.
        cursor.execute("SELECT set_config('enable_nestloop', 'off', true)")
        cursor.execute(statement, parameters)
        [written] = cursor.fetchone()
        cursor.execute("SELECT set_config('enable_nestloop', 'on', true)")
    return int(written)


def _reading(round: RatingRound, item: StandardItem, parameters: Parameters) -> str:
    """The rows that an item reads; its parameters, under names of its own, are added to the others."""
    names = {name: f"{name}_{item.pk}" for name in ("item", "note")}
    parameters[names["item"]] = item.pk
    readers: Mapping[str, Callable[[RatingRound, StandardItem, Parameters, dict[str, str]], str]] = {
        Source.INDICATOR: _indicator, Source.COLLECTION: _collection, Source.SURVEY: _survey,
    }
    return "(" + readers[item.source](round, item, parameters, names) + ")"


def _indicator(round: RatingRound, item: StandardItem, parameters: Parameters, names: dict[str, str]) -> str:
    indicator = registry.find(item.reads)
    words = {"indicator": str(indicator.label), "day": parameters["on"]}
    parameters[names["note"]] = _("%(indicator)s on %(day)s") % words
    return sql.load("ratings", "gather/indicator").format(spans=indicator.statement, **names)


def _collection(round: RatingRound, item: StandardItem, parameters: Parameters, names: dict[str, str]) -> str:
    words = {"year": round.year, "received": "%1$s", "receivable": "%2$s"}
    parameters[names["note"]] = _("%(year)s: %(received)s of %(receivable)s yuan received") % words
    return sql.load("ratings", "gather/collection").format(**names)


def _survey(round: RatingRound, item: StandardItem, parameters: Parameters, names: dict[str, str]) -> str:
    survey = latest_of(round.district_id, round.year)
    names |= {name: f"{name}_{item.pk}" for name in ("survey", "position")}
    position = None if survey is None else _position(survey, item.reads)
    parameters |= {"share": round.standard.survey_percent, "least": round.standard.survey_least}
    parameters[names["survey"]], parameters[names["position"]] = survey and survey.pk, position
    words = {"survey": str(survey).replace("%", "%%"), "answers": "%1$s", "valid": "%2$s"}
    parameters[names["note"]] = _("“%(survey)s”: %(answers)s answers, %(valid)s of them valid") % words
    scores = sql.load("ratings", "surveys/scores")
    for name in ("survey", "position"):
        scores = scores.replace(f"%({name})s", f"%({names[name]})s")
    return sql.load("ratings", "gather/survey").format(scores=scores, **names)


def _position(survey: SatisfactionSurvey, reads: str) -> int | None:
    """The question of the item's dimension, by its short title; of all of it the overall question. None: it isn't asked."""
    if not reads:
        return 0
    return survey.questionnaire.questions.filter(title=reads).values_list("position", flat=True).first()
