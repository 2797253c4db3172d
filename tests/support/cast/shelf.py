"""Builders of what the shelf keeps beside the records."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from courtyards.models import Courtyard
from governance.dashboards.models import DashboardArrangement
from governance.indicators.models import IndicatorVariant
from governance.people.models import ApiToken
from governance.quality.models import QualityCount, QualityException
from governance.registers.models import (
    Attachment,
    AttachmentContent,
    BinEntry,
    Disclosure,
    ExportLog,
    GivenAnswer,
    SavedView,
)
from governance.reports.models import FormFilling, FormState, ReportForm
from governance.returns.models import ReturnSubmission, SubmissionState
from governance.summaries.models import SummaryState, SummaryYear
from governance.targets.models import FigureTarget
from tests.support.cast.places import Place, builds

MOMENT = datetime(2021, 5, 1, tzinfo=UTC)


@builds(SavedView)
def view(place: Place) -> dict[str, Any]:
    return {
        "owner": place.by, "owner_name": place.by.name, "register": "courtyards", "name": f"View{place.mark}",
        "query": "three_no=yes",
    }


@builds(BinEntry)
def bin_entry(place: Place) -> dict[str, Any]:
    return {
        "register": "building-heads", "record_id": 999_999, "label": f"Binned{place.mark}", "versions": [],
        "removed_by_name": place.by.name, "removed_at": MOMENT, "reason": "cast of the tests",
    }


@builds(ReturnSubmission)
def submission(place: Place) -> dict[str, Any]:
    return {
        "form": "fee-returns", "month": date(2020, 6, 1), "state": SubmissionState.RETURNED, "submitted_by": place.by,
        "submitted_by_name": place.by.name, "submitted_at": MOMENT, "comment": f"Comment{place.mark}",
        "decided_by": place.by, "decided_by_name": place.by.name, "decided_at": MOMENT,
    }


@builds(Attachment)
def attachment(place: Place) -> dict[str, Any]:
    of = place.built[Courtyard].pk if Courtyard in place.built else 1
    return {
        "register": "courtyards", "record_id": of, "name": f"File{place.mark}.pdf", "media_type": "application/pdf",
        "size": 4, "sha256": "0" * 64,
    }


@builds(AttachmentContent)
def content(place: Place) -> dict[str, Any]:
    return {"attachment_id": place.mine(Attachment).pk, "content": f"%PDF{place.mark}".encode()}


@builds(Disclosure)
def disclosure(place: Place) -> dict[str, Any]:
    return {"register": "building-heads", "record_id": 1, "field": f"name{place.mark}"}


@builds(ExportLog)
def export_log(place: Place) -> dict[str, Any]:
    return {
        "register": "building-heads", "file_format": "xlsx", "query": f"q={place.mark}", "on": date(2021, 5, 1), "rows": 3,
        "columns": ["name"],
    }


@builds(GivenAnswer)
def given_answer(place: Place) -> dict[str, Any]:
    return {
        "token": place.mine(ApiToken), "key": f"key{place.mark}", "request_digest": "0" * 64, "status": 201, "body": "{}"
    }


@builds(QualityException)
def quality_exception(place: Place) -> dict[str, Any]:
    of = place.built[Courtyard].pk if Courtyard in place.built else 999_999
    return {
        "check_key": "three-no-without-state", "register": "courtyards", "record_id": of, "label": f"Excepted{place.mark}",
        "reason": f"Reason{place.mark}", "accepted_by_name": place.by.name, "accepted_at": MOMENT,
    }


@builds(QualityCount)
def quality_count(place: Place) -> dict[str, Any]:
    return {"day": MOMENT.date(), "check_key": "three-no-without-state", "found": 1, "accepted": 0}


@builds(SummaryState)
def summary_state(place: Place) -> dict[str, Any]:
    difference = {"indicator": f"Differs{place.mark}", "population": "all", "on": "2021-05-01", "summary": [1, 2], "live": [2, 2]}
    return {
        "data_version": -1, "definitions": "", "as_of": MOMENT, "snapshot": "1:1:", "last_year": 2021,
        "differences": [difference | {"days": 1}], "differed_at": MOMENT,
    }


@builds(SummaryYear)
def summary_year(place: Place) -> dict[str, Any]:
    return {
        "indicator": f"indicator{place.mark}", "population": "all", "year": 2021, "opening_numerator": 1,
        "opening_denominator": 1, "days": [MOMENT.date()], "numerators": [2], "denominators": [2],
    }


FORM = {
    "subject": "committees", "columns": [{"fact": "name"}, {"fact": "members"}], "group_by": ["street"],
}


@builds(ReportForm)
def report_form(place: Place) -> dict[str, Any]:
    return {
        "key": f"form-{place.district}{place.number}", "state": FormState.RELEASED, "title": f"Form{place.mark}",
        "subject": "committees", "definition": {**FORM, "title": f"Form{place.mark}"},
    }


@builds(FormFilling)
def form_filling(place: Place) -> dict[str, Any]:
    return {
        "form": f"form-{place.district}{place.number}", "version": 1, "title": f"Filled{place.mark}",
        "definition": {**FORM, "title": f"Form{place.mark}"}, "file_format": "xlsx", "on": date(2021, 5, 1), "rows": 1,
        "cells": 2, "cells_changed": 0, "cells_again": 0, "cells_by_hand": 0, "gaps": 0, "sha256": "0" * 64,
    }


@builds(IndicatorVariant)
def indicator_variant(place: Place) -> dict[str, Any]:
    return {
        "key": f"I2-{place.number + 1}", "version": 1, "of": "self_governance_coverage", "label_zh": f"Variant{place.mark}",
        "label_en": f"Variant{place.mark}", "why_zh": "why", "why_en": "why", "population": "all",
        "in_force_from": date(2021, 1, 1),
    }


@builds(FigureTarget)
def target(place: Place) -> dict[str, Any]:
    return {
        "indicator": "covenant_coverage", "population": "all", "value": Decimal("90.00"), "due_on": date(2021, 12, 31),
        "document": f"Target{place.mark}",
    }


@builds(DashboardArrangement)
def arrangement(place: Place) -> dict[str, Any]:
    return {"role": "auditor", "panels": ["rates", "heat"], "indicators": ["covenant_coverage"]}
