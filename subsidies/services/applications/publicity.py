"""Approved applications are made public together: each as it stands on the day, for so many working days."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.calendar import reading
from governance.calendar.rules.working_days import CalendarMissing, Deadline
from governance.common.periods import Month
from governance.divisions.models import Street
from governance.people.models import User
from governance.registers.declarations import Refused
from subsidies.applications import kinds
from subsidies.applications.estimate import estimate
from subsidies.models import Application, ApplicationPublicity, ApplicationPublicityLine
from subsidies.rules.applications import Deed, Step
from subsidies.services.applications.acting import demand, write


@dataclass(frozen=True)
class Notice:
    """By which notice, where and for how many working days it is shown. `street`: None for the whole district."""

    document: str
    place: str
    days: int
    street: Street | None = None


def publish(*, district: int, applications: Collection[int], notice: Notice, on: date, by: User) -> ApplicationPublicity:
    """Makes approved applications public, all or none. The day of publishing does not count.

    Raises Refused, with the field: none is chosen, one is not ready, the holidays of a year are not known.
    """
    with change(district=district, by=by, reason=notice.document[:300] or _("made public")):
        rows = Application.objects.filter(district_id=district, pk__in=applications, step=Step.APPROVED.value)
        if notice.street is not None:
            rows = rows.filter(street=notice.street)
        listed = list(rows.select_for_update(of=("self",)).select_related("courtyard__street", "scheme").order_by("pk"))
        if not listed:
            raise Refused(_("Nothing is left to be made public here."), "applications")
        until = deadline(district, on, notice.days)
        made = ApplicationPublicity.objects.create(
            district_id=district, street=notice.street, document=notice.document, place=notice.place, published_on=on,
            days=notice.days, last_on=until.last,
        )
        for one in listed:
            try:
                following = demand(one, Deed.PUBLISH, by=by, on=on)
            except Refused as refused:
                raise Refused(f"{one.courtyard.name}：{refused.message}", "applications") from refused
            _show(made, one)
            write(one, Deed.PUBLISH, following, on=on, by=by, comment=notice.document, due_on=until.last)
    return made


def deadline(district: int, on: date, days: int) -> Deadline:
    """The time of a publicity. Raises Refused where the holidays of a year are not known."""
    try:
        return reading.publicity(district, published_on=on, days=days)
    except CalendarMissing as missing:
        raise Refused(reading.missing_in_words(missing), "days") from missing


def _show(publicity: ApplicationPublicity, application: Application) -> None:
    """The courtyard as it is shown: area, star, the rate of its first month, months and amount."""
    told = estimate(application.courtyard, application.scheme, Month.of(application.first_month))
    if told.fault or not told.years or application.courtyard.area_m2 is None:
        raise Refused(_("%(name)s can't be made public: the scheme gives it no month. Look at its page.")
                      % {"name": application.courtyard.name}, "applications")
    first = told.years[0].month
    ApplicationPublicityLine.objects.create(
        district_id=application.district_id, street_id=application.street_id, courtyard_id=application.courtyard_id,
        publicity=publicity, application=application, kind=kinds.wish_of(application).kind, area_m2=application.courtyard.area_m2,
        star=told.star.star if told.star else None, rate_yuan_per_m2_month=first.rate, months=told.months,
        month_fen=first.entitled_fen,
    )
