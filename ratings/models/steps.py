"""How a round runs: its deadlines, whom it leaves out, the draw of the re-check, and every act, kept for good."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import AppendOnly, TenantModel
from ratings.choices import EntryDeed, EntryStep, LeftOutReason
from ratings.models.rounds import RatingEntry, RatingRound
from ratings.rules.rounds import TIMED


class RoundDeadline(TenantModel):
    """Until when a step of a round is to be done: so many working days after the step before it, as counted at the opening."""

    round = TenantForeignKey(RatingRound, related_name="deadlines")
    step = models.CharField(_("step"), max_length=12, choices=EntryStep.choices)
    days = models.PositiveSmallIntegerField(_("working days"))
    due_on = models.DateField(_("due on"))

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["due_on", "id"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("ratings_rounddeadline", "round"),
            models.UniqueConstraint(fields=["district", "round", "step"], name="ratings_deadline_once_a_step"),
            models.CheckConstraint(
                name="ratings_deadline_of_a_timed_step", condition=Q(days__gte=1, step__in=[step.value for step in TIMED])
            ),
        ]


class LeftOut(AppendOnly, CourtyardRecord):
    """A courtyard of the register that a round does not rate, and why, as it was found when the round was opened."""

    round = TenantForeignKey(RatingRound)
    reason = models.CharField(_("reason"), max_length=12, choices=LeftOutReason.choices)
    # Of a service that is too short, since when it runs.
    since = models.DateField(_("served since"), null=True, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("ratings_leftout"),
            *references("ratings_leftout", "round", "change"),
            models.UniqueConstraint(fields=["district", "round", "courtyard"], name="ratings_leftout_once_a_round"),
        ]


class RecheckDraw(AppendOnly, TenantModel):
    """A draw of the sheets that the district looks at again. From seed and codes anybody can repeat it."""

    round = TenantForeignKey(RatingRound, related_name="draws")
    number = models.PositiveSmallIntegerField(_("number"))
    seed = models.CharField(_("seed"), max_length=32)
    percent = models.PositiveSmallIntegerField(_("percent"))
    # Of all that waited for the draw, by code; the drawn among them follow from the seed and are kept beside.
    codes = ArrayField(models.CharField(max_length=40), verbose_name=_("courtyards"))
    drawn = ArrayField(models.CharField(max_length=40), verbose_name=_("drawn"))

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["number"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("ratings_recheckdraw", "round", "change"),
            models.UniqueConstraint(fields=["district", "round", "number"], name="ratings_draw_number_once"),
            models.CheckConstraint(name="ratings_draw_percent", condition=Q(percent__lt=100)),
        ]


class EntryAct(AppendOnly, CourtyardRecord):
    """What was done with a courtyard in a round: from which step to which, when, with which comment. Its change says by whom."""

    entry = TenantForeignKey(RatingEntry, related_name="acts")
    deed = models.CharField(_("deed"), max_length=12, choices=EntryDeed.choices)
    came_from = models.CharField(_("from"), max_length=12, choices=EntryStep.choices)
    went_to = models.CharField(_("to"), max_length=12, choices=EntryStep.choices)
    comment = models.CharField(_("comment"), max_length=300, blank=True)
    acted_on = models.DateField(_("on"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *of_courtyard("ratings_entryact"),
            *references("ratings_entryact", "change", "entry"),
            models.CheckConstraint(
                name="ratings_entryact_back_with_a_comment", condition=~Q(deed=EntryDeed.GIVE_BACK) | ~Q(comment="")
            ),
        ]
        indexes = [models.Index(fields=["district", "entry"], name="ratings_act_entry")]
