"""A survey is closed: its answers are counted for good, and written anew so that their order says nothing."""

from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.common import sql
from governance.people.models import User
from governance.registers.declarations import Refused
from ratings.rules import surveys as rules
from ratings.surveys.models import SatisfactionSurvey, SurveySite, SurveyStatus, SurveyTally
from ratings.surveys.services.planning import demand_open, locked


def close_survey(*, survey: SatisfactionSurvey, on: date, by: User) -> SatisfactionSurvey:
    """Counts the answers of every courtyard and question, and says in whose figures each courtyard is told.

    For good: figures are read from these tallies. Raises Refused before the last day is over, or when it is closed.
    """
    district = survey.district_id
    with change(district=district, by=by, reason=_("survey closed and counted")):
        found = locked(survey)
        demand_open(found)
        if on < found.valid_to:
            raise Refused(_("The survey still takes answers until its last day is over; close it from %(day)s on.")
                          % {"day": found.valid_to})
        parameters = {"district": district, "survey": found.pk, "straight_from": found.questionnaire.straight_from}
        with connection.cursor() as cursor:
            cursor.execute(sql.load("ratings", "surveys/tally"), parameters)
            cursor.execute(sql.load("ratings", "surveys/shuffle"), parameters)
        _publish(found)
        found.status, found.closed_on = SurveyStatus.CLOSED, on
        found.save()
    return found


def _publish(survey: SatisfactionSurvey) -> None:
    """Writes at each courtyard in whose figures its answers are told."""
    at = {"district_id": survey.district_id, "survey": survey}
    valid = dict(SurveyTally.objects.filter(**at, position=0).values_list("courtyard_id", "valid"))
    sites = list(SurveySite.objects.filter(**at))
    told = rules.publish([rules.Place(s.courtyard_id, s.street_id, valid.get(s.courtyard_id, 0)) for s in sites])
    for site in sites:
        site.published_in = told[site.courtyard_id]
    SurveySite.objects.bulk_update(sites, ["published_in"], batch_size=2000)
