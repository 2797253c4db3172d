"""The registers of firms: who serves which courtyard, what they collect, how they behave."""

from django.utils.translation import gettext_lazy as _

from governance.registers.declarations import Group, Register, Shelf
from property_firms import models
from property_firms.services import laws

_time = Group(_("Time"), ("valid",))
_courtyard = {"courtyard": _("Its code, such as 410104001-0001, or its name.")}

FIRMS = Register(
    key="firms", model=models.Firm, noun=_("firm"), nouns=_("Firms"), shelf=Shelf.FIRMS, base="unit",
    groups=(
        Group(_("Firm"), ("name", "uscc", "kind", "street", "legal_representative", "phone")),
        Group(_("People"), ("staff", "party_members")),
        Group(_("Active in the district"), ("valid",)),
    ),
    columns=("name", "uscc", "kind", "street", "staff", "party_members"), filters=("kind", "street"),
    searched=("unit__name", "unit__uscc", "unit__name_pinyin"), order=("unit__name_pinyin", "pk"),
    natural_key="unit__uscc", shared=True, required=frozenset({"uscc"}), fixed=frozenset({"street"}),
    help={"uscc": _("18 digits and capital letters"),
          "street": _("Only for a street platform firm; a market firm belongs to the whole district.")},
    bulk=("staff",), doubts=laws.doubt_firm, prepare=laws.prepare_firm,
    records=("28 property service firm", "30 street platform company", "31 market property firm", "R10"),
)
CONTRACTS = Register(
    key="contracts", model=models.ServiceContract, noun=_("service contract"), nouns=_("Service contracts"),
    shelf=Shelf.TIES,
    groups=(
        Group(_("Contract"), ("courtyard", "firm", "fee_yuan_per_m2_month")),
        Group(_("Term and service"), ("valid", "started_on", "replaced_by")),
    ),
    columns=("courtyard", "firm", "street", "fee_yuan_per_m2_month", "started_on", "valid"), filters=("street",),
    searched=("courtyard__name", "courtyard__code", "firm__unit__name"), fixed=frozenset({"courtyard", "firm"}),
    untyped=frozenset({"replaced_by"}), units={"fee_yuan_per_m2_month": _("yuan/㎡/month")}, help=_courtyard,
    bulk=("fee_yuan_per_m2_month", "started_on"), prepare=laws.prepare_contract, records=("29 firm's project", "R9"),
)
FEE_RETURNS = Register(
    key="fee-returns", model=models.FeeReturn, noun=_("fee return"), nouns=_("Fee returns"), shelf=Shelf.FIRMS,
    groups=(
        Group(_("Return"), ("courtyard", "firm", "period")),
        Group(_("By amount"), ("receivable_fen", "received_fen")),
        Group(_("By household"), ("households_liable", "households_paid")),
    ),
    columns=("courtyard", "firm", "street", "period", "receivable_fen", "received_fen", "households_liable", "households_paid"),
    filters=("street",), searched=("courtyard__name", "courtyard__code", "firm__unit__name"),
    grid=("courtyard", "firm", "period", "receivable_fen", "received_fen", "households_liable", "households_paid"),
    fixed=frozenset({"courtyard", "firm"}), help=_courtyard, units={"receivable_fen": _("yuan"), "received_fen": _("yuan")},
    prepare=laws.prepare_fee_return, leave=laws.leave_fee_return,
    records=("67 fee collection", "69 property fee"),
)
INCOME_RETURNS = Register(
    key="income-returns", model=models.IncomeReturn, noun=_("income return"), nouns=_("Income returns"),
    shelf=Shelf.FIRMS,
    groups=(Group(_("Return"), ("firm", "measure", "period", "amount_fen")),),
    columns=("firm", "measure", "period", "amount_fen"), filters=("measure",),
    searched=("firm__unit__name",), fixed=frozenset({"firm"}), units={"amount_fen": _("yuan")},
    shared=True, prepare=laws.prepare_income_return, records=("67 turnover and income",),
)
CREDIT_EVENTS = Register(
    key="credit-events", model=models.CreditEvent, noun=_("credit event"), nouns=_("Credit events"), shelf=Shelf.FIRMS,
    groups=(
        Group(_("Event"), ("firm", "kind", "item", "description", "happened_on", "evidence")),
        Group(_("Notice and appeal"), ("notified_on", "appealed_on", "appeal", "appeal_decided_on")),
        Group(_("Publication"), ("published_on",)),
    ),
    columns=("firm", "kind", "item", "description", "happened_on", "appeal", "published_on"), filters=("kind", "appeal"),
    searched=("firm__unit__name", "description", "item"), fixed=frozenset({"firm"}), bulk=("published_on", "notified_on"),
    help={"item": _("The code of an item of the credit rules, such as B1.")},
    prepare=laws.prepare_credit_event, records=("60 firm credit evaluation",),
)
REGISTERS = (FIRMS, CONTRACTS, FEE_RETURNS, INCOME_RETURNS, CREDIT_EVENTS)
