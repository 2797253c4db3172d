"""Designing, releasing and retiring a form; and what is noted when one is filled."""

from datetime import date

import pytest
from psycopg2.extras import DateRange

from courtyards.models import Committee
from governance.audit import locking
from governance.registers import registry
from governance.registers import services as registers
from governance.registers.declarations import Refused
from governance.reports import services, shares
from governance.reports.definitions import HeldAlready, read
from governance.reports.filling import fill
from governance.reports.models import FormFilling, FormState, ReportForm

ON = date(2022, 7, 7)
DATA = {
    "subject": "courtyards", "title": "自治组织摸底表",
    "columns": [{"fact": "name"}, {"fact": "committee_kind"}, {"fact": "committee_members"}, {"head": "备注", "reason": "手写"}],
}


@pytest.fixture
def governance(cast):
    return cast.home.user("governance")


@pytest.fixture
def here(cast, governance):
    """The home district as its governance office sees it."""
    with cast.home.scope(actor=governance.pk):
        yield cast.home


def drafted(here, by, **said):
    return services.design(district=here.district, data={**DATA, **said}, by=by, reason="年度摸底")


def test_a_form_is_designed_released_and_followed_by_its_next_version(here, governance):
    form = drafted(here, governance)
    assert (form.state, form.version) == (FormState.DRAFT, 1) and form.key.startswith("form-")
    first = services.release(form=form, version=locking.version_of(form), by=governance, reason="启用")
    second = services.revise(
        form=first, data={**DATA, "title": "自治组织台账"}, version=locking.version_of(first), by=governance, reason="增列"
    )
    assert (second.state, second.version, second.key) == (FormState.DRAFT, 2, form.key)
    services.release(form=second, version=locking.version_of(second), by=governance, reason="启用")
    assert ReportForm.objects.get(pk=first.pk).state == FormState.SUPERSEDED
    assert ReportForm.objects.get(pk=first.pk).title == "自治组织摸底表", "a released version stays as it was"


def test_a_draft_is_changed_in_its_place(here, governance):
    form = drafted(here, governance)
    again = services.revise(
        form=form, data={**DATA, "title": "改名"}, version=locking.version_of(form), by=governance, reason="改名"
    )
    assert again.pk == form.pk and again.title == "改名" and again.version == 1


def test_a_form_that_asks_for_what_is_held_is_not_written(here, governance):
    before = ReportForm.objects.count()
    with pytest.raises(HeldAlready):
        drafted(here, governance, columns=[{"fact": "name"}, {"head": "建筑面积", "reason": "核对"}])
    form = drafted(here, governance)
    with pytest.raises(HeldAlready):
        services.revise(
            form=form, data={**DATA, "columns": [{"head": "户数", "reason": "核对"}]}, version=locking.version_of(form),
            by=governance, reason="核对",
        )
    assert ReportForm.objects.count() == before + 1


def test_a_form_that_moved_on_is_not_overwritten(here, governance):
    form = drafted(here, governance)
    seen = locking.version_of(form)
    services.revise(form=form, data={**DATA, "title": "先改"}, version=seen, by=governance, reason="先改")
    for verb in (services.release, services.retire):
        with pytest.raises(locking.StaleRecord):
            verb(form=form, version=seen, by=governance, reason="后改")


def test_one_draft_at_a_time_and_only_what_is_in_use_is_retired(here, governance):
    form = services.release(form=(f := drafted(here, governance)), version=locking.version_of(f), by=governance, reason="启用")
    services.revise(form=form, data=DATA, version=locking.version_of(form), by=governance, reason="下一版")
    with pytest.raises(Refused):
        services.revise(form=form, data=DATA, version=locking.version_of(form), by=governance, reason="再一版")
    gone = services.retire(form=form, version=locking.version_of(form), by=governance, reason="不再要求")
    with pytest.raises(Refused):
        services.retire(form=gone, version=locking.version_of(gone), by=governance, reason="不再要求")
    with pytest.raises(Refused):
        services.release(form=gone, version=locking.version_of(gone), by=governance, reason="启用")


def filled(here, on=ON, **said):
    return fill(read({**DATA, **said}), district=here.district, on=on)


def keep(here, by, form, on=ON, file_format="xlsx"):
    return services.keep_filling(
        filled=form, district=here.district, key="test", version=1, street=None, file_format=file_format, by=by
    )


def test_the_first_filling_has_nothing_before_it(here, governance):
    form = filled(here)
    kept = keep(here, governance, form)
    assert kept.cells == len(form.lines) * 4 and kept.cells_by_hand == len(form.lines)
    assert (kept.cells_changed, kept.cells_again) == (0, 0) and kept.cells_spared == len(form.lines) * 3
    assert kept.sha256 == shares.digest(form)


def test_the_same_content_of_the_same_day_is_noted_once(here, governance):
    first = keep(here, governance, filled(here))
    assert keep(here, governance, filled(here), file_format="docx").pk == first.pk
    assert keep(here, governance, filled(here, on=date(2022, 8, 7))).pk != first.pk


def test_what_was_filled_comes_out_of_the_history_again(own_database, loaded_cast):
    """Across commits: what was known then, not what is known now."""
    cast = loaded_cast
    by = cast.home.user("governance")
    with cast.home.scope(actor=by.pk):
        first = keep(cast.home, by, filled(cast.home))
    register = registry.every()["committees"]
    with cast.home.scope(actor=by.pk):
        committee = Committee.objects.order_by("pk").first()
        registers.correct(
            register, record=committee, data={"members": 9}, version=locking.version_of(committee), by=by, reason="改选"
        )
    with cast.home.scope(actor=by.pk):
        assert shares.digest(services.again(first, street=None)) == first.sha256
        changed = keep(cast.home, by, filled(cast.home))
        assert changed.pk != first.pk and (changed.cells_changed, changed.cells_again) == (1, 0)


def test_a_new_record_that_repeats_what_was_held_counts_as_typed_again(own_database, loaded_cast):
    """The committee is entered anew for its next term: the same kind and head were typed once more."""
    cast = loaded_cast
    by = cast.home.user("governance")
    register = registry.every()["committees"]
    with cast.home.scope(actor=by.pk):
        keep(cast.home, by, filled(cast.home))
    with cast.home.scope(actor=by.pk):
        old = Committee.objects.order_by("pk").first()
        registers.end(
            register, record=old, last_day=date(2022, 12, 31), version=locking.version_of(old), by=by, reason="届满"
        )
        registers.enter(
            register, district=cast.home.district, by=by, reason="换届",
            data={"courtyard": old.courtyard, "kind": old.kind, "name": old.name, "head": old.head, "members": old.members,
                  "valid": DateRange(date(2023, 1, 1), date(2026, 1, 1))},
        )
    with cast.home.scope(actor=by.pk):
        later = keep(cast.home, by, filled(cast.home, on=date(2023, 7, 7)))
        assert (later.cells_changed, later.cells_again) == (0, 2)
        assert later.cells_spared == later.cells - later.cells_by_hand - 2
        assert FormFilling.objects.filter(form="test").count() == 2
