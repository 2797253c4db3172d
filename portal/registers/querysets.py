"""Reads that join several registers: courtyards and firms with everything that stands about them on a day."""

from collections.abc import Container
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, Model, OuterRef, Q, QuerySet, Subquery, Sum

from courtyards.models import (
    Committee,
    Courtyard,
    ModeConfirmation,
    Renovation,
    Succession,
    ThreeNoBaseline,
    ThreeNoState,
)
from governance.common.money import percentage
from governance.registers import values
from governance.registers.declarations import Register
from governance.units.models import UnitKind
from party_org.models import Instructor, PartyCover, PartyOrganisation
from property_firms.models import Firm, ServiceContract
from ratings.models import DemonstrationPoint


def active(model: type[Model], day: date, **match: Any) -> QuerySet[Any]:
    """Dated records that hold on the day."""
    return model._default_manager.filter(valid_from__lte=day, valid_to__gt=day, **match)


def of_outer(model: type[Model], day: date, *, key: str = "courtyard", outer: str = "pk") -> QuerySet[Any]:
    """The same, of the courtyard (or firm) of the outer query."""
    return active(model, day, district=OuterRef("district"), **{key: OuterRef(outer)})


def of(register: Register, district: int, day: date, shown: Container[str] | None = None) -> QuerySet[Any]:
    """The records of a register that hold on the day, with all that its list shows: one statement."""
    joined = {"courtyards": courtyards, "firms": firms, "demonstrations": demonstrations}.get(register.key)
    if joined:
        return joined(district, day)
    return register.on(register.rows(district), day).select_related(*values.related(register, shown))


def courtyards(district: int, day: date) -> QuerySet[Courtyard]:
    """The courtyards of the day with their four dimensions: one statement, whatever the number of rows."""
    provider = of_outer(ServiceContract, day).values("firm__unit__name")[:1]
    return (
        Courtyard.objects.filter(district_id=district)
        .on(day)
        .select_related("street", "community", "cluster")
        .annotate(
            three_no=Exists(
                ThreeNoBaseline.objects.filter(district=OuterRef("district"), courtyard=OuterRef("pk"), on__lte=day)
            ),
            body=Subquery(of_outer(Committee, day).values("kind")[:1], output_field=CharField()),
            provider=Subquery(provider, output_field=CharField()),
            mode=Subquery(of_outer(ModeConfirmation, day).values("mode")[:1], output_field=CharField()),
            party=Exists(of_outer(PartyCover, day)),
            renovated=Exists(
                Renovation.objects.filter(
                    district=OuterRef("district"), courtyard=OuterRef("pk"), accepted_on__lte=day
                )
            ),
        )
    )


def firms(district: int, day: date) -> QuerySet[Firm]:
    """The firms of the day with their contracts counted and their Party organisation or instructor."""
    return (
        Firm.objects.filter(
            district_id=district, unit__kind=UnitKind.PROPERTY_FIRM, unit__valid_from__lte=day, unit__valid_to__gt=day
        )
        .select_related("unit", "street")
        .annotate(
            organised=Exists(of_outer(PartyOrganisation, day, key="unit", outer="unit")),
            instructed=Exists(of_outer(Instructor, day, key="unit", outer="unit")),
            contracted=Exists(of_outer(ServiceContract, day, key="firm")),
        )
    )


def demonstrations(district: int, day: date) -> QuerySet[DemonstrationPoint]:
    """The demonstration points that were begun by the day, each with its state on it and since when."""
    points = DemonstrationPoint.objects.filter(district_id=district).with_state(day)
    return points.select_related("street", "community", "courtyard")


def three_no(courtyard: Courtyard, day: date) -> dict[str, Any]:
    """The courtyard's baseline label 三无 on the day, and what of it is still missing."""
    at: dict[str, Any] = {"district": courtyard.district_id, "courtyard": courtyard}
    return {
        "baseline": ThreeNoBaseline.objects.filter(**at, on__lte=day).order_by("-on").first(),
        "state": active(ThreeNoState, day, **at).first(),
    }


def lineage(courtyard: Courtyard) -> list[dict[str, Any]]:
    """What the courtyard came from and what it went into, by day: `other` is the courtyard at the far end."""
    found = Succession.objects.filter(
        Q(courtyard=courtyard) | Q(successor=courtyard), district=courtyard.district_id
    ).select_related("courtyard", "successor").order_by("on", "pk")
    return [
        {"on": row.on, "kind": row.kind, "is_past": row.successor_id == courtyard.pk,
         "other": row.courtyard if row.successor_id == courtyard.pk else row.successor}
        for row in found
    ]


def party_of(firm: Firm, day: date) -> dict[str, Any]:
    """A firm's own Party organisation on the day, and its instructor."""
    return {
        "organisation": active(PartyOrganisation, day, unit=firm.unit).first(),
        "instructor": active(Instructor, day, unit=firm.unit).first(),
    }


def fee_totals(returns: QuerySet[Any]) -> list[dict[str, Any]]:
    """A firm's fee returns summed by period, with the rate by amount and by household."""
    periods = returns.values("period").order_by("-period").annotate(
        due=Sum("receivable_fen"), received=Sum("received_fen"), liable=Sum("households_liable"),
        paid=Sum("households_paid"),
    )
    return [
        {
            **row, "rate": percentage(row["received"], row["due"]),
            "household_rate": percentage(row["paid"], row["liable"]),
        }
        for row in periods
    ]
