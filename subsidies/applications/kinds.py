"""What an application is for: enrolment, coming back, or another scheme for a courtyard that is inside; with its counter."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from governance.common.periods import Month
from subsidies.applications import eras
from subsidies.choices_applications import OPEN_STEPS, ApplicationKind, ApplicationStep
from subsidies.models import Application, ApplicationAct, Enrolment, SubsidyScheme


def with_kind(rows: QuerySet[Application]) -> QuerySet[Any]:
    """With `kind`: what came about, or, while it is under way, what would now; empty where it was rejected or withdrawn."""
    of = {"district": OuterRef("district"), "courtyard": OuterRef("courtyard")}
    acts = ApplicationAct.objects.filter(
        district=OuterRef("district"), application=OuterRef("pk"), deed__in=ApplicationKind.values
    ).order_by("-pk")
    enrolled = Enrolment.objects.filter(**of)
    return rows.annotate(kind=Case(
        When(step=ApplicationStep.ENROLLED, then=Subquery(acts.values("deed")[:1])),
        When(~Q(step__in=OPEN_STEPS), then=Value("")),
        When(Exists(enrolled.filter(left_on__isnull=True)), then=Value(ApplicationKind.CHANGE.value)),
        When(Exists(enrolled), then=Value(ApplicationKind.COME_BACK.value)),
        default=Value(ApplicationKind.ENROL.value), output_field=CharField(),
    ))


@dataclass(frozen=True)
class Wish:
    """What one application is for. `since`: the first month of a counter that runs already.

    `before`: the scheme that it leaves; None where there is none, or the same. `free_from`: while a change is under way, the
    first month that can still come under another scheme.
    """

    kind: str
    since: Month | None = None
    before: SubsidyScheme | None = None
    free_from: Month | None = None


def wish_of(application: Application) -> Wish:
    """At most five statements."""
    kind: str = with_kind(Application.objects.filter(pk=application.pk)).values_list("kind", flat=True).get() or ""
    if kind not in (ApplicationKind.COME_BACK, ApplicationKind.CHANGE):
        return Wish(kind)
    at: dict[str, Any] = {"district_id": application.district_id, "courtyard": application.courtyard_id}
    enrolment = Enrolment.objects.filter(**at).select_related("scheme").get()
    since, month = Month.of(enrolment.first_month), Month.of(application.first_month)
    if application.step == ApplicationStep.ENROLLED:
        ended = enrolment.earlier_schemes.filter(until=application.first_month).select_related("scheme").first()
        return Wish(kind, since, ended.scheme if ended else None)
    before = eras.course_of(enrolment).of(month)
    free = eras.free_from(enrolment) if kind == ApplicationKind.CHANGE else None
    return Wish(kind, since, before if before.key != application.scheme.key else None, free)
