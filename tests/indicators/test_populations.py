"""Populations by kind and by management mode: parts of the whole, on any day, of everything that is counted of courtyards."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courtyards.choices import PARTS, CourtyardKind, ManagementMode
from courtyards.models import Committee, Courtyard, ModeConfirmation
from governance.indicators import registry, statistics
from tests.indicators.village import SINCE, Village, span

ORIGIN = date(2021, 1, 1)
MODES, KINDS = [f"mode_{mode}" for mode in ManagementMode.values], [f"kind_{kind}" for kind in CourtyardKind.values]


@dataclass(frozen=True)
class Planned:
    """A courtyard of a kind, its modes one after the other (each with its first day), and whether somebody governs it."""

    kind: str
    modes: tuple[tuple[int, str], ...]
    last: int | None
    governed: bool

    def mode_on(self, day: int) -> str | None:
        begun = [mode for first, mode in self.modes if first <= day]
        return begun[-1] if begun and (self.last is None or day < self.last) else None


modes = st.dictionaries(st.integers(0, 8), st.sampled_from(ManagementMode.values), max_size=3).map(
    lambda found: tuple(sorted(found.items()))
)
planned_yards = st.builds(
    Planned, kind=st.sampled_from(CourtyardKind.values), modes=modes, last=st.none() | st.integers(9, 11),
    governed=st.booleans(),
)


def build(village: Village, planned: list[Planned]) -> None:
    for one in planned:
        courtyard = village.courtyard()
        Courtyard.objects.filter(pk=courtyard.pk).update(kind=one.kind)
        if one.governed:
            village.about(Committee, courtyard, span(SINCE), kind="self_management", name="c")
        firsts = [first for first, _mode in one.modes]
        for (first, mode), until in zip(one.modes, [*firsts[1:], one.last], strict=False):
            until = None if until is None else ORIGIN + timedelta(days=until)
            village.about(ModeConfirmation, courtyard, span(ORIGIN + timedelta(days=first), until), mode=mode, evidence="e")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(planned=st.lists(planned_yards, max_size=6), day=st.integers(0, 12))
def test_the_four_modes_are_all_that_have_one_and_the_kinds_are_all(village, planned, day):
    with transaction.atomic():
        build(village, planned)
        on = ORIGIN + timedelta(days=day)
        count = {code: village.figure("courtyard_count", on, code)[0] for code in (*MODES, *KINDS, "all")}
        assert sum(count[mode] for mode in MODES) == village.figure("I4", on, "all")[0]
        assert sum(count[kind] for kind in KINDS) == count["all"] == len(planned)
        for mode in ManagementMode.values:
            members = [one for one in planned if one.mode_on(day) == mode]
            assert village.figure("I2", on, f"mode_{mode}") == (sum(one.governed for one in members), len(members))
        [followed] = statistics.series(
            village.question(on), [registry.find("courtyard_count")], [on], population="mode_market"
        )["courtyard_count"]
        assert followed[1].numerator == count["mode_market"]
        transaction.set_rollback(True)


def test_everything_counted_of_courtyards_knows_every_population():
    for indicator in registry.every().values():
        if indicator.base == "courtyards":
            assert set(PARTS) <= set(indicator.populations), indicator.key
    declared = {code for base, code in registry.populations() if base == "courtyards"}
    assert declared == {*PARTS, "owners_able"}


def test_one_file_serves_a_family(case):
    """Fourteen populations, four files; and no population's codes are those of another."""
    families = {}
    for population in registry.populations().values():
        if population.family:
            families.setdefault(population.family, []).append(population.bound)
    assert {family: len(bound) for family, bound in families.items()} == {"kind": 4, "mode": 4, "body": 3, "level": 3}
    for bound in families.values():
        assert len(set(bound)) == len(bound)


def test_an_owners_committee_is_asked_of_who_can_have_one(village):
    yards = {kind: village.courtyard() for kind in CourtyardKind.values}
    for kind, courtyard in yards.items():
        Courtyard.objects.filter(pk=courtyard.pk).update(kind=kind)
    village.about(Committee, yards["compound"], span(SINCE), kind="owners", name="o")
    village.about(Committee, yards["courtyard"], span(SINCE), kind="self_management", name="s")
    village.about(Committee, yards["building"], span(SINCE), kind="owners", name="o")
    assert village.figure("I2a", ORIGIN) == (1, 2)
    assert village.figure("I2a", ORIGIN, "all") == (2, 3)


def test_three_members_found_an_organisation(village):
    firms = {members: village.firm(f"firm of {members}") for members in (2, 3, 9)}
    for members, firm in firms.items():
        firm.unit.party_members = members
        firm.unit.save()
    village.branch("of two", unit=firms[2].unit)
    village.branch("of nine", unit=firms[9].unit, valid=span(ORIGIN))
    assert village.figure("I6b", ORIGIN) == (1, 2)
    assert village.figure("I6b", ORIGIN - timedelta(days=1)) == (0, 2)
    assert village.figure("I6", ORIGIN) == (2, 3)


def test_committees_are_covered_while_they_and_the_cover_hold(village):
    from party_org.models import PartyCover

    yards = [village.courtyard() for _ in range(3)]
    village.about(Committee, yards[0], span(SINCE), kind="self_management", name="s")
    village.about(Committee, yards[1], span(SINCE, ORIGIN), kind="owners", name="o")
    village.about(Committee, yards[1], span(ORIGIN), kind="self_management", name="s")
    branch, second = village.branch("branch"), village.branch("second")
    village.about(PartyCover, yards[1], span(ORIGIN - timedelta(days=9)), organisation=branch)
    village.about(PartyCover, yards[1], span(ORIGIN), organisation=second)
    village.about(PartyCover, yards[2], span(SINCE), organisation=branch)
    cover = "committee_party_cover"
    assert village.figure(cover, ORIGIN - timedelta(days=10)) == (0, 2)
    assert village.figure(cover, ORIGIN - timedelta(days=1)) == (1, 2)
    assert village.figure(cover, ORIGIN) == (1, 2)
    assert village.figure(cover, ORIGIN, "body_owners") == (0, 0)
    assert village.figure(cover, ORIGIN, "body_self_management") == (1, 2)
