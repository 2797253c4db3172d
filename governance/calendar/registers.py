"""The registers of the calendar: years that the district entered, and its own days."""

from django.utils.translation import gettext_lazy as _

from governance.calendar import laws
from governance.calendar.models import CalendarDay, CalendarYear
from governance.registers.declarations import Group, Register, Shelf

YEARS = Register(
    key="calendar-years", model=CalendarYear, noun=_("calendar year"), nouns=_("Calendar years"), shelf=Shelf.FIGURES,
    groups=(Group(_("Year"), ("year", "document")),), columns=("year", "document"), searched=("document",),
    order=("year", "pk"), fixed=frozenset({"year"}), prepare=laws.prepare_year, leave=laws.leave_year,
    help={"document": _("The notice that arranges the holidays of the year, with its number.")},
    synonyms={"year": ("年份", "年度"), "document": ("文件", "文号", "依据文件")}, identity=("year",),
    records=("9.5 calendar of working days",),
)
DAYS = Register(
    key="calendar-days", model=CalendarDay, noun=_("calendar day"), nouns=_("Calendar days"), shelf=Shelf.FIGURES,
    groups=(Group(_("Day"), ("on", "kind", "name", "document")),), columns=("on", "kind", "name", "document"),
    filters=("kind",), searched=("name", "document"), order=("on", "pk"), fixed=frozenset({"on"}),
    bulk=("document",), prepare=laws.prepare_day,
    help={
        "kind": _("A weekend on which people work, or a weekday on which they do not."),
        "document": _("The notice that says so, with its number."),
    },
    synonyms={
        "on": ("日期", "日子"), "kind": ("类型", "休班", "性质"), "name": ("节日", "事由", "名称"),
        "document": ("文件", "文号", "依据文件"),
    },
    identity=("on",), records=("9.5 calendar of working days",),
)
REGISTERS = (YEARS, DAYS)
