"""Builders of the registers: courtyards and what belongs to them, and firms."""

from datetime import date
from decimal import Decimal
from typing import Any

from psycopg2.extras import DateRange

from courtyards.choices import CommitteeKind, ManagementMode
from courtyards.models import (
    ActivityReturn,
    Building,
    BuildingHead,
    Committee,
    CommitteeMember,
    Courtyard,
    Covenant,
    ModeConfirmation,
    Placement,
    Renovation,
    Station,
    Succession,
    ThreeNoBaseline,
    ThreeNoState,
    VolunteerOrganisation,
    VolunteerService,
)
from governance.common.pinyin import pinyin_key
from governance.divisions.models import Cluster, Community
from governance.units.models import Unit
from property_firms.choices import FirmKind, IncomeMeasure
from property_firms.models import CreditEvent, CreditRuleSet, FeeReturn, Firm, IncomeReturn, ServiceContract
from tests.support.cast.places import Place, builds

QUARTER = DateRange(date(2021, 1, 1), date(2021, 4, 1))


@builds(Courtyard)
def courtyard(place: Place) -> dict[str, Any]:
    name = f"Courtyard{place.mark}"
    return {
        "code": f"{place.district}00{place.number}-0001", "name": name, "name_pinyin": pinyin_key(name),
        "community": place.mine(Community), "cluster": place.mine(Cluster), "area_m2": Decimal("1000.00"),
        "buildings": 3, "households": 100, "residents": 300, "built_year": 1987,
    }


@builds(Placement)
def placement(place: Place) -> dict[str, Any]:
    return {"in_street_id": place.street, "in_community": place.mine(Community)}


@builds(ThreeNoBaseline)
def baseline(place: Place) -> dict[str, Any]:
    return {"on": date(2020, 6, 30), "source": f"Roster{place.mark}"}


@builds(ThreeNoState)
def state(place: Place) -> dict[str, Any]:
    return {"no_property_management": True, "no_responsible_unit": True, "no_guarding": False}


@builds(Renovation)
def renovation(place: Place) -> dict[str, Any]:
    return {
        "project": f"Renovation{place.mark}", "started_on": date(2020, 3, 1), "accepted_on": date(2020, 12, 20)
    }


@builds(ModeConfirmation)
def mode(place: Place) -> dict[str, Any]:
    return {"mode": ManagementMode.MARKET, "evidence": f"Evidence{place.mark}"}


@builds(Committee)
def committee(place: Place) -> dict[str, Any]:
    return {"kind": CommitteeKind.SELF_MANAGEMENT, "name": f"Committee{place.mark}", "members": 5}


@builds(BuildingHead)
def head(place: Place) -> dict[str, Any]:
    return {"building": "1", "name": f"Head{place.mark}"}


@builds(Covenant)
def covenant(place: Place) -> dict[str, Any]:
    return {"number": 1, "title": f"Covenant{place.mark}"}


@builds(VolunteerOrganisation)
def volunteers(place: Place) -> dict[str, Any]:
    return {"name": f"Volunteers{place.mark}", "volunteers": 12}


@builds(VolunteerService)
def service(place: Place) -> dict[str, Any]:
    return {"organisation": place.mine(VolunteerOrganisation)}


@builds(ActivityReturn)
def activities(place: Place) -> dict[str, Any]:
    return {
        "organisation": place.mine(VolunteerOrganisation), "period": DateRange(date(2021, 3, 1), date(2021, 4, 1)),
        "activities": 2, "participants": 17,
    }


@builds(Firm)
def firm(place: Place) -> dict[str, Any]:
    kind = FirmKind.STREET_PLATFORM if place.number else FirmKind.MARKET
    return {"unit": place.mine(Unit), "kind": kind, "legal_representative": f"Legal{place.mark}", "staff": 20}


@builds(ServiceContract)
def contract(place: Place) -> dict[str, Any]:
    return {
        "firm": place.mine(Firm), "started_on": date(2020, 2, 1), "fee_yuan_per_m2_month": Decimal("0.50")
    }


@builds(FeeReturn)
def fees(place: Place) -> dict[str, Any]:
    return {
        "firm": place.mine(Firm), "period": QUARTER, "receivable_fen": 150_000, "received_fen": 120_000,
        "households_liable": 100, "households_paid": 80,
    }


@builds(IncomeReturn)
def income(place: Place) -> dict[str, Any]:
    return {
        "firm": place.mine(Firm), "measure": IncomeMeasure.TURNOVER, "period": QUARTER, "amount_fen": 9_000_000
    }


@builds(Building)
def building(place: Place) -> dict[str, Any]:
    return {"name": f"Building{place.mark}", "units": 2, "floors": 6, "households": 24}


@builds(Station)
def station(place: Place) -> dict[str, Any]:
    return {"name": f"Station{place.mark}", "functions": ["deliberation", "service"]}


@builds(CommitteeMember)
def member(place: Place) -> dict[str, Any]:
    return {"committee": place.mine(Committee), "name": f"Member{place.mark}", "phone": "13800000000"}


@builds(Succession)
def succession(place: Place) -> dict[str, Any]:
    with_successor = Courtyard.objects.create(
        district_id=place.district, street_id=place.street, code=f"{place.district}00{place.number}-0099",
        name=f"Successor{place.mark}", name_pinyin="successor", community=place.mine(Community),
        valid=DateRange(date(2021, 1, 1), date(2021, 1, 2)),
    )
    return {"successor": with_successor, "kind": "merge", "on": date(2021, 1, 1)}


@builds(CreditRuleSet)
def credit_rules(place: Place) -> dict[str, Any]:
    return {"version": 1, "title": f"Rules{place.mark}", "in_force_from": date(2020, 1, 1), "rules": {}}


@builds(CreditEvent)
def credit_event(place: Place) -> dict[str, Any]:
    return {
        "firm": place.mine(Firm), "kind": "good", "item": "G1", "description": f"Event{place.mark}",
        "happened_on": date(2021, 5, 1),
    }
