"""The page of the catalogue, and the pages on which a district defines a variant; all without a script."""

from datetime import date, timedelta

import pytest

from governance.indicators import catalogue, registry, services
from governance.indicators.models import IndicatorVariant
from governance.indicators.services import Reading

ZH = {"Accept-Language": "zh-hans"}
ON = {"on": "2022-07-07"}


@pytest.fixture
def office(case, as_user):
    return as_user("governance", False)


@pytest.fixture
def market(case, district_scope, loaded_cast):
    """The case with a variant of I3: market firms only."""
    with district_scope(case, actor=loaded_cast.home.user("governance").pk):
        return services.release(
            district=case, of="I3", reading=Reading("all", {"provider": ["market"]}), in_force_from=date(2022, 1, 1),
            by=loaded_cast.home.user("governance"), reason="区社治委〔2022〕3号",
        )


def at(district, rest=""):
    return f"/{district}/figures/{rest}"


def filled(**more):
    said = {"population": "all", "option_provider": ["market"], "in_force_from": date.today().isoformat(), "reason": "口径"}
    return said | more


def test_every_indicator_stands_on_the_page_with_definition_and_figure(case, office, market):
    answer = office.get(at(case), ON, headers=ZH)
    shown = [row["indicator"].key for _subject, rows in answer.context["groups"] for row in rows]
    assert set(shown) == {*registry.every(), "I3-1"}
    text = answer.content.decode()
    for indicator in registry.every().values():
        assert indicator.label.zh in text and indicator.numerator.zh in text, indicator.key
        assert f'href="/{case}/figures/{indicator.key}/?on=2022-07-07"' in text
    assert "577 / 577" in text and "物业服务覆盖率（市场化物业企业）" in text and "416 / 987" in text
    assert 'data-portal-print' in text and "本区口径 第 1 版" in text


@pytest.mark.parametrize(
    ("text", "codes"), [("投诉按期", {"I19a"}), ("i6b", {"I6b"}), ("cadre assign", {"I10"}), ("没有的", set())]
)
def test_one_finds_an_indicator_by_code_name_or_definition(case, office, text, codes):
    answer = office.get(at(case), {**ON, "q": text}, headers=ZH)
    assert {row["indicator"].code for _subject, rows in answer.context["groups"] for row in rows} == codes
    assert answer.status_code == 200 and (codes or "没有符合的指标" in answer.content.decode())


def test_a_figure_of_a_variant_opens_to_its_records(case, office, market):
    answer = office.get(at(case, "I3-1/"), {**ON, "covered": "yes"}, headers=ZH)
    assert (answer.context["total"], answer.context["card"].cell.denominator) == (416, 987)
    assert f'href="/{case}/figures/I3-1/versions/?on=2022-07-07"' in answer.content.decode()
    assert office.get(at(case, "i3-1@1/"), ON).context["total"] == 987
    for gone in ("I3-1@2/", "I3-9/", "I3@2/", "I3-1/?population=three_no"):
        assert office.get(at(case, gone)).status_code == 404, gone
    assert office.get(at(case, "I3-1/"), {"as_of": "2022-07-08"}).status_code == 404, "nobody knew it then"


def test_a_variant_is_looked_at_released_revised_and_withdrawn(case, office, district_scope):
    first = office.get(at(case, "define/"), headers=ZH)
    assert f'href="?of={registry.find("I3").key}"' in first.content.decode() and "可限定：服务主体" in first.content.decode()
    address = at(case, "define/?of=service_provider_coverage")
    assert "只计勾选的类别" in office.get(address, headers=ZH).content.decode()
    seen = office.post(address, filled(do="preview"), headers=ZH)
    assert seen.context["preview"].denominator == 987 and 0 < seen.context["preview"].numerator < seen.context["cell"].numerator
    with district_scope(case):
        assert not IndicatorVariant.objects.filter(district_id=case).exists(), "looking writes nothing"
    done = office.post(address, filled(do="release"), headers=ZH, follow=True)
    assert "物业服务覆盖率（市场化物业企业）”第 1 版已发布" in done.content.decode()
    later = (date.today() + timedelta(days=30)).isoformat()
    revise = at(case, "I3-1/define/")
    assert 'value="market" class="form-check-input" checked' in _boxes(office.get(revise, headers=ZH))
    answer = office.post(
        revise, filled(do="release", seen="1", option_provider=["market", "owner_unit"], in_force_from=later), headers=ZH,
        follow=True,
    )
    assert [row["row"].version for row in answer.context["versions"]] == [2, 1]
    assert answer.context["versions"][1]["last_day"] == date.fromisoformat(later) - timedelta(days=1)
    gone = office.post(at(case, "I3-1/withdraw/"), {"seen": "2", "reason": "不再使用"}, headers=ZH, follow=True)
    assert "已停用" in gone.content.decode() and office.get(revise).status_code == 404
    with district_scope(case):
        assert [row.version for row in catalogue.versions("I3-1", case)] == [3, 2, 1]


def _boxes(answer):
    return answer.content.decode().replace('type="checkbox" name="option_provider" ', "").replace(
        'class="form-check-input" value="market" checked', 'value="market" class="form-check-input" checked'
    )


@pytest.mark.parametrize(
    ("posted", "told"),
    [
        (filled(reason=""), "请"), (filled(option_provider=[]), "与原指标相同"), (filled(population="elsewhere"), "population"),
        (filled(in_force_from="soon"), "2022-07-07"), (filled(option_provider=["nobody"]), "nobody"),
    ],
    ids=["no reason", "the indicator itself", "no such population", "no day", "no such code"],
)
def test_what_can_t_be_released_is_told_at_its_field(case, office, posted, told):
    answer = office.post(at(case, "define/?of=service_provider_coverage"), posted | {"do": "release"}, headers=ZH)
    assert answer.status_code == 400 and told in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


def test_a_stale_form_is_told_what_happened(case, office, market):
    office.post(at(case, "I3-1/define/"), filled(do="release", seen="1", population="renovated"))
    answer = office.post(at(case, "I3-1/define/"), filled(do="release", seen="1", population="three_no"), headers=ZH)
    assert answer.status_code == 400 and "其间已有人发布了另一版本" in answer.content.decode()
    refused = office.post(at(case, "I3-1/withdraw/"), {"seen": "1", "reason": "x"}, headers=ZH, follow=True)
    assert "其间已有人发布了另一版本" in refused.content.decode()
    silent = office.post(at(case, "I3-1/withdraw/"), {"seen": "2"}, headers=ZH, follow=True)
    assert not silent.context["last"].is_withdrawn


@pytest.mark.parametrize("role", ["leader", "clerk", "finance"])
def test_others_read_and_define_nothing(cast, as_user, role):
    browser, home = as_user(role), cast.home.district
    assert browser.get(at(home)).status_code == 200
    assert browser.get(at(home, "I2-1/versions/")).status_code == 200
    for address in ("define/", "I2-1/define/"):
        assert browser.get(at(home, address)).status_code == 403
    assert browser.post(at(home, "I2-1/withdraw/"), {"seen": "1", "reason": "x"}).status_code == 403
    assert "/define/" not in browser.get(at(home)).content.decode()


def test_the_past_is_only_read(case, office, market):
    assert office.get(at(case, "define/"), {**ON, "of": "I3"}).status_code == 403
    assert "/define/" not in office.get(at(case), ON).content.decode()
