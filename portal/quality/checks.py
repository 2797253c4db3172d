"""What must hold between firms and the Party's organisations, which know nothing of each other."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from governance.quality.declarations import Check, Remedy, Severity

_of_firms = partial(Check, app="portal", register="firms")

CHECKS = (
    _of_firms(
        key="firm-without-organisation", severity=Severity.SERIOUS,
        title=_("Firms with three Party members without an organisation"),
        sentence=_("It has %(members)s Party members and no Party organisation. Found one, and enter it."),
        remedy=Remedy(
            "party-organisations", _("Enter the organisation"), known={"unit": "code"},
            given={"standing": "firm", "kind": "branch"},
        ),
    ),
    _of_firms(
        key="firm-without-party-work", severity=Severity.NOTABLE,
        title=_("Firms without a Party organisation or an instructor"),
        sentence=_("No Party organisation stands in this firm, and no instructor is sent to it. Send one, and enter it."),
        remedy=Remedy("instructors", _("Send an instructor"), known={"unit": "code"}),
    ),
)
