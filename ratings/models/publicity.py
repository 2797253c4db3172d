"""What follows the rating: publicity, objections, plaques, and the decisions that may still change an announced star."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.tenancy.constraints import TenantPolicy, references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import AppendOnly, DistrictWideModel
from ratings.choices import DecisionKind, DecisionState, ObjectionState, Objector
from ratings.models.results import RatingResult
from ratings.models.rounds import RatingEntry, RatingRound
from ratings.rules.rounds import OWNERS_PERCENT

WHOLE = 100
REINSPECTED = [ObjectionState.CHANGED, ObjectionState.CONFIRMED]


class Publicity(DistrictWideModel):
    """公示: the stars of a round, or of a street's part of it, are shown to everybody until `last_on`."""

    round = TenantForeignKey(RatingRound, related_name="publicities")
    published_on = models.DateField(_("published on"))
    days = models.PositiveSmallIntegerField(_("working days"))
    last_on = models.DateField(_("last day"))
    place = models.CharField(_("where it is shown"), max_length=160)
    document = models.CharField(_("notice"), max_length=160)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        ordering = ["published_on", "id"]
        constraints = [
            *DistrictWideModel.Meta.constraints,
            *references("ratings_publicity", "round"),
            models.CheckConstraint(name="ratings_publicity_runs", condition=Q(days__gte=1, last_on__gt=F("published_on"))),
        ]

    def __str__(self) -> str:
        return self.document


class PublicityLine(AppendOnly, CourtyardRecord):
    """A courtyard's star as it was published: the very revision of the result. A courtyard is published once a round."""

    publicity = TenantForeignKey(Publicity, related_name="lines")
    round = TenantForeignKey(RatingRound)
    result = TenantForeignKey(RatingResult)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("ratings_publicityline"),
            *references("ratings_publicityline", "publicity", "round", "result", "change"),
            models.UniqueConstraint(fields=["district", "round", "courtyard"], name="ratings_publicityline_once_a_round"),
        ]


class Objection(CourtyardRecord):
    """异议: somebody entitled objects to a published star. Whoever has its `number` sees how it stands, without signing in."""

    round = TenantForeignKey(RatingRound)
    line = TenantForeignKey(PublicityLine, verbose_name=_("published star"))
    number = models.CharField(_("tracking number"), max_length=12, unique=True)
    objector = models.CharField(_("objector"), max_length=12, choices=Objector.choices)
    # The firm, committee or community as the registers name it; of owners nobody's name is kept.
    objector_name = models.CharField(_("name"), max_length=120, blank=True)
    signed = models.PositiveIntegerField(_("owners who signed"), null=True, blank=True)
    households = models.PositiveIntegerField(_("households then"), null=True, blank=True)
    received_on = models.DateField(_("received on"))
    grounds = models.CharField(_("grounds"), max_length=600)
    due_on = models.DateField(_("to be answered by"))
    state = models.CharField(_("state"), max_length=12, choices=ObjectionState.choices, default=ObjectionState.LODGED)
    answer = models.CharField(_("answer"), max_length=600, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    # The result that holds after the re-inspection.
    outcome = TenantForeignKey(RatingResult, null=True, blank=True, verbose_name=_("result after it"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["due_on", "id"]
        constraints = [
            TenantPolicy(name="ratings_objection_tenant", shape="objection"),
            *of_courtyard("ratings_objection")[1:],
            *references("ratings_objection", "round", "line", "outcome"),
            models.CheckConstraint(
                name="ratings_objection_of_enough_owners",
                condition=Q(
                    GreaterThanOrEqual(F("signed") * WHOLE, F("households") * OWNERS_PERCENT), objector="owners",
                    households__gt=0,
                ) | ~Q(objector="owners") & Q(signed__isnull=True),
                violation_error_message=_("Owners object together: at least 20 % of the households must sign."),
            ),
            models.CheckConstraint(
                name="ratings_objection_answered_with_reasons",
                condition=Q(state=ObjectionState.LODGED, answer="") | ~Q(answer="") & Q(answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="ratings_objection_outcome_of_a_reinspection",
                condition=Q(outcome__isnull=False, state__in=REINSPECTED) | Q(outcome__isnull=True) & ~Q(state__in=REINSPECTED),
            ),
        ]
        indexes = [models.Index(fields=["district", "round", "state"], name="ratings_objection_state")]

    def __str__(self) -> str:
        return self.number


class Plaque(CourtyardRecord):
    """A plaque with its number, given for a round's announced star, and taken back when the star is revoked."""

    round = TenantForeignKey(RatingRound)
    result = TenantForeignKey(RatingResult)
    number = models.CharField(_("plaque number"), max_length=20)
    given_on = models.DateField(_("given on"))
    taken_back_on = models.DateField(_("taken back on"), null=True, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["number"]
        constraints = [
            *of_courtyard("ratings_plaque"),
            *references("ratings_plaque", "round", "result"),
            models.UniqueConstraint(fields=["district", "number"], name="ratings_plaque_number_once"),
            models.UniqueConstraint(
                fields=["district", "round", "courtyard"], name="ratings_plaque_one_at_a_time",
                condition=Q(taken_back_on__isnull=True),
            ),
            models.CheckConstraint(
                name="ratings_plaque_back_after_it_was_given",
                condition=Q(taken_back_on__isnull=True) | Q(taken_back_on__gte=F("given_on")),
            ),
        ]


def _person(*, null: bool = False) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_constraint=False, null=null, blank=null
    )


class StarDecision(CourtyardRecord):
    """What changes an announced star: one person proposes it with its document, another confirms it.

    A confirmed revocation takes the star back for the months from `counts_from` on; the result itself stays. A confirmed
    ruling opens the courtyard alone for a re-inspection, whose `outcome` is the next revision.
    """

    entry = TenantForeignKey(RatingEntry, related_name="decisions")
    round = TenantForeignKey(RatingRound)
    kind = models.CharField(_("kind"), max_length=12, choices=DecisionKind.choices)
    state = models.CharField(_("state"), max_length=12, choices=DecisionState.choices, default=DecisionState.PROPOSED)
    document = models.CharField(_("document"), max_length=160)
    ground = models.CharField(_("reason"), max_length=300)
    counts_from = models.DateField(_("counts no more from"), null=True, blank=True)
    proposed_by = _person()
    proposed_by_name = models.CharField(_("proposed by"), max_length=80)
    proposed_on = models.DateField(_("proposed on"))
    decided_by = _person(null=True)
    decided_by_name = models.CharField(_("decided by"), max_length=80, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    outcome = TenantForeignKey(RatingResult, null=True, blank=True, verbose_name=_("result after it"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *of_courtyard("ratings_stardecision"),
            *references("ratings_stardecision", "entry", "round", "outcome"),
            models.UniqueConstraint(
                fields=["district", "round", "courtyard"], name="ratings_stardecision_one_revocation",
                condition=Q(kind=DecisionKind.REVOCATION) & ~Q(state=DecisionState.DECLINED),
                violation_error_message=_("A revocation of this star is proposed or confirmed already."),
            ),
            models.CheckConstraint(
                name="ratings_stardecision_revoked_from_a_month",
                condition=Q(kind=DecisionKind.REVOCATION, counts_from__day=1)
                | Q(kind=DecisionKind.RULING, counts_from__isnull=True),
                violation_error_message=_("A star is taken back from the first day of a month on."),
            ),
            models.CheckConstraint(
                name="ratings_stardecision_by_two_people",
                condition=Q(state=DecisionState.PROPOSED, decided_by__isnull=True)
                | Q(decided_on__isnull=False) & Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by")),
            ),
        ]
