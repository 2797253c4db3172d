"""What goes along with a courtyard that moves, what is left behind, and what nobody may rewrite meanwhile."""

from datetime import date, timedelta

import psycopg2
import pytest
from psycopg2.extras import DateRange

from courtyards.models import Committee, Courtyard, VolunteerService
from governance.registers import registry
from governance.registers.models import Attachment
from governance.registers.services.files import content_of
from party_org.models import BranchPairing, PairingActivity, PartyCover, Person, Post
from property_firms.models import ServiceContract
from subsidies.models import EntitlementLine
from tests.courtyards.conftest import ON

BEFORE = (date(2020, 7, 1), date(2021, 6, 1), ON - timedelta(days=1))


def test_what_it_says_is_not_rewritten_by_the_move(desk):
    line = EntitlementLine.objects.get(courtyard=desk.courtyard(0))
    said = {f.name: getattr(line, f.attname) for f in line._meta.concrete_fields if f.name != "street"}
    desk.move()
    line.refresh_from_db()
    assert {f.name: getattr(line, f.attname) for f in line._meta.concrete_fields if f.name != "street"} == said


@pytest.mark.parametrize("column", ["street_id", "amount_fen"])
def test_no_statement_of_its_own_rewrites_a_ledger_line(desk, column):
    from django.db import DatabaseError, connection, transaction

    with desk.writing(), pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE subsidies_entitlementline SET {column} = {column}")
    assert refused.value.__cause__.pgcode == "YZ003"


def test_the_door_for_the_new_street_lets_nothing_else_in(desk, raw):
    """Even from within a trigger, as the reference writes, a ledger line takes no other word."""
    cursor = raw("yuanzhi_owner").cursor()
    cursor.execute(
        "SELECT set_config('portal.districts', %s, true), set_config('portal.streets', 'all', true)", [str(desk.district)]
    )
    cursor.execute("CREATE TEMPORARY TABLE probe (assignment text)")
    cursor.execute(
        "CREATE FUNCTION pg_temp.rewrite() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " EXECUTE 'UPDATE public.subsidies_entitlementline SET ' || NEW.assignment; RETURN NULL; END $$"
    )
    cursor.execute("CREATE TRIGGER rewrite AFTER INSERT ON probe FOR EACH ROW EXECUTE FUNCTION pg_temp.rewrite()")
    cursor.execute("INSERT INTO probe VALUES (%s)", ["street_id = street_id"])
    with pytest.raises(psycopg2.Error) as refused:
        cursor.execute("INSERT INTO probe VALUES (%s)", ["recorded_at = recorded_at - interval '1 day'"])
    assert refused.value.pgcode == "YZ003"


def test_its_own_branch_goes_along_with_all_that_is_its(desk, own_branch):
    done = desk.move()
    own_branch.refresh_from_db()
    new = desk.streets[1]
    assert done.along == ["甲院支部"] and own_branch.street_id == new and own_branch.community == desk.community(1)
    assert own_branch.parent is None
    cover = PartyCover.objects.get(organisation=own_branch)
    assert cover.valid.upper is None and cover.street_id == new
    assert BranchPairing.objects.get(courtyard_branch=own_branch).street_id == new
    assert PairingActivity.objects.get(pairing__courtyard_branch=own_branch).street_id == new
    assert set(Post.objects.filter(organisation=own_branch).values_list("street_id", flat=True)) == {new}
    # One holds both posts here and goes along; the other's second post stays, so both streets know that person.
    streets = {person.name: person.street_id for person in Person.objects.filter(name__in=["张建国", "李建设"])}
    assert streets == {"张建国": new, "李建设": None}


def test_a_branch_of_several_stays_and_its_cover_ends(desk, own_branch):
    other = Courtyard.objects.get(name="乙院")
    kept = desk.enter("party-covers", organisation=own_branch, courtyard=other, valid=DateRange(date(2020, 1, 1), None))
    done = desk.move()
    own_branch.refresh_from_db(), kept.refresh_from_db()
    ended = PartyCover.objects.get(organisation=own_branch, courtyard=desk.courtyard(0))
    assert done.along == [] and own_branch.street_id == desk.streets[0]
    assert ended.valid.upper == ON and kept.valid.upper is None
    assert BranchPairing.objects.get(courtyard_branch=own_branch).street_id == desk.streets[0]


def test_ties_to_bodies_of_the_old_street_end_and_those_to_the_district_go_on(desk):
    courtyard = desk.courtyard(0)
    cadre = desk.enter(
        "cadres", name="王干部", unit=ServiceContract.objects.get(courtyard=courtyard).firm.unit, rank_class="section",
        valid=DateRange(date(2020, 1, 1), None),
    )
    wide = desk.enter("assignments", cadre=cadre, courtyard=courtyard, valid=DateRange(date(2020, 1, 1), None))
    done = desk.move()
    wide.refresh_from_db()
    assert wide.valid.upper is None
    assert VolunteerService.objects.get(courtyard=courtyard).valid.upper == ON
    assert ServiceContract.objects.get(courtyard=courtyard).valid.upper == ON
    assert Committee.objects.get(courtyard=courtyard).valid.upper is None
    assert {str(ending.label) for ending in done.endings} >= {
        str(registry.every()[key].nouns) for key in ("volunteer-services", "contracts", "group-stays")
    }


def test_files_follow_and_open_in_the_new_street(desk, cast):
    courtyard = desk.courtyard(0)
    file = Attachment.objects.get(register="courtyards", record_id=courtyard.pk, street_id=courtyard.street_id)
    content = content_of(file)
    desk.move()
    with cast.home.scope(1):
        assert content_of(Attachment.objects.get(pk=file.pk)) == content
    with cast.home.scope(0):
        assert not Attachment.objects.filter(pk=file.pk).exists()


def test_a_cluster_of_the_old_community_is_left(desk):
    courtyard = desk.courtyard(0)
    name = courtyard.cluster.name
    done = desk.move()
    courtyard.refresh_from_db()
    assert done.cluster == name and courtyard.cluster is None
