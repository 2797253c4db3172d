"""Figures about social organisations and service projects (`domain.md` 5.2)."""

from functools import partial

from governance.indicators.definitions import Indicator, Measure, Words

_own = partial(Indicator, app="community_services", owner="governance")
_count = partial(
    _own, measure=Measure.COUNT, why=Words("规模", "Shows the scale."), denominator=Words("无", "none")
)

INDICATORS = (
    _count(
        key="social_organisation_count", label=Words("社区社会组织数", "Social organisations"),
        nouns=("社区社会组织", "社会组织"), counted_in=("个", "家"),
        numerator=Words("当日登记或备案的社区社会组织", "social organisations registered or filed on the day"),
    ),
    _count(
        key="incubator_count", label=Words("孵化平台数", "Incubators"),
        nouns=("社区社会组织孵化平台", "社会组织孵化平台", "孵化平台"), counted_in=("个",),
        numerator=Words("当日运行的街道级孵化平台", "street-level incubators at work on the day"),
    ),
    _count(
        key="service_project_count", label=Words("社区服务项目数", "Service projects"),
        nouns=("社区服务项目", "服务项目", "项目"), counted_in=("个", "项"),
        numerator=Words("当日台账内的社区服务项目", "service projects in the ledger on the day"),
    ),
    _own(
        key="service_project_completion", code="I16", label=Words("项目完成率", "Projects completed"),
        why=Words("项目是否落地见效", "Whether projects come to stand."),
        synonyms=("项目完成率", "项目落地率"),
        numerator=Words("当日已完成的项目", "projects completed by the day"),
        denominator=Words("当日台账内的项目", "projects in the ledger on the day"),
    ),
)
