"""What must hold for places and their bodies, beyond what the database can demand."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from governance.quality.declarations import Act, Check, Remedy, Severity

_here = {"courtyard": "code"}
_of_courtyards = partial(Check, app="courtyards", register="courtyards")
_of_committees = partial(Check, app="courtyards", register="committees")

CHECKS = (
    _of_courtyards(
        key="three-no-without-committee", severity=Severity.SERIOUS, title=_("Three-no courtyards without a committee"),
        sentence=_("No committee governs this three-no courtyard. Enter the one that was elected or formed."),
        remedy=Remedy("committees", _("Enter the committee"), known=_here),
    ),
    _of_courtyards(
        key="area-missing", severity=Severity.SERIOUS, title=_("Renovated courtyards without a floor area"),
        sentence=_("It is renovated, and its floor area is missing; the subsidy is computed from it. Enter the measured area."),
        remedy=Remedy("courtyards", _("Enter the area"), Act.CORRECT), field="area_m2",
    ),
    _of_courtyards(
        key="three-no-without-mode", severity=Severity.NOTABLE, title=_("Three-no courtyards without a management mode"),
        sentence=_("No long-term management mode is confirmed for this three-no courtyard. Enter the mode and its evidence."),
        remedy=Remedy("modes", _("Confirm the mode"), known=_here),
    ),
    _of_courtyards(
        key="three-no-without-covenant", severity=Severity.NOTABLE, title=_("Three-no courtyards without a covenant"),
        sentence=_("No management covenant is in force in this three-no courtyard. Enter the one that was adopted."),
        remedy=Remedy("covenants", _("Enter the covenant"), known=_here),
    ),
    _of_courtyards(
        key="three-no-without-state", severity=Severity.NOTABLE, title=_("Three-no courtyards without a present state"),
        sentence=_("Nobody says which of the three are still missing here. Enter the present state."),
        remedy=Remedy("three-no", _("Enter the state"), known=_here),
    ),
    _of_courtyards(
        key="households-missing", severity=Severity.NOTABLE, title=_("Renovated courtyards without households"),
        sentence=_("It is renovated, and its number of households is missing. Enter it."),
        remedy=Remedy("courtyards", _("Enter the households"), Act.CORRECT), field="households",
    ),
    _of_courtyards(
        key="cluster-elsewhere", severity=Severity.NOTABLE, title=_("Courtyards in a cluster of another community"),
        sentence=_("It lies in %(community)s, its cluster %(cluster)s in another community. Correct the one that is wrong."),
        remedy=Remedy("courtyards", _("Correct the cluster"), Act.CORRECT), field="cluster",
    ),
    _of_courtyards(
        key="outside-its-street", severity=Severity.NOTABLE, title=_("Courtyards whose coordinates lie outside their street"),
        sentence=_("Its coordinates lie outside the boundary of %(street)s. Correct longitude and latitude, or the street."),
        remedy=Remedy("courtyards", _("Correct the coordinates"), Act.CORRECT), field="longitude",
    ),
    _of_courtyards(
        key="built-year-implausible", severity=Severity.NOTABLE, title=_("Courtyards with a year built that can't be right"),
        sentence=_("The year built, %(year)s, lies after the renovation or has not come yet. Correct it."),
        remedy=Remedy("courtyards", _("Correct the year"), Act.CORRECT), field="built_year",
    ),
    _of_courtyards(
        key="same-name-twice", severity=Severity.NOTABLE, title=_("Courtyards that are called alike"),
        sentence=_("%(other)s of the same street is called alike. If they are one and the same, merge them; if not, accept it."),
        remedy=Remedy("courtyards", _("Check the courtyard"), Act.CORRECT), field="name",
    ),
    _of_courtyards(
        key="area-per-household", severity=Severity.HINT, title=_("Floor area and households that don't fit"),
        sentence=_("That is %(each)s ㎡ for one household. Check area and households."),
        remedy=Remedy("courtyards", _("Check the figures"), Act.CORRECT), field="area_m2",
    ),
    _of_courtyards(
        key="households-of-buildings", severity=Severity.HINT, title=_("Buildings with more households than the courtyard"),
        sentence=_("Its buildings have %(together)s households together, the courtyard %(households)s. Correct the wrong one."),
        remedy=Remedy("courtyards", _("Check the figures"), Act.CORRECT), field="households",
    ),
    _of_committees(
        key="committee-term-over", severity=Severity.SERIOUS, title=_("Committees past their term without a successor"),
        sentence=_("Its term ended on %(day)s, and there is no successor. Enter the committee that was elected."),
        remedy=Remedy("committees", _("Enter the successor"), known=_here), field="valid", is_queued=True,
    ),
    _of_committees(
        key="committee-without-head", severity=Severity.NOTABLE, title=_("Committees without a head"),
        sentence=_("Nobody is entered as its head. Enter the name."),
        remedy=Remedy("committees", _("Enter the head"), Act.CORRECT), field="head",
    ),
    Check(
        app="courtyards", register="renovations", key="renovation-never-accepted", severity=Severity.HINT,
        title=_("Renovations that were never accepted"),
        sentence=_("It began on %(day)s and is not accepted. If it is finished, enter the day of acceptance."),
        remedy=Remedy("renovations", _("Enter the acceptance"), Act.CORRECT), field="accepted_on",
    ),
)
