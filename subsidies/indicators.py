"""Figures about subsidies (`domain.md` 5.2)."""

from governance.indicators.definitions import Indicator, Words

SUBJECT = Words("补贴", "Subsidies")
INDICATORS = (
    Indicator(
        key="subsidy_payment", app="subsidies", code="I18", version=2, fen=True, register="courtyards", owner="finance",
        label=Words("补贴兑付率", "Subsidy paid"),
        synonyms=("补贴兑付率", "补贴发放率", "兑付率"),
        why=Words("核定的补贴是否兑付", "Whether what was entitled has been paid."),
        numerator=Words("当日前已兑付的补贴，减去已退回的（元）", "paid by the day, less what came back, yuan"),
        denominator=Words("当日前各月核定的补贴（元）", "entitled for the months up to the day, yuan"),
    ),
)
