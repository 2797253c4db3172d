"""Score sheets: who scores a courtyard blind beside another, and the single occurrences behind what was found."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from ratings.choices import Scorer
from ratings.models.rounds import Finding, RatingRound


class ScorerSeat(CourtyardRecord):
    """One of the two people who score a courtyard of a round; neither sees the other's findings until both handed in."""

    round = TenantForeignKey(RatingRound, related_name="seats")
    scorer = models.PositiveSmallIntegerField(_("scorer"), choices=Scorer.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    # Of another street one sees the seat, but not the account.
    user_name = models.CharField(_("person"), max_length=80)
    handed_in_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    # While a sheet is open again: what its scorer is to mend.
    returned_for = models.CharField(_("given back because"), max_length=300, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("ratings_scorerseat"),
            *references("ratings_scorerseat", "round"),
            models.UniqueConstraint(fields=["district", "round", "courtyard", "scorer"], name="ratings_seat_one_a_scorer"),
            models.UniqueConstraint(
                fields=["district", "round", "courtyard", "user"], name="ratings_seat_two_people",
                violation_error_message=_("One person can't be both scorers of a courtyard."),
            ),
            models.CheckConstraint(name="ratings_seat_first_or_second", condition=Q(scorer__in=[Scorer.FIRST, Scorer.SECOND])),
        ]
        indexes = [models.Index(fields=["district", "user", "round"], name="ratings_seat_of")]

    def __str__(self) -> str:
        return f"{self.user_name} · {self.get_scorer_display()}"


class Occurrence(CourtyardRecord):
    """A fault or merit as it was seen once: when, where, by whom; its photo lies in the file room under `occurrences`.

    What counts is the finding's own number, which is never below that of its occurrences.
    """

    finding = TenantForeignKey(Finding, related_name="seen")
    seen_at = models.DateTimeField(_("seen at"))
    place = models.CharField(_("place"), max_length=120)
    note = models.CharField(_("note"), max_length=200, blank=True)
    by_name = models.CharField(_("seen by"), max_length=80)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["seen_at", "pk"]
        constraints = [
            *of_courtyard("ratings_occurrence"),
            *references("ratings_occurrence", "finding"),
            models.CheckConstraint(
                name="ratings_occurrence_has_a_place", condition=~Q(place=""),
                violation_error_message=_("Say where it was seen."),
            ),
        ]
        indexes = [models.Index(fields=["district", "finding"], name="ratings_occurrence_of")]

    def __str__(self) -> str:
        return self.place
