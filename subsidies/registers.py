"""The registers of the budgets and of what courtyards earn themselves."""

from django.utils.translation import gettext_lazy as _

from governance.registers.declarations import Group, Register, Shelf
from subsidies.models import PublicIncome, SubsidyBudget

BUDGETS = Register(
    key="subsidy-budgets", model=SubsidyBudget, noun=_("subsidy budget"), nouns=_("Subsidy budgets"), shelf=Shelf.FIGURES,
    groups=(Group(_("Budget"), ("year", "amount_fen")), Group(_("Basis"), ("document",))),
    columns=("year", "amount_fen", "document"), searched=("document",), order=("-year", "pk"), fixed=frozenset({"year"}),
    units={"amount_fen": _("yuan")}, identity=("year",),
    help={"document": _("The budget or its adjustment, with its number; a correction stays beside what it corrects.")},
    synonyms={
        "year": ("年度", "预算年度"), "amount_fen": ("预算", "补贴预算", "预算金额"), "document": ("文件", "文号", "批复文号"),
    },
    records=("58 tiered subsidy",),
)
INCOMES = Register(
    key="public-incomes", model=PublicIncome, noun=_("public income"), nouns=_("Public incomes"), shelf=Shelf.FIRMS,
    groups=(Group(_("Income"), ("courtyard", "year", "amount_fen")), Group(_("Basis"), ("document",))),
    columns=("courtyard", "street", "year", "amount_fen", "document"), filters=("street",),
    searched=("courtyard__name", "courtyard__code", "document"), order=("-year", "courtyard__code", "pk"),
    fixed=frozenset({"courtyard", "year"}), units={"amount_fen": _("yuan")}, identity=("courtyard", "year"),
    help={
        "courtyard": _("Its code, such as 410104001-0001, or its name."),
        "amount_fen": _("Of parking on common ground, advertisements, leases; a scheme may deduct a share of it."),
    },
    synonyms={
        "year": ("年度", "收益年度"), "amount_fen": ("公共收益", "收益金额", "公共收益金额"),
        "document": ("文件", "公示文号", "依据"),
    },
    records=("58 tiered subsidy",),
)
REGISTERS = (BUDGETS, INCOMES)
