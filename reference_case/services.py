"""Loads the two demonstration districts: one transaction each, attributed to the service account."""

from datetime import date, datetime
from typing import Any

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.claims.models import FigureClaim
from governance.common.periods import Month, months
from governance.divisions.services import create_district, import_divisions
from governance.people.models import User
from governance.people.services import grant, service_account
from governance.summaries import services as summaries
from governance.targets.models import FigureTarget
from governance.tenancy import scope
from governance.tenancy.models import District
from ratings import examples
from ratings import services as ratings
from ratings.models import Finding, RatingEntry, RatingRound, VetoFact
from reference_case import accounts, payments, scores, surveys
from reference_case.claims import CLAIMS, SOURCE
from reference_case.dates import PUBLICATION
from reference_case.plan import GUANCHENG, JINSHUI, build, divisions
from reference_case.records import Records, insert
from reference_case.shapes import Plan, Size
from reference_case.targets import targets
from subsidies import examples as schemes
from subsidies import services as subsidies
from subsidies.models import Enrolment, SubsidyBudget

REASON = "导入参照案例"
SCORED_ON = date(2021, 12, 28)
# Months of the ledger and the last one that is paid: the publication falls into July 2022.
LAST_MONTH, LAST_PAID = Month(2022, 6), Month(2022, 3)


def is_loaded(district: int) -> bool:
    """Whether the demonstration district exists."""
    with scope.enter(scope.Scope(districts=(district,))):
        return District.objects.filter(pk=district).exists()


def load(*, now: datetime) -> dict[str, Any]:
    """Both districts with accounts and tokens; what it made, for the data folder. Loaded districts are left alone."""
    by = service_account()
    made: dict[str, Any] = {"accounts": [], "tokens": {}}
    for size in (GUANCHENG, JINSHUI):
        if not is_loaded(size.district):
            with scope.enter(scope.Scope(districts=(size.district,), actor=by.pk)):
                made["accounts"] += _load_district(size, by)
                made["tokens"][str(size.district)] = accounts.token(
                    district=size.district, owner=by, by=by, now=now
                )
            _compute(size, by, now)
    if made["accounts"]:
        _let_operator_into_neighbour(by)
        account, made["tokens"]["all"] = accounts.create_city(
            districts=(GUANCHENG.district, JINSHUI.district), by=by, now=now
        )
        made["accounts"].append(account)
        _correct_something(by)
    return made


def summarise(*, now: datetime) -> None:
    """Brings the summaries up to date: the last thing to do, for they follow every change."""
    by = service_account()
    for size in (GUANCHENG, JINSHUI):
        with scope.enter(scope.Scope(districts=(size.district,), actor=by.pk)):
            summaries.refresh(district=size.district, now=now)


def _load_district(size: Size, by: User) -> list[dict[str, Any]]:
    plan, district = build(size), size.district
    create_district(district=district, name=size.name, city="郑州市", is_demo=True, by=by, reason=REASON)
    import_divisions(district=district, rows=divisions(), by=by, reason="导入国家统计局行政区划")
    with change(district=district, by=by, reason=REASON):
        records = Records(plan)
        records.write()
        if size is GUANCHENG:
            _claims(district)
            insert(FigureTarget, targets(district, records.streets))
    _rate(plan, records.courtyards, by)
    if size is GUANCHENG:
        surveys.conduct(plan, records.courtyards, by)
    return accounts.create(district=district, by=by)


def _claims(district: int) -> None:
    insert(
        FigureClaim,
        (
            FigureClaim(
                district_id=district, indicator=c.indicator, population=c.population, on=c.on, printed=c.printed,
                value=c.number, source=SOURCE, source_on=PUBLICATION, explanation_zh=c.zh, explanation_en=c.en,
            )
            for c in CLAIMS
        ),
    )


def _rate(plan: Plan, courtyards: list[Courtyard], by: User) -> None:
    """The example standards and scheme, the round of 2021 with its findings, and the enrolments."""
    district = plan.district
    standard = ratings.load_standard(district=district, data=scores.standard(), by=by, reason="发布示例评分细则")
    for data in examples.every().values():
        if data["key"] != standard.key:
            ratings.load_standard(district=district, data=data, by=by, reason="发布示例评分细则")
    scheme = subsidies.load_scheme(district=district, data=scores.scheme(), by=by, reason="发布示例补贴办法")
    # Nobody is enrolled by the other examples; they stand there to be read, compared and begun from.
    for name in schemes.NAMES:
        if (data := schemes.scheme(name))["key"] != scheme.key:
            subsidies.load_scheme(district=district, data=data, by=by, reason="发布示例补贴办法")
    with change(district=district, by=by, reason="录入补贴预算"):
        insert(SubsidyBudget, (
            SubsidyBudget(district_id=district, year=year, amount_fen=yuan * 100, document=f"示例：{year} 年补贴预算")
            for year, yuan in scores.BUDGETS.items()
        ))
    round_ = ratings.open_round(
        standard=standard, year=2021, applies=(date(2020, 1, 1), date(2023, 1, 1)), by=by, reason="启动 2021 年度评定"
    )
    rated: list[Any] = [(p, c) for p, c in zip(plan.courtyards, courtyards, strict=True) if p.accepted_on]
    with change(district=district, by=by, reason="录入 2021 年度评分"):
        _findings(round_, rated)
    with change(district=district, by=by, reason="改造达标小区纳入补贴"):
        insert(
            Enrolment,
            (
                Enrolment(
                    district_id=district, street_id=c.street_id, courtyard=c, scheme=scheme,
                    first_month=Month.of(p.accepted_on).next().first,
                )
                for p, c in rated
            ),
        )


def _findings(round_: RatingRound, rated: list[Any]) -> None:
    items = {item.code: item for item in round_.standard.items.all()}
    vetoes = {veto.code: veto for veto in round_.standard.vetoes.all()}
    common = [
        (p, {"district_id": round_.district_id, "street_id": c.street_id, "courtyard": c, "round": round_})
        for p, c in rated
    ]
    insert(RatingEntry, (RatingEntry(**at) for _, at in common))
    insert(
        Finding,
        (Finding(**at, item=items[code], occurrences=n) for p, at in common for code, n in p.occurrences.items()),
    )
    insert(
        VetoFact,
        (
            VetoFact(**at, item=vetoes[p.veto], evidence="街道核查记录", found_on=SCORED_ON)
            for p, at in common
            if p.veto
        ),
    )


def _compute(size: Size, by: User, now: datetime) -> None:
    """Stars, the ledger month by month, and payments: by the same services as the worker's and the office's."""
    district = size.district
    with scope.enter(scope.Scope(districts=(district,), actor=by.pk)):
        round_ = RatingRound.objects.get(district_id=district, year=2021)
        ratings.compute_round(round=round_, by=by, now=now)
        ratings.announce(round=round_, on=date(2022, 1, 10), by=by, reason="公布 2021 年度星级")
        first = Month.of(Enrolment.objects.filter(district_id=district).order_by("first_month")[0].first_month)
        for month in months(first, LAST_MONTH.next()):
            subsidies.compute_month(district=district, month=month, by=by, now=now)
        people = payments.hands("" if size is GUANCHENG else "jinshui-")
        payments.lay(district=district, people=people)
        payments.pay_until(district=district, last=LAST_PAID, people=people, now=now)


def _let_operator_into_neighbour(by: User) -> None:
    """The operator stands in both districts."""
    with scope.enter(scope.Scope(signing_in="operator")):
        operator = User.objects.get(username="operator")
    with scope.enter(scope.Scope(districts=(JINSHUI.district,), actor=by.pk)):
        grant(
            user=operator, district=JINSHUI.district, role="operator", by=by, reason=accounts.REASON,
            valid_from=accounts.SINCE,
        )


def _correct_something(by: User) -> None:
    """A later correction, so that a history has something to say; no published figure depends on it."""
    with scope.enter(scope.Scope(districts=(GUANCHENG.district,), actor=by.pk)):
        courtyard = Courtyard.objects.filter(street__code="410104001").order_by("code")[0]
        with change(
            district=GUANCHENG.district, by=by, reason="入户核查后更正户数", street=courtyard.street_id
        ):
            courtyard.households = (courtyard.households or 0) + 2
            courtyard.save(update_fields=["households"])

