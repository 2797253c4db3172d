"""The only writers of forms: designing, releasing, retiring them, and keeping what was filled."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from governance.audit import locking, turns
from governance.audit.services import change
from governance.people.models import User
from governance.registers.declarations import Refused
from governance.reports import shares
from governance.reports.definitions import Definition, read
from governance.reports.filling import Filled, fill
from governance.reports.models import FormFilling, FormState, ReportForm
from governance.tenancy import scope


def design(*, district: int, data: Mapping[str, Any], by: User, reason: str) -> ReportForm:
    """A new form, as a draft. Raises Refused, HeldAlready."""
    definition = read(data)
    with change(district=district, by=by, reason=reason):
        turns.take(district, "governance.reports", "form")
        last = ReportForm.objects.filter(district_id=district, key__startswith="form-").order_by("-pk").first()
        number = int(last.key.removeprefix("form-")) + 1 if last else 1
        return ReportForm.objects.create(
            district_id=district, key=f"form-{number}", title=str(definition.title), subject=definition.subject,
            definition=dict(data),
        )


def revise(*, form: ReportForm, data: Mapping[str, Any], version: int, by: User, reason: str) -> ReportForm:
    """Changes a draft; of a released form it begins the next version. Raises Refused, StaleRecord (`version` of the row)."""
    definition = read(data)
    said = {"title": str(definition.title), "subject": definition.subject, "definition": dict(data)}
    with change(district=form.district_id, by=by, reason=reason):
        current = locking.lock(form, version=version)
        if current.state == FormState.DRAFT:
            for name, value in said.items():
                setattr(current, name, value)
            current.save()
            return current
        if current.state != FormState.RELEASED:
            raise Refused(_("Only a draft or the version in use can be changed."))
        if ReportForm.objects.filter(district_id=form.district_id, key=form.key, state=FormState.DRAFT).exists():
            raise Refused(_("Somebody else is working on the next version of this form."))
        return ReportForm.objects.create(
            district_id=form.district_id, key=form.key, version=current.version + 1, **said
        )


def release(*, form: ReportForm, version: int, by: User, reason: str) -> ReportForm:
    """Puts a draft in use; the version before it stays readable. Raises Refused, StaleRecord."""
    with change(district=form.district_id, by=by, reason=reason):
        current = locking.lock(form, version=version)
        if current.state != FormState.DRAFT:
            raise Refused(_("Only a draft can be released."))
        read(current.definition)
        for earlier in ReportForm.objects.filter(district_id=form.district_id, key=form.key, state=FormState.RELEASED):
            earlier.state = FormState.SUPERSEDED
            earlier.save()
        current.state = FormState.RELEASED
        current.save()
    return current


def retire(*, form: ReportForm, version: int, by: User, reason: str) -> ReportForm:
    """The form is no longer asked for; what was filled stays. Raises Refused, StaleRecord."""
    with change(district=form.district_id, by=by, reason=reason):
        current = locking.lock(form, version=version)
        if current.state not in (FormState.DRAFT, FormState.RELEASED):
            raise Refused(_("This version is not in use."))
        current.state = FormState.RETIRED
        current.save()
    return current


def keep_filling(
    *, filled: Filled, district: int, key: str, version: int, street: int | None, file_format: str, by: User
) -> FormFilling:
    """Notes that a form was filled and taken out. The same content for the same day and place is noted once."""
    digest = shares.digest(filled)
    kept = FormFilling.objects.filter(district_id=district, form=key, street=street).order_by("-pk")
    with scope.as_known_now():
        last = kept.first()
    if last is not None and (last.sha256, last.on, last.as_of, last.version) == (digest, filled.on, filled.as_of, version):
        return last
    share = shares.compare(filled, again(last, street=street) if last is not None else None)
    with scope.as_known_now(), change(district=district, by=by, reason=_("Form filled"), street=street):
        return FormFilling.objects.create(
            district_id=district, street_id=street, form=key, version=version, title=str(filled.definition.title)[:80],
            definition=dict(filled.definition.data), file_format=file_format, on=filled.on, as_of=filled.as_of,
            rows=len(filled.lines), cells=share.cells, cells_changed=share.changed, cells_again=share.again,
            cells_by_hand=share.by_hand, gaps=shares.gaps(filled), sha256=digest,
        )


def again(filling: FormFilling, *, street: int | None) -> Filled | None:
    """What was filled then, out of the records as they were known; None where its facts are no longer in the catalogue."""
    try:
        definition: Definition = read(filling.definition)
    except Refused:
        return None
    with scope.as_known_at(filling.as_of or filling.recorded_at):
        return fill(definition, district=filling.district_id, on=filling.on, as_of=filling.as_of, street=street)


def last_fillings(district: int) -> list[FormFilling]:
    """The latest filling of each form for each place: one statement."""
    rows = FormFilling.objects.filter(district_id=district).select_related("street", "change")
    return list(rows.order_by("form", "street_id", "-pk").distinct("form", "street_id"))
