"""`subsidies/applications`, `subsidies/enrolments`: who applies and where it stands, and the counters of who is in."""

from typing import Any

from portal.api import shapes
from portal.api.parameters import Parameters
from portal.api.records import RecordList, listed, some, yes_or_no
from subsidies.choices_applications import Applicant, ApplicationStep


@listed(
    "subsidy_applications", shapes.SubsidyApplicationPage, some("step", ApplicationStep.values, "steps"),
    some("applicant", Applicant.values, "who applies"), some("courtyard", ["code"], "codes of courtyards"),
)
class ApplicationList(RecordList):
    """Applications for the subsidy that were made by the day."""

    name = "subsidy_applications"
    record = shapes.SubsidyApplication

    def filters(self, asked: Parameters) -> dict[str, Any]:
        return {
            "steps": asked.choices("step", ApplicationStep.values), "applicants": asked.choices("applicant", Applicant.values),
            "courtyards": asked.many("courtyard") or None,
        }


@listed(
    "subsidy_enrolments", shapes.SubsidyEnrolmentPage, yes_or_no("ending", "the last month is one of the next six"),
    yes_or_no("left", "out of the subsidy on the day"), some("courtyard", ["code"], "codes of courtyards"),
)
class EnrolmentList(RecordList):
    """Courtyards in the subsidy with their counter of months on the day."""

    name = "subsidy_enrolments"
    record = shapes.SubsidyEnrolment

    def filters(self, asked: Parameters) -> dict[str, Any]:
        return {
            "ending": asked.flag("ending"), "left": asked.flag("left"), "courtyards": asked.many("courtyard") or None,
        }
