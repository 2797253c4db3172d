"""The firms on the black list, where a scheme asks for them."""

from governance.common.periods import Month
from property_firms.services import credit


def black_listed(district: int, month: Month) -> list[int]:
    """The ids of the firms on the black list on the first day of the month; none where no rules of credit are in force."""
    try:
        listed = credit.credits(district, month.first)
    except credit.NoRulesInForce:
        return []
    return [one.firm.pk for one in listed if one.credit.is_black]
