"""Under which schemes a courtyard received, receives and will receive; and from which month on another one is possible."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from governance.common.periods import Month
from subsidies.choices import IN_THE_MAKING
from subsidies.models import Enrolment, EntitlementLine, SubsidyScheme
from subsidies.rules.eras import Eras


@dataclass(frozen=True)
class Span:
    """A time under one scheme, told by the version that was named for it. `last` None: from `first` on."""

    first: Month
    last: Month | None
    scheme: SubsidyScheme


@dataclass(frozen=True)
class Course:
    """The eras of an enrolment with the schemes that their keys stand for."""

    eras: Eras
    schemes: dict[str, SubsidyScheme]

    @property
    def spans(self) -> list[Span]:
        return [
            Span(era.first, era.until.plus(-1) if era.until else None, self.schemes[era.scheme]) for era in self.eras.spans()
        ]

    def of(self, month: Month) -> SubsidyScheme:
        """The scheme of a month, by the version that was named."""
        return self.schemes[self.eras.of(month)]


def course_of(enrolment: Enrolment) -> Course:
    """One statement beside the enrolment's own scheme."""
    earlier = list(enrolment.earlier_schemes.select_related("scheme").order_by("until"))
    told = tuple((Month.of(one.until), one.scheme.key) for one in earlier)
    schemes = {one.scheme.key: one.scheme for one in earlier} | {enrolment.scheme.key: enrolment.scheme}
    return Course(Eras(Month.of(enrolment.first_month), enrolment.scheme.key, told), schemes)


def free_from(enrolment: Enrolment) -> Month:
    """The first month that may still come under another scheme: not decided otherwise, and no line of it or after it."""
    since = course_of(enrolment).eras.since
    lines = EntitlementLine.objects.filter(district_id=enrolment.district_id, courtyard=enrolment.courtyard_id)
    last = lines.aggregate(last=Max("month"))["last"]
    return since if last is None else max(since, Month.of(last).next())


def version_on(scheme: SubsidyScheme, day: date) -> SubsidyScheme:
    """Of the scheme's key the version in force on the day; itself where there is none."""
    versions = SubsidyScheme.objects.filter(district_id=scheme.district_id, key=scheme.key, in_force__contains=day)
    return versions.exclude(status__in=IN_THE_MAKING).first() or scheme
