"""Every night the findings are counted: once a day, whoever asks how often, for every district."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from governance.jobs.models import Job
from governance.jobs.runs import Run, handler_of
from governance.people.services import service_account
from governance.quality import findings, registry, services, tasks
from governance.quality.findings import Asked
from governance.quality.models import QualityCount
from tests.jobs.conftest import sent  # noqa: F401
from tests.quality.conftest import DAY


def rows(district, day):
    counted = QualityCount.objects.filter(district_id=district, day=day)
    return sorted((r.check_key, r.street_id or 0, r.found, r.accepted) for r in counted)


def test_counting_twice_on_a_day_leaves_one_count(cast, works):
    with cast.home.scope():
        works.three_no  # noqa: B018  (entered for what is found at it)
        first = services.run_nightly(district=cast.home.district, day=DAY)
        counted = rows(cast.home.district, DAY)
        assert services.run_nightly(district=cast.home.district, day=DAY) == first
        assert rows(cast.home.district, DAY) == counted and first > 0


def test_a_later_run_of_the_day_says_what_holds_by_then(cast, works):
    key, street = "three-no-without-cadre", cast.home.streets[0]
    with cast.home.scope():
        services.run_nightly(district=cast.home.district, day=DAY)
        before = {row[:2]: row[2] for row in rows(cast.home.district, DAY)}.get((key, street), 0)
        works.three_no  # noqa: B018
        services.run_nightly(district=cast.home.district, day=DAY)
        found = {row[:2]: row[2] for row in rows(cast.home.district, DAY)}
        assert found[key, street] == before + 1
        works.assignment  # noqa: B018
        services.run_nightly(district=cast.home.district, day=DAY)
        assert {row[:2]: row[2] for row in rows(cast.home.district, DAY)}.get((key, street), 0) == before


def test_the_counts_are_those_of_the_lists_and_a_check_without_findings_has_its_row(cast, works):
    with cast.home.scope():
        services.run_nightly(district=cast.home.district, day=DAY)
        tallies = findings.counts(Asked(cast.home.district, DAY))
        found = {(key, street): (found, accepted) for key, street, found, accepted in rows(cast.home.district, DAY)}
    wanted = {(key, street or 0): (tally.open, tally.accepted) for (key, street), tally in tallies.items()}
    assert {at: n for at, n in found.items() if n != (0, 0)} == wanted
    assert {key for key, _street in found} == set(registry.every())


def test_other_days_and_districts_keep_their_counts(cast):
    with cast.home.scope():
        services.run_nightly(district=cast.home.district, day=DAY)
        services.run_nightly(district=cast.home.district, day=DAY + timedelta(days=1))
        assert rows(cast.home.district, DAY) and rows(cast.home.district, DAY + timedelta(days=1))
        assert rows(cast.home.district, date(2021, 5, 1)), "what the cast was built with"
    with cast.neighbour.scope():
        assert not rows(cast.neighbour.district, DAY)


@pytest.mark.usefixtures("sent")
def test_the_beat_asks_once_a_night_in_every_district_and_the_worker_counts(cast, monkeypatch):
    # 01:30 on 3 June in Shanghai is still 2 June in UTC.
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2024, 6, 2, 17, 30, tzinfo=UTC))
    tasks.count_tonight()
    tasks.count_tonight()
    for side in (cast.home, cast.neighbour):
        with side.scope():
            [job] = Job.objects.filter(kind=services.COUNT)
        assert job.arguments == {"day": "2024-06-03"} and job.requested_by_id == service_account().pk
        run = Run(side.district, job.pk, job.requested_by_id, dict(job.arguments), timezone.now(), lambda *_: None)
        handler_of(services.COUNT)(run)
        with side.scope():
            assert rows(side.district, date(2024, 6, 3))
