from datetime import date

import pytest
from django.utils import translation

from governance.divisions.models import Street
from governance.reports import shipped
from governance.reports.filling import fill

D2 = date(2022, 7, 7)


@pytest.fixture
def ledger(case, district_scope):
    """`ledger("firms")`: a shipped form filled for the reference case, in Chinese; `street=` by code."""

    def filled(key, on=D2, street=None, district=case):
        with district_scope(district), translation.override("zh-hans"):
            pk = Street.objects.get(code=street).pk if street else None
            return fill(shipped.every()[key].definition, district=district, on=on, street=pk)

    return filled


def column(filled, key):
    """The position of a fact in a form."""
    return next(at for at, one in enumerate(filled.columns) if one.fact is not None and one.fact.key == key)


def total(filled, key):
    return filled.total.values[column(filled, key)]


def values(filled, key):
    at = column(filled, key)
    return [line.values[at] for line in filled.lines]
