"""Reads that join several registers: courtyards and firms with everything that stands about them on a day."""

from datetime import date
from typing import Any

from django.db.models import CharField, Exists, F, Model, OuterRef, QuerySet, Subquery

from courtyards.models import (
    BuildingHead,
    Committee,
    Courtyard,
    Covenant,
    ModeConfirmation,
    Renovation,
    ThreeNoBaseline,
    ThreeNoState,
    VolunteerService,
)
from governance.units.models import UnitKind
from party_org.models import BranchPairing, CadreAssignment, Instructor, PartyCover, PartyOrganisation
from property_firms.models import FeeReturn, Firm, ServiceContract


def active(model: type[Model], day: date, **match: Any) -> QuerySet[Any]:
    """Dated records that hold on the day."""
    return model._default_manager.filter(valid_from__lte=day, valid_to__gt=day, **match)


def of_outer(model: type[Model], day: date, *, key: str = "courtyard", outer: str = "pk") -> QuerySet[Any]:
    """The same, of the courtyard (or firm) of the outer query."""
    return active(model, day, district=OuterRef("district"), **{key: OuterRef(outer)})


def courtyards(district: int, day: date) -> QuerySet[Courtyard]:
    """The courtyards of the day with their four dimensions: one statement, whatever the number of rows."""
    provider = of_outer(ServiceContract, day).values("firm__unit__name")[:1]
    return (
        Courtyard.objects.filter(district_id=district)
        .on(day)
        .select_related("street", "community")
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
            name=F("unit__name"),
            organised=Exists(of_outer(PartyOrganisation, day, key="unit", outer="unit")),
            instructed=Exists(of_outer(Instructor, day, key="unit", outer="unit")),
        )
        .order_by("unit__name_pinyin", "pk")
    )


def around(courtyard: Courtyard, day: date) -> dict[str, Any]:
    """Everything recorded about one courtyard on the day, by register."""
    at: dict[str, Any] = {"district": courtyard.district_id, "courtyard": courtyard}
    covers = list(active(PartyCover, day, **at).select_related("organisation"))
    return {
        "baseline": ThreeNoBaseline.objects.filter(**at, on__lte=day).order_by("-on").first(),
        "state": active(ThreeNoState, day, **at).first(),
        "renovations": Renovation.objects.filter(**at).order_by("started_on"),
        "mode": active(ModeConfirmation, day, **at).first(),
        "committees": active(Committee, day, **at),
        "heads": active(BuildingHead, day, **at).order_by("building"),
        "covenant": active(Covenant, day, **at).first(),
        "volunteers": active(VolunteerService, day, **at).select_related("organisation"),
        "contracts": active(ServiceContract, day, **at).select_related("firm__unit"),
        "fees": FeeReturn.objects.filter(**at).select_related("firm__unit").order_by("-period"),
        "covers": covers,
        "pairings": active(
            BranchPairing, day, courtyard_branch__in=[cover.organisation_id for cover in covers]
        ).select_related("organ_branch"),
        "assignments": active(CadreAssignment, day, **at).select_related("cadre__unit"),
    }
