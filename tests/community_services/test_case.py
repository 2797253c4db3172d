"""What helps in the reference case: the article's figures, by class and by kind, and nothing that the laws would refuse."""

from collections import Counter
from datetime import date, timedelta

import pytest

from community_services.models import Complaint, EmergencyRepair, Incubator, ProjectSite, ServiceProject, SocialOrganisation
from community_services.services import laws
from governance.divisions.models import Street
from governance.indicators import registry, statistics

PUBLICATION, NEIGHBOUR = date(2022, 7, 7), 410105


@pytest.fixture
def guancheng(case, district_scope):
    with district_scope(case):
        yield case


def by(model, field, district):
    return dict(Counter(model._default_manager.filter(district_id=district).values_list(field, flat=True)))


def test_1167_organisations_of_three_classes_in_every_street(guancheng):
    assert by(SocialOrganisation, "social_class", guancheng) == {"charity": 234, "affairs": 177, "daily": 756}
    assert len(by(SocialOrganisation, "street_id", guancheng)) == Street.objects.filter(district_id=guancheng).count() == 14
    for found in SocialOrganisation.objects.filter(district_id=guancheng):
        assert (found.registered_on is None) != (found.filed_on is None), found.name
    names = SocialOrganisation.objects.filter(district_id=guancheng).values_list("name", flat=True)
    assert len(set(names)) == len(names) == 1167


def test_eleven_incubators_each_in_a_street_of_its_own(guancheng):
    assert list(by(Incubator, "street_id", guancheng).values()) == [1] * 11


def test_158_projects_in_eight_classes_and_the_62_sites_of_the_completed(guancheng):
    assert len(by(ServiceProject, "project_class", guancheng)) == 8
    assert ServiceProject.objects.filter(district_id=guancheng).count() == 158
    assert by(ServiceProject, "stage", guancheng)["completed"] == 62
    assert by(ProjectSite, "kind", guancheng) == {"children": 20, "elderly": 21, "rehabilitation": 10, "aesthetics": 11}
    for site in ProjectSite.objects.filter(district_id=guancheng).select_related("project"):
        assert site.completed_on == site.project.completed_on and site.street_id == site.project.street_id


def test_projects_count_as_completed_from_their_day_on(guancheng):
    indicator = registry.find("service_project_completion")
    projects = list(ServiceProject.objects.filter(district_id=guancheng))
    for day in (date(2021, 6, 30), date(2021, 12, 31), date(2022, 7, 7)):
        [cell] = statistics.values(statistics.Question(guancheng, day), [indicator])
        done = sum(1 for p in projects if p.completed_on and p.completed_on <= day)
        assert (cell.numerator, cell.denominator) == (done, sum(1 for p in projects if p.entered_on <= day)), day


@pytest.mark.parametrize("model", [Complaint, EmergencyRepair, ServiceProject])
def test_the_laws_would_refuse_none_of_it(guancheng, model):
    prepare = {
        Complaint: laws.prepare_complaint, EmergencyRepair: laws.prepare_repair, ServiceProject: laws.prepare_project
    }[model]
    found = list(model._default_manager.filter(district_id=guancheng))
    for record in found:
        prepare(record, None)
    assert found


def test_most_complaints_of_the_year_were_closed_in_time(guancheng):
    found = list(Complaint.objects.filter(district_id=guancheng))
    in_time = [c for c in found if c.closed_on and c.closed_on <= c.due_on]
    late = [c for c in found if (c.closed_on or PUBLICATION) > c.due_on]
    assert len(found) == 120 and len(in_time) > 60 and late
    assert {c.received_on > PUBLICATION - timedelta(days=372) for c in found} == {True}
    assert EmergencyRepair.objects.filter(district_id=guancheng).count() == 60


def test_the_next_complaint_goes_on_from_the_street_s_last(guancheng):
    street = Street.objects.filter(district_id=guancheng).order_by("code").first()
    kept = Complaint.objects.filter(street=street).values_list("number", flat=True)
    following = Complaint(district_id=guancheng, street=street)
    laws.number_complaints([following])
    assert following.number == f"TS-{street.code}-{max((int(n[-4:]) for n in kept), default=0) + 1:04d}"


def test_the_neighbour_has_a_few_of_each(case, district_scope):
    with district_scope(NEIGHBOUR):
        for model in (SocialOrganisation, Incubator, ServiceProject, ProjectSite, Complaint, EmergencyRepair):
            assert 0 < model._default_manager.filter(district_id=NEIGHBOUR).count() < 20, model
