"""What the database refuses, said in the words of the constraint that refused it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import DatabaseError, IntegrityError, models, transaction
from django.utils.translation import gettext as _

from governance.registers.declarations import Refused, Register


@contextmanager
def in_words(register: Register) -> Iterator[None]:
    """Turns a refusal of the database into Refused; nothing of the block is written then."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise _refusal(register, error) from error
    except DatabaseError as error:
        # 42501: row-level security held; the row would have stood in another street or district.
        if getattr(error.__cause__, "pgcode", "") == "42501":
            raise Refused(_("This lies outside your own street or district.")) from error
        raise


def _refusal(register: Register, error: IntegrityError) -> Refused:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    for model in (register.model, *([register.base_model] if register.base else [])):
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return Refused(message_of(constraint), beside(constraint))
    if name.endswith("_ref"):
        return Refused(_("This belongs to another street than the record."), name.split("_")[-2])
    return Refused(_("The record can't stand like this beside the others (%(rule)s).") % {"rule": name or "?"})


def message_of(constraint: models.BaseConstraint) -> Any:
    if constraint.violation_error_message != constraint.default_violation_error_message:
        return constraint.violation_error_message
    return _("Another record of this kind stands in the register already.")


def beside(constraint: models.BaseConstraint) -> str:
    """The field at which the message stands: the one that a person would change."""
    if isinstance(constraint, ExclusionConstraint):
        return "valid"
    if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
        return constraint.fields[-1]
    return ""
