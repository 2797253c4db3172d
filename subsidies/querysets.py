"""Reads of what the places receive."""

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, NullIf, Round

from courtyards.models import Committee, Courtyard, Covenant, ModeConfirmation, Renovation, ThreeNoBaseline
from subsidies.payments.querysets import paid_of_line


class EnrolmentQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """Enrolments that have begun and are not away on `day`: not left, or not come back yet."""
        away = apps.get_model("subsidies", "Absence").objects.filter(
            district=OuterRef("district"), enrolment=OuterRef("pk"), left_on__lte=day, back_on__gt=day
        )
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gt=day), ~Exists(away), first_month__lte=day)


class EntitlementLineQuerySet(models.QuerySet[Any]):
    def of_month(self, month: date) -> Self:
        """The lines of a month with their corrections."""
        return self.filter(month=month)

    def current(self) -> Self:
        """Of each courtyard and month only the line that holds now: its `entitled_fen` is the month's subsidy."""
        newest = (
            self.model._default_manager.filter(
                district=OuterRef("district"), month=OuterRef("month"), courtyard=OuterRef("courtyard")
            )
            .order_by("-sequence")
            .values("sequence")[:1]
        )
        return self.filter(sequence=Subquery(newest))

    def unpaid(self) -> Self:
        """Lines of which something remains to be paid or taken back; a line of 0.00 has nothing to pay."""
        return self.with_payment().exclude(amount_fen=F("paid_fen"))

    def with_payment(self) -> Self:
        """With `paid_fen`, what was paid of the line, and `is_paid`: it moved money, and nothing of it remains."""
        paid = Coalesce(paid_of_line(), 0, output_field=models.BigIntegerField())
        return self.annotate(paid_fen=paid).annotate(
            is_paid=models.ExpressionWrapper(~Q(amount_fen=0) & Q(amount_fen=F("paid_fen")), models.BooleanField())
        )

    def with_district_payment(self) -> Self:
        """With `district_paid_fen`, the district's share of what was paid of the line: as it has of the whole, in whole fen.

        What remains of `district_fen` is its share of what remains, so that the two come to the whole.
        """
        exactly: Any = Cast(F("district_fen"), models.DecimalField(max_digits=30, decimal_places=0)) * F("paid_fen")
        share = Round(exactly / NullIf(F("amount_fen"), Value(0)))
        return self.with_payment().annotate(
            district_paid_fen=Coalesce(Cast(share, models.BigIntegerField()), 0, output_field=models.BigIntegerField())
        )


def gates(courtyard: Courtyard, on: date, accepted_by: date) -> dict[str, bool]:
    """What a scheme may demand of a courtyard that is to be subsidised from the day `on`, and whether it holds.

    Its renovation counts if it was accepted before the day `accepted_by`.
    """
    of = {"district": OuterRef("district"), "courtyard": OuterRef("pk")}
    holds = {"valid_from__lte": on, "valid_to__gt": on}
    row = (
        Courtyard.objects.filter(pk=courtyard.pk)
        .annotate(
            is_registered=Q(**holds),
            is_three_no=Exists(ThreeNoBaseline.objects.filter(**of, on__lte=on)),
            is_renovated=Exists(Renovation.objects.filter(**of, accepted_on__lt=accepted_by)),
            has_committee=Exists(Committee.objects.filter(**of, **holds)),
            has_covenant=Exists(Covenant.objects.filter(**of, **holds)),
            has_mode=Exists(ModeConfirmation.objects.filter(**of, **holds)),
        )
        .values("is_registered", "is_three_no", "is_renovated", "has_committee", "has_covenant", "has_mode")
        .get()
    )
    return dict(row)  # type: ignore[arg-type]
