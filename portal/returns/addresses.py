"""Where the pages of monthly returns are, and which return, month and street an address names."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from governance.common.periods import Month
from governance.divisions.models import Street
from governance.returns import registry
from governance.returns.declarations import MonthlyReturn

# Before it nobody handed anything in here; a year of two digits is a slip.
FIRST = Month(2000, 1)


@dataclass(frozen=True)
class Place:
    """One page: a return, a month, a street."""

    form: MonthlyReturn
    month: Month
    street: Street

    @property
    def path(self) -> str:
        return of(self.form, self.month, self.street)

    @property
    def submit_path(self) -> str:
        return of(self.form, self.month, self.street, "submit")

    @property
    def decide_path(self) -> str:
        return of(self.form, self.month, self.street, "decide")

    @property
    def told(self) -> dict[str, Any]:
        """What every service of returns is told of it."""
        return {"district": self.street.district_id, "street": self.street.pk, "month": self.month}

    @property
    def name(self) -> str:
        return f"{self.form.title} {self.month}"


def of(form: MonthlyReturn, month: Month, street: Street, deed: str = "month") -> str:
    """The address of a month's page, or of a deed on it."""
    where = {"district": f"{street.district_id}", "form": form.key, "month": str(month), "street": street.code}
    return reverse(f"returns:return-{deed}", kwargs=where)


def form_for(request: Any, key: str) -> MonthlyReturn:
    """The return of an address. 404 for an unknown one, and for one whose register the person may not read."""
    found = registry.find(key)
    if found is None or not request.portal.may(f"{found.register}.read"):
        raise Http404
    return found


def place_for(request: Any, form: str, month: str, street: str) -> Place:
    """What the address names. 404 also for a month that can't be, and for a street out of sight."""
    found = form_for(request, form)
    try:
        asked = Month.parse(month)
    except ValueError:
        raise Http404 from None
    where = Street.objects.filter(district_id=request.portal.district.pk, code=street).first()
    if where is None or not FIRST <= asked <= Month.of(request.portal.clock.today):
        raise Http404
    return Place(found, asked, where)
