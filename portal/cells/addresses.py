"""Where the records behind a figure have their pages."""

from typing import Any

from django.urls import reverse

from governance.indicators import registry
from governance.indicators.definitions import Indicator

# Records whose pages are addressed by their code.
BY_CODE = {"courtyards": ("registers:courtyard-detail", "code"), "firms": ("registers:firm-detail", "uscc")}
# Members that stand in no register: reports of periods, whose code is `2021Q4/410104001`.
REPORTS = "period-reports"


def of_member(indicator: Indicator, pk: int, code: str, district: str, query: str = "") -> str:
    """The address of a member's page, in the time that `query` says; empty for one that has none (a firm without a code)."""
    key = registry.register_of(indicator)
    kwargs: dict[str, Any] = {"district": district}
    if key == REPORTS:
        name = "seals:period-report"
        kwargs["period"], _slash, kwargs["place"] = code.partition("/")
    elif key in BY_CODE:
        name, parameter = BY_CODE[key]
        if not code:
            return ""
        kwargs[parameter] = code
    else:
        name = "registers:record-detail"
        kwargs |= {"key": key, "record": pk}
    url = reverse(name, kwargs=kwargs)
    return f"{url}?{query}" if query else url


def of_record(key: str, pk: int, district: str) -> str:
    """The address of a record by its id, where its register has such pages; empty for courtyards and firms."""
    if key in (*BY_CODE, REPORTS):
        return ""
    return reverse("registers:record-detail", kwargs={"district": district, "key": key, "record": pk})
