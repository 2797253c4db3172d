"""What must hold for firms, their contracts and their returns, beyond what the database can demand."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from governance.quality.declarations import Act, Check, Remedy, Severity

_here = {"courtyard": "code"}
_own = partial(Check, app="property_firms")
_of_contracts = partial(_own, register="contracts")
_of_returns = partial(_own, register="fee-returns")

CHECKS = (
    _own(
        key="no-management-under-contract", register="three-no", severity=Severity.SERIOUS,
        title=_("Three-no states that contradict a contract"),
        sentence=_("%(firm)s serves this courtyard, yet property management is said to be missing. Correct the state."),
        remedy=Remedy("three-no", _("Correct the state"), Act.CORRECT), field="no_property_management",
    ),
    _own(
        key="managed-by-nobody", register="modes", severity=Severity.NOTABLE,
        title=_("Courtyards managed by a firm without a contract"),
        sentence=_("By its mode a firm manages this courtyard, and none is contracted. Enter the contract, or correct the mode."),
        remedy=Remedy("contracts", _("Enter the contract"), known=_here), field="mode",
    ),
    _of_contracts(
        key="contract-without-fee", severity=Severity.NOTABLE, title=_("Contracts without a fee"),
        sentence=_("The fee of this contract is missing. Enter it in yuan for one ㎡ and month."),
        remedy=Remedy("contracts", _("Enter the fee"), Act.CORRECT), field="fee_yuan_per_m2_month",
    ),
    _of_contracts(
        key="service-not-started", severity=Severity.NOTABLE, title=_("Contracts whose service has not started"),
        sentence=_("It is contracted since %(day)s, and nobody says when the service started. Enter the day."),
        remedy=Remedy("contracts", _("Enter the start"), Act.CORRECT), field="started_on",
    ),
    _own(
        key="uscc-check-character", register="firms", severity=Severity.NOTABLE,
        title=_("Firms whose credit code does not check"),
        sentence=_("The last character of %(code)s should be %(right)s. Compare it with the licence."),
        remedy=Remedy("firms", _("Correct the code"), Act.CORRECT), field="uscc",
    ),
    _of_returns(
        key="more-households-than-there-are", severity=Severity.NOTABLE,
        title=_("Fee returns with more households than there are"),
        sentence=_("Up to %(day)s, %(liable)s households are liable; the courtyard has %(households)s. Correct the wrong one."),
        remedy=Remedy("fee-returns", _("Correct the return"), Act.CORRECT), field="households_liable",
    ),
    _of_returns(
        key="collection-jump", severity=Severity.HINT, title=_("Fee returns whose rate jumps"),
        sentence=_("Up to %(day)s %(now)s %% were collected, in the period before %(before)s %%. Check the amounts."),
        remedy=Remedy("fee-returns", _("Check the return"), Act.CORRECT), field="received_fen",
    ),
)
