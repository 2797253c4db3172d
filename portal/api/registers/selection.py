"""Which records of a register a list wants: time, place, search, the register's own filters."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q, QuerySet
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter

from governance.divisions.models import Street
from governance.people import clock
from governance.registers import references, values
from governance.registers.declarations import Register
from portal.api.parameters import Parameters
from portal.api.registers import rows
from portal.registers.lists import searched

LONGEST_ID = 18
Narrow = Callable[[QuerySet[Any]], QuerySet[Any]]


def has(register: Register, name: str) -> bool:
    """Whether the register's table has the column."""
    try:
        register.model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def filters(register: Register) -> list[values.Value]:
    """The register's own filters; its street is asked for like that of every list."""
    return [values.of(register)[name] for name in register.filters if name != "street"]


def read(register: Register, asked: Parameters) -> Narrow:
    """Reads the parameters that narrow a list; what it gives back narrows the rows and asks nothing yet."""
    wanted = _ids(asked) & (_place(register, asked) if has(register, "street") else Q())
    if has(register, "courtyard"):
        wanted &= _some("courtyard__code", asked.many("courtyard"))
    for value in filters(register):
        wanted &= _filter(asked, value)
    text, since = asked.text("q").strip(), _moment(asked)

    def narrow(found: QuerySet[Any]) -> QuerySet[Any]:
        found = found.filter(wanted)
        if text:
            found = searched(register, found, text)
        if since is not None:
            moments = rows.known_from(register)
            newest = Greatest(*moments) if len(moments) > 1 else moments[0]
            found = found.alias(newest=newest).filter(newest__gt=since)
        return found

    return narrow


def _place(register: Register, asked: Parameters) -> Q:
    """`within` and `street`, of a register whose records lie somewhere."""
    street, community, _called = asked.within()
    wanted = Q() if street is None else Q(street_id=street)
    if community is not None:
        wanted &= _in_community(register, community)
    return wanted & _street(asked)


def parameters(register: Register) -> list[OpenApiParameter]:
    """The same, for the document."""
    found = [
        OpenApiParameter("q", description="a part of a name or code"),
        OpenApiParameter("id", description="ids of records; comma list or repeated"),
        OpenApiParameter("updated_after", description="moment, ISO 8601: only records that changed after it"),
    ]
    if has(register, "street"):
        found += [
            OpenApiParameter("street", description="codes of streets; comma list or repeated"),
            OpenApiParameter("within", description="code of a street or community"),
        ]
    if has(register, "courtyard"):
        found.append(OpenApiParameter("courtyard", description="codes of courtyards; comma list or repeated"))
    for value in filters(register):
        if isinstance(value, values.Flag):
            found.append(OpenApiParameter(value.name, enum=["true", "false"]))
        elif value.field.is_relation:
            found.append(OpenApiParameter(value.name, description="codes; comma list or repeated"))
        else:
            words = [str(word) for word, _label in value.field.choices]
            found.append(OpenApiParameter(value.name, enum=words, description="one of these, or several; comma list or repeated"))
    return found


def _some(path: str, wanted: list[str]) -> Q:
    return Q(**{f"{path}__in": wanted}) if wanted else Q()


def _in_community(register: Register, community: int) -> Q:
    """A record lies in the community of its courtyard, or in its own; what has neither lies in none."""
    if has(register, "courtyard"):
        return Q(courtyard__community_id=community)
    return Q(community_id=community) if has(register, "community") else Q(pk__in=[])


def _ids(asked: Parameters) -> Q:
    given = asked.many("id")
    for text in given:
        if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_ID):
            asked.refuse("id", "invalid_value", _("“%(value)s” is not the id of a record.") % {"value": text}, text)
            return Q()
    return _some("pk", given)


def _street(asked: Parameters) -> Q:
    codes = asked.many("street")
    if not codes:
        return Q()
    there = Street.objects.filter(district_id=asked.portal.district.pk, code__in=codes)
    known: dict[str, int] = dict(there.values_list("code", "pk"))
    for code in codes:
        if code not in known:
            message = _("“%(code)s” is no street that you can see here.") % {"code": code}
            asked.refuse("street", "unknown_division", message, code)
    return Q(street_id__in=list(known.values()))


def _filter(asked: Parameters, value: values.Value) -> Q:
    if isinstance(value, values.Flag):
        flag = asked.flag(value.name)
        return Q() if flag is None else Q(**{value.path: flag})
    if isinstance(value, values.Reference):
        return _referenced(asked, value)
    return _some(value.path, asked.choices(value.name, [str(word) for word, _label in value.field.choices]) or [])


def _referenced(asked: Parameters, value: values.Reference) -> Q:
    """By the code of what the record refers to."""
    given = asked.many(value.name)
    if not given:
        return Q()
    code = next((path for path in references.paths(value.target) if path.endswith(("code", "uscc"))), "name")
    there = value.target._default_manager.filter(district_id=asked.portal.district.pk, **{f"{code}__in": given})
    known: dict[str, int] = dict(there.values_list(code, "pk"))
    for text in given:
        if text not in known:
            message = _("Nothing of the code “%(code)s” is in your sight here.") % {"code": text}
            asked.refuse(value.name, "unknown_value", message, text)
    return Q(**{f"{value.path}_id__in": list(known.values())})


def _moment(asked: Parameters) -> datetime | None:
    """`updated_after`, written like `as_of`."""
    text = asked.text("updated_after")
    try:
        return clock.parse({"as_of": text}, now=asked.portal.now).as_of if text else None
    except clock.ClockError as error:
        asked.refuse("updated_after", "invalid_date", error.message, error.value)
        return None
