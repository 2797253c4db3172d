"""The monthly return of activities: what every volunteer organisation did."""

from django.utils.translation import gettext_lazy as _

from governance.returns.declarations import MonthlyReturn

ACTIVITIES = MonthlyReturn(
    key="activity-returns", title=_("Monthly activity return"), about=_("Volunteer organisation"), app="courtyards",
    register="activity-returns", identity=("organisation",), fields=("activities", "participants", "hours"),
)
RETURNS = (ACTIVITIES,)
