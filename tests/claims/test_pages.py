"""The list of declared values, the statement, and the checker of reports, as people use them."""

from datetime import date

import pytest

from governance.audit.models import Change
from governance.claims import services
from governance.claims.models import FigureClaim
from governance.claims.services import Declared
from governance.registers.declarations import Refused
from governance.tenancy import scope

D2 = date(2022, 7, 7)
TEXT = "三无楼院占比59%，162家物业企业，楼栋长1200余名。另有178个小区开展创建。2022年5月印发，群众满意的占18%。"


@pytest.fixture
def office(case, as_user):
    return as_user("governance", False)


def check(browser, case, **more):
    return browser.post(f"/{case}/claims/check/", {"text": TEXT, "source_on": "2022-07-07", "do": "check", **more})


def test_the_list_groups_by_document_and_sums_up(office, case):
    page = office.get(f"/{case}/claims/").content.decode()
    assert "31 项中 27 项相符，2 项有差异、原因可说明，2 项无法解释。" in page
    assert "21÷162=12.96%，原文截尾为 12.9%" in page and "并集 161 家" in page
    assert f"/{case}/figures/firm_party_organisation/?on=2021-01-31&amp;population=all" in page


@pytest.mark.parametrize(("query", "rows"), [
    ("", 31), ("?verdict=unexplained", 2), ("?verdict=truncated", 1), ("?source=没有", 0), ("?on=2021-01-31", 0),
    ("?verdict=x", 0),
])
def test_the_list_is_narrowed_by_source_verdict_and_day(office, case, query, rows):
    assert office.get(f"/{case}/claims/{query}").context["count"] == rows
    assert office.get(f"/{case}/claims/print/{query}").context["count"] == rows


def test_the_list_goes_out_as_a_file(office, case):
    lines = office.get(f"/{case}/claims/?format=csv").content.decode().splitlines()
    assert len(lines) == 32 and "截尾" in "".join(lines)


def test_a_report_is_checked_and_nothing_is_kept(office, case):
    with scope.enter(scope.Scope(districts=(case,))):
        before = (FigureClaim.objects.count(), Change.objects.count())
    page = check(office, case)
    assert page.status_code == 200
    told = [(line.quote[1], line.checked.verdict.value) for line in page.context["matched"]]
    assert told == [
        ("59%", "unexplained"), ("162家", "equal"), ("1200余名", "approximate"), ("178个", "other_population"),
    ]
    assert page.context["questions"] == []
    assert [line.quote[1] for line in page.context["others"]] == ["18%"]
    assert len(page.context["no_figures"]) == 2
    assert 'class="claim-mark claim-bad"' in page.content.decode()
    with scope.enter(scope.Scope(districts=(case,))):
        assert (FigureClaim.objects.count(), Change.objects.count()) == before


def lines(page, **changed):
    """What the browser sends of the lines that the page shows."""
    sent = {"read": page.context["read"]}
    for line in page.context["lines"]:
        if line.kind.value not in ("matched", "question", "none"):
            continue
        name = f"line_{line.at}"
        sent |= {f"{name}_indicator": line.indicator.key if line.indicator else "", f"{name}_population": line.population,
                 f"{name}_on": str(line.on), f"{name}_street": str(line.street or "")}
        if line.keep:
            sent[f"{name}_keep"] = "on"
    return sent | changed


def test_what_the_person_says_goes_before_what_the_checker_thinks(office, case):
    page = check(office, case)
    at = {line.quote[1]: line.at for line in page.context["lines"]}
    again = check(office, case, **lines(page, **{
        f"line_{at['178个']}_indicator": "", f"line_{at['59%']}_on": "2019-12-31",
        f"line_{at['18%']}_indicator": "covenant_coverage", f"line_{at['162家']}_population": "nonsense",
    }))
    by = {line.quote[1]: line for line in again.context["lines"]}
    assert by["178个"].indicator is None and by["59%"].on == date(2019, 12, 31)
    assert by["18%"].checked is not None and by["18%"].kind.value == "matched" and by["162家"].population == ""
    # Another text has other lines: those of before say nothing of it.
    fresh = office.post(f"/{case}/claims/check/", {**lines(page), "text": "物业企业162家", "source_on": "2022-07-07"})
    assert [line.indicator.key for line in fresh.context["matched"]] == ["firm_count"]


def test_the_ticked_figures_are_kept_in_one_change_and_once(office, case):
    page = check(office, case)
    sent = lines(page) | {"source": "半年小结", "do": "keep"}
    answer = check(office, case, **sent)
    assert answer.status_code == 302 and "source=" in answer["Location"]
    with scope.enter(scope.Scope(districts=(case,))):
        kept = FigureClaim.objects.filter(source="半年小结")
        assert set(kept.values_list("indicator", "printed", "value")) == {
            ("three_no_share", "59%", 59), ("firm_count", "162家", 162), ("building_head_count", "1200余名", 1200),
            ("demonstration_count", "178个", 178),
        }
        assert kept.get(printed="59%").quote == "三无楼院占比59%"
        assert Change.objects.order_by("-pk").first().reason == "录入“半年小结”的声明值"
    assert check(office, case, **sent).status_code == 302
    with scope.enter(scope.Scope(districts=(case,))):
        assert FigureClaim.objects.filter(source="半年小结").count() == 4


@pytest.mark.parametrize(("sent", "said"), [
    ({"text": " ", "do": "check"}, "请粘贴材料全文或其中几行。"), ({"source_on": "昨天"}, "2022-07-07"),
    ({"do": "keep", "source": ""}, "请填写这些数字出自哪份材料。"),
    ({"do": "keep", "source": "小结", "text": "没有数字"}, "请至少勾选一个数字。"), ({"text": "一" * 30_001}, "30000"),
])
def test_what_is_missing_is_said_in_words(office, case, sent, said):
    answer = check(office, case, **sent)
    assert answer.status_code == 400 and said in answer.content.decode()


def test_who_only_reads_checks_and_keeps_nothing(cast, as_user):
    leader = as_user("leader")
    page = check(leader, cast.home.district)
    assert page.status_code == 200 and 'value="keep"' not in page.content.decode()
    assert check(leader, cast.home.district, do="keep", source="小结").status_code == 403


def test_a_clerk_is_told_that_the_figures_are_those_of_the_street(cast, as_user):
    page = check(as_user("clerk"), cast.home.district).content.decode()
    assert "您只能看到部分街道" in page


def test_the_dashboard_and_the_figure_say_the_verdict_where_no_person_does(office, case):
    assert "“59%”约合 582（582.33）个" in office.get(f"/{case}/dashboard/panels/further/?on=2022-07-07").content.decode()
    page = office.get(f"/{case}/figures/firm_party_organisation/?on=2021-01-31").content.decode()
    assert "四舍五入应为 13.0%" in page and "截尾" in page
    # Of another population the document says nothing.
    other = office.get(f"/{case}/figures/covenant_coverage/?on=2022-07-07&population=three_no").content.decode()
    assert "figure-claim" not in other


def declare(cast, *figures, source_on=D2):
    with cast.home.scope():
        return services.declare(
            district=cast.home.district, figures=figures, source="小结", source_on=source_on, by=cast.home.user("governance"),
            reason="录入",
        )


@pytest.mark.parametrize(("figure", "field"), [
    (Declared("firm_count", "很多", D2), "printed"), (Declared("firm_count", "3个百分点", D2), "printed"),
    (Declared("firm_count", "9999999999999", D2), "printed"), (Declared("covenant_coverage", "1.00001%", D2), "printed"),
    (Declared("nothing", "1", D2), "indicator"), (Declared("firm_count", "1", D2, "three_no"), "population"),
    (Declared("firm_count", "1", date(2022, 7, 8)), "on"),
])
def test_a_figure_that_breaks_a_law_is_refused_with_all_the_others(cast, figure, field):
    with pytest.raises(Refused) as refused:
        declare(cast, Declared("courtyard_count", "3", D2), figure)
    assert refused.value.field == field
    with cast.home.scope():
        assert not FigureClaim.objects.filter(source="小结").exists()


def test_the_count_and_the_share_of_one_indicator_stand_side_by_side(cast):
    made, standing = declare(
        cast, Declared("covenant_coverage", "558个", D2), Declared("covenant_coverage", "96.7%", D2),
        Declared("covenant_coverage", "96.7%", D2),
    )
    assert (len(made), standing) == (2, 1)
