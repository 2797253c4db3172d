"""Choices of the applications, of their review and of absences."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Applicant(models.TextChoices):
    """Who applies for a courtyard."""

    COMMITTEE = "committee", _("its self-governance body")
    FIRM = "firm", _("the serving firm")
    STREET = "street", _("the street for it")


class ApplicationStep(models.TextChoices):
    """Where an application stands; `subsidies.rules.applications.Step` says what leads where."""

    DRAFT = "draft", _("being entered")
    OPINION = "opinion", _("opinion of the community")
    VERIFICATION = "verification", _("verification by the street")
    HOUSING = "housing", _("approval by the housing centre")
    FINANCE = "finance", _("review by finance")
    APPROVED = "approved", _("to be made public")
    PUBLISHED = "published", _("in publicity")
    ENROLLED = "enrolled", _("enrolled")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn by the applicant")


class ApplicationDeed(models.TextChoices):
    """What was done with an application."""

    ENTER = "enter", _("entered")
    HAND_ON = "hand_on", _("passed on")
    OPPOSE = "oppose", _("the community is against it")
    GIVE_BACK = "give_back", _("given back one step")
    RETURN = "return", _("returned to the applicant")
    REJECT = "reject", _("rejected")
    WITHDRAW = "withdraw", _("withdrawn by the applicant")
    PUBLISH = "publish", _("made public")
    RECONSIDER = "reconsider", _("opened again by an objection")
    ENROL = "enrol", _("enrolled")
    COME_BACK = "come_back", _("taken in again")
    CHANGE = "change", _("scheme changed")


class ApplicationKind(models.TextChoices):
    """What an application is for; each value is the deed by which it comes about."""

    ENROL = "enrol", _("first enrolment")
    COME_BACK = "come_back", _("coming back")
    CHANGE = "change", _("change of scheme")


class ApplicationObjector(models.TextChoices):
    """Who objects to what is public."""

    OWNERS = "owners", _("owners or residents")
    COMMITTEE = "committee", _("the courtyard's committee")
    FIRM = "firm", _("the serving firm")
    OTHER = "other", _("somebody else")


class ObjectionOutcome(models.TextChoices):
    """How an objection to an application stands."""

    LODGED = "lodged", _("being looked into")
    REJECTED = "rejected", _("rejected with reasons")
    UPHELD = "upheld", _("upheld: the application is looked at again")


class LeaveReason(models.TextChoices):
    """Why a courtyard leaves the subsidy."""

    FIRM_GONE = "firm_gone", _("nobody serves it any more")
    OWNERS = "owners", _("its owners decided so")
    DEMOLISHED = "demolished", _("demolished or requisitioned")
    CONDITIONS = "conditions", _("it no longer meets the conditions")
    MISUSE = "misuse", _("the money was misused")
    OTHER = "other", _("another reason")


class AreaDeed(models.TextChoices):
    """How an area came to be the approved one."""

    APPROVAL = "approval", _("approved with the application")
    CONFIRMATION = "confirmation", _("change confirmed")


# The steps at which an application is under way: one a courtyard.
OPEN_STEPS = (
    ApplicationStep.DRAFT, ApplicationStep.OPINION, ApplicationStep.VERIFICATION, ApplicationStep.HOUSING,
    ApplicationStep.FINANCE, ApplicationStep.APPROVED, ApplicationStep.PUBLISHED,
)
# From the approval on, until it is enrolled.
APPROVED_STEPS = (ApplicationStep.FINANCE, ApplicationStep.APPROVED, ApplicationStep.PUBLISHED)
