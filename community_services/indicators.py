"""Figures about social organisations and service projects (`domain.md` 5.2)."""

from functools import partial

from community_services.choices import ComplaintSource
from courtyards.choices import PARTS
from governance.indicators.definitions import Indicator, Measure, Option, Words

_own = partial(Indicator, app="community_services", owner="governance")
_in_courtyards = partial(_own, placed="courtyards", populations=PARTS)
_count = partial(
    _own, measure=Measure.COUNT, why=Words("规模", "Shows the scale."), denominator=Words("无", "none")
)

# The first is what stations publish (15 minutes on site); the others are what a street further out can promise.
PROMISES = tuple((str(n), Words(f"{n} 分钟", f"{n} minutes")) for n in (15, 30, 60, 120))
SUBJECT = Words("社区服务", "Community services")
INDICATORS = (
    _count(
        key="social_organisation_count", register="social-organisations", label=Words("社区社会组织数", "Social organisations"),
        nouns=("社区社会组织", "社会组织"), counted_in=("个", "家"),
        numerator=Words("当日登记或备案的社区社会组织", "social organisations registered or filed on the day"),
    ),
    _count(
        key="incubator_count", register="incubators", label=Words("孵化平台数", "Incubators"),
        nouns=("社区社会组织孵化平台", "社会组织孵化平台", "孵化平台"), counted_in=("个",),
        numerator=Words("当日运行的街道级孵化平台", "street-level incubators at work on the day"),
    ),
    _count(
        key="service_project_count", register="projects", label=Words("社区服务项目数", "Service projects"),
        nouns=("社区服务项目", "服务项目", "项目"), counted_in=("个", "项"),
        numerator=Words("当日台账内的社区服务项目", "service projects in the ledger on the day"),
    ),
    _count(
        key="completed_project_count", register="projects", label=Words("已完成项目数", "Completed service projects"),
        numerator=Words("当日台账内已完成的社区服务项目", "service projects in the ledger completed by the day"),
    ),
    _own(
        key="service_project_completion", register="projects", code="I16", label=Words("项目完成率", "Projects completed"),
        why=Words("项目是否落地见效", "Whether projects come to stand."),
        synonyms=("项目完成率", "项目落地率"),
        numerator=Words("当日已完成的项目", "projects completed by the day"),
        denominator=Words("当日台账内的项目", "projects in the ledger on the day"),
    ),
    _in_courtyards(
        key="complaint_closure", code="I19a", closed_by="complaints", label=Words("投诉按期办结率", "Complaints closed in time"),
        why=Words("群众诉求件件有回音", "Every complaint is answered when it was promised."),
        numerator=Words("近十二个月按期办结的投诉", "of these, closed by the day they were due"),
        denominator=Words("近十二个月办结的和逾期的投诉；逾期未结的一直计入",
                          "complaints closed or overdue in the twelve months up to the day; an open one stays overdue"),
        options=(Option.among("source", Words("来源", "source"), ComplaintSource.choices),),
    ),
    _in_courtyards(
        key="mediation_agreement", code="I19b", closed_by="complaints", label=Words("调解成功率", "Mediations that agreed"),
        why=Words("矛盾化解在基层", "Disputes are settled where they arise."),
        numerator=Words("近十二个月调解达成一致的投诉", "of these, mediations that came to an agreement"),
        denominator=Words("近十二个月以调解方式办结的投诉", "complaints closed by mediation in the twelve months up to the day"),
    ),
    _in_courtyards(
        key="repair_arrival", code="I19c", closed_by="repairs", label=Words("应急维修及时率", "Repairs reached in time"),
        why=Words("急修快速到场", "Somebody is there at once."),
        numerator=Words("近十二个月报修后按承诺时限到场的；未选定时限的，按十五分钟",
                        "of these, reached within the promised time: fifteen minutes unless a variant says otherwise"),
        denominator=Words("近十二个月的应急报修", "emergency repairs reported in the twelve months up to the day"),
        options=(Option("minutes", Words("承诺到场时限", "promised time"), PROMISES),),
    ),
    _in_courtyards(
        key="call_back_satisfaction", code="I19d", closed_by="complaints",
        label=Words("回访满意率", "Callers satisfied when called back"),
        why=Words("办得好不好由群众评价", "Who complained says whether it was done well."),
        numerator=Words("近十二个月回访表示满意的投诉", "of these, callers who said they were satisfied"),
        denominator=Words("近十二个月回访到来访人的投诉；未联系上的不计入",
                          "complaints whose caller was reached in the twelve months up to the day"),
    ),
)
