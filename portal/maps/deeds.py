"""From a courtyard of the map to what closes its gap, and to where its coordinates are entered."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.indicators.definitions import Indicator
from governance.registers import registry, values
from portal.maps.drawing import Spot
from portal.maps.states import State
from portal.registers.doors import may_write


class Closing:
    """The form in which an entry closes the gaps of an indicator, for the person who asks."""

    def __init__(self, request: Any, indicator: Indicator) -> None:
        register = registry.find(indicator.closed_by) if indicator.closed_by else None
        self.register = register if register and may_write(request, register) else None
        self.text = ""
        if self.register is None:
            return
        self.text = _("Enter: %(what)s") % {"what": self.register.noun}
        self.streets = request.portal.streets_for(f"{self.register.key}.write")
        self.form = reverse(
            "registers:record-create", kwargs={"district": request.portal.district.code, "key": self.register.key}
        )
        self.named = "courtyard" in values.of(self.register)

    def url(self, spot: Spot) -> str:
        """Where the gap is closed; empty where there is none, or the person may not."""
        if self.register is None or spot.state is not State.MISSING:
            return ""
        if self.streets is not None and spot.point.street_id not in self.streets:
            return ""
        return f"{self.form}?courtyard={spot.point.code}" if self.named else self.form


def placing(request: Any) -> bool:
    """Whether the person may enter coordinates here."""
    return may_write(request, registry.every()["courtyards"])
