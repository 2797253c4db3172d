"""What was known when: the same question about the same day, asked at two moments."""

import time
from datetime import date

from django.utils import timezone

from courtyards.models import Committee, ThreeNoBaseline
from governance.indicators import registry, statistics
from governance.tenancy import scope
from tests.indicators.village import CODE, SINCE, Village, span

ON = date(2021, 6, 1)


def test_a_late_entry_does_not_change_what_was_known(own_database, loaded_cast):
    by = loaded_cast.home.user("governance")
    mine = scope.Scope(districts=(CODE,), actor=by.pk)
    with scope.enter(mine):
        village = Village(by)
        with village.writing():
            courtyard = village.courtyard(three_no=SINCE)
    time.sleep(0.01)
    before = timezone.now()
    with scope.enter(mine), village.writing():
        village.about(Committee, courtyard, span(SINCE), kind="owners", name="late")
    with scope.enter(mine):
        assert village.figure("I2", ON) == (1, 1)
        with scope.as_known_at(before):
            assert village.figure("I2", ON) == (0, 1)
            assert village.reasons("I2", ON) == {courtyard.name: "never"}
            [(_, cell)] = statistics.series(village.question(ON), [registry.find("I2")], [ON])["self_governance_coverage"]
            assert (cell.numerator, cell.denominator) == (0, 1)
        assert village.figure("I2", ON) == (1, 1)


def test_a_withdrawn_label_is_still_known_then(own_database, loaded_cast):
    by = loaded_cast.home.user("governance")
    mine = scope.Scope(districts=(CODE,), actor=by.pk)
    with scope.enter(mine):
        village = Village(by)
        with village.writing():
            courtyard = village.courtyard(three_no=SINCE)
    time.sleep(0.01)
    before = timezone.now()
    with scope.enter(mine), village.writing():
        ThreeNoBaseline.objects.filter(courtyard=courtyard).delete()
    with scope.enter(mine):
        assert village.figure("I1", ON) == (0, 1)
        with scope.as_known_at(before):
            assert village.figure("I1", ON) == (1, 1)


def test_before_anything_was_known_there_is_nothing(own_database, loaded_cast):
    by = loaded_cast.home.user("governance")
    before = timezone.now()
    with scope.enter(scope.Scope(districts=(CODE,), actor=by.pk)):
        village = Village(by)
        with village.writing():
            village.courtyard()
        with scope.as_known_at(before):
            cells = statistics.values(
                village.question(ON), list(registry.every().values()), district_name="Village"
            )
            assert {int(cell.numerator) for cell in cells} == {0}
