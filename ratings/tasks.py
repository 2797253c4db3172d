"""Ratings by the worker: a round's stars by button and, each January, for the year that ended."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.common.periods import day_of
from governance.jobs import schedules, tenants
from governance.jobs import services as jobs
from governance.jobs.runs import Refused, Run, handles
from ratings import gathered, services
from ratings.choices import RoundStatus
from ratings.models import RatingRound

YEARLY = "ratings.compute_last_year"


@handles(services.COMPUTE_ROUND)
def compute_round(run: Run) -> str:
    """The stars of the round in `arguments`; a round that was announced meanwhile is left as it is."""
    run.tell(0, 1, "")
    with run.tenant() as by:
        found = RatingRound.objects.filter(district_id=run.district, pk=run.arguments.get("round")).first()  # type: ignore[misc]
        if found is None:
            raise Refused(_("This round does not exist."))
        try:
            report = services.compute_round(round=found, by=by, now=run.now)
        except (services.RoundAnnounced, services.StillScored) as refused:
            raise Refused(str(refused)) from refused
        lacking = gathered.missing(found)
    told = _("%(year)s: %(seen)s courtyards rated, %(inserted)s new, %(corrected)s revised.") % {
        "year": found.year,
        "seen": report.seen,
        "inserted": report.inserted,
        "corrected": report.corrected,
    }
    return " ".join([told, *(str(one) for one in lacking)])


@shared_task(name=YEARLY)
def compute_last_year() -> None:
    """On 5 January: asks for the stars of the year that ended in every district whose round is not announced."""
    now = timezone.now()
    year = day_of(now).year - 1
    for district, by in tenants.each():
        open_round = RatingRound.objects.filter(district_id=district, year=year).exclude(status=RoundStatus.ANNOUNCED)
        for round_id in open_round.values_list("pk", flat=True):
            jobs.request_once(
                district=district,
                kind=services.COMPUTE_ROUND,
                arguments={"round": round_id},
                by=by,
                now=now,
                since=now - tenants.SAME_RUN,
            )


schedules.declare(schedules.Schedule(task=YEARLY, minute="0", hour="3", day_of_month="5", month_of_year="1"))
