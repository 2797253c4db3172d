"""The public notice tells what goes public: neither what left the batch before, nor a street's part as the whole."""

from datetime import date

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.divisions.models import Community, Street
from governance.people import services as people_services
from governance.tenancy import scope
from subsidies.payments import services
from subsidies.rules.payments import Deed
from tests.payments.office import LAST, ON
from tests.payments.test_claims_and_objections import lodge
from tests.payments.test_pages import page


def notice(client, batch):
    return page(client, f"{batch.pk}/notice/").partition("<article")[2].partition("</article>")[0]


def publish_again(office, batch):
    office.act(batch, Deed.GIVE_BACK, office.finance, comment="请核对")
    office.act(batch, Deed.SUBMIT, office.housing)
    for by in (office.housing2, office.finance):
        office.act(batch, Deed.ENDORSE, by)
    services.publish(batch=batch, days=5, place="公告栏", document="公示2号", on=ON, by=office.housing)


def test_what_left_the_batch_is_not_published_again(office, browse):
    batch = office.published()
    objection = lodge(office, batch)
    rejected = lodge(office, batch, 1)
    services.answer(objection=objection, upheld=True, words="确有误", on=ON, by=office.housing2)
    first = notice(browse("housing"), batch)
    assert "1号院" in first and "4,603.87" in first and "肆仟陆佰零叁元捌角柒分" in first, "it was shown"
    publish_again(office, batch)
    again = notice(browse("housing"), batch)
    assert "1号院" not in again and "2号院" in again and "3号院" in again, "a line that is held may still be paid"
    assert "拟向 2 个楼院" in again and "4,303.87" in again and "肆仟叁佰零叁元捌角柒分" in again
    services.answer(objection=rejected, upheld=True, words="确有误", on=LAST, by=office.housing2)
    assert notice(browse("housing"), batch) == again, "what hangs on the boards does not change by itself"


def test_a_street_prints_its_own_part_and_says_so(office, browse):
    batch = office.published()
    of = {"district_id": office.laid.district}
    with change(district=office.laid.district, by=office.laid.by, reason="moved"):
        street = Street.objects.create(**of, code=f"{office.laid.district}002", name="河湾街道")
        scope.write(scope.Scope(districts=(office.laid.district,), actor=office.laid.by.pk).settings())
        community = Community.objects.create(**of, street=street, code=f"{street.code}001", name="河湾社区")
        Courtyard.objects.filter(pk=office.laid.courtyards[0].pk).update(street=street, community=community)
    clerk = people_services.create_user(username="clerk-river", name="专干乙")
    people_services.grant(
        user=clerk, district=office.laid.district, role="clerk", street=street.pk, by=office.laid.by, reason="任职",
        valid_from=date(2020, 1, 1),
    )
    office.people["river"] = clerk
    own = notice(browse("river"), batch)
    assert "1号院" in own and "2号院" not in own
    assert "本表只列河湾街道部分：拟向 1 个楼院支付补贴 300.00 元（大写：叁佰元整）" in own
    assert "全区共 3 个楼院、4,603.87 元" in own
    assert "只列" not in notice(browse("housing"), batch)
