"""What must hold for the Party's organisations, cadres and pairings, beyond what the database can demand."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from governance.quality.declarations import Act, Check, Remedy, Severity

_here = {"courtyard": "code"}
_own = partial(Check, app="party_org")
_of_courtyards = partial(_own, register="courtyards", severity=Severity.SERIOUS)

CHECKS = (
    _of_courtyards(
        key="three-no-without-cadre", title=_("Three-no courtyards without a cadre"),
        sentence=_("No cadre answers for this three-no courtyard. Assign one."),
        remedy=Remedy("assignments", _("Assign a cadre"), known=_here),
    ),
    _of_courtyards(
        key="three-no-without-cover", title=_("Three-no courtyards without Party cover"),
        sentence=_("No Party organisation covers this three-no courtyard. Enter the one that does."),
        remedy=Remedy("party-covers", _("Enter the Party cover"), known=_here),
    ),
    _own(
        key="cadre-out-of-office", register="assignments", severity=Severity.SERIOUS,
        title=_("Assignments of cadres out of office"),
        sentence=_("Its cadre is out of office since %(day)s. End this assignment, and assign another cadre."),
        remedy=Remedy("assignments", _("End the assignment"), Act.END), field="cadre",
    ),
    _own(
        key="visit-without-solution", register="visits", severity=Severity.NOTABLE, title=_("Visits without a solution"),
        sentence=_("What was found on %(day)s is not solved: %(found)s. Enter the solution, or go again."),
        remedy=Remedy("visits", _("Enter the solution"), Act.CORRECT), field="solved", is_queued=True,
    ),
    _own(
        key="organisation-without-members", register="party-organisations", severity=Severity.NOTABLE,
        title=_("Party organisations without members"),
        sentence=_("No member is counted in this organisation. Enter the number, or end the organisation."),
        remedy=Remedy("party-organisations", _("Enter the members"), Act.CORRECT), field="members",
    ),
    _own(
        key="post-in-an-ended-body", register="posts", severity=Severity.NOTABLE, title=_("Posts in bodies that have ended"),
        sentence=_("%(body)s ended on %(day)s. End this post as well."),
        remedy=Remedy("posts", _("End the post"), Act.END),
    ),
    _own(
        key="pairing-without-activity", register="pairings", severity=Severity.HINT,
        title=_("Pairings without an activity this quarter"),
        sentence=_("Nothing was done together since %(day)s. Enter the activity when it was held."),
        remedy=Remedy("pairing-activities", _("Enter an activity"), known={"pairing": "record"}),
    ),
)
