"""Divisions come from tables of the statistics bureau, or are added by hand (parks)."""

from collections.abc import Iterable
from dataclasses import dataclass

from governance.audit.services import change
from governance.divisions.models import Community, Street, StreetKind
from governance.divisions.reading import DivisionRow
from governance.people.models import User
from governance.tenancy.models import District


@dataclass(frozen=True)
class Imported:
    """How many divisions were new, renamed and left as they were."""

    added: int
    renamed: int
    unchanged: int


def create_district(*, district: int, name: str, by: User, reason: str, city: str = "", is_demo: bool = False) -> District:
    """A new tenant. The caller's scope must already name its code."""
    with change(district=district, by=by, reason=reason):
        return District.objects.create(id=district, name=name, city=city, is_demo=is_demo)


def import_divisions(*, district: int, rows: Iterable[DivisionRow], by: User, reason: str) -> Imported:
    """Adds and renames the streets and communities of one district; removes none. One transaction."""
    own = [row for row in rows if row.code.startswith(str(district)) and row.level != "county"]
    with change(district=district, by=by, reason=reason):
        streets = {s.code: s for s in Street.objects.filter(district_id=district)}
        communities = {c.code: c for c in Community.objects.filter(district_id=district)}
        new_streets = [
            Street(
                district_id=district, code=row.code, name=row.name, kind=_kind(row), has_local_code=row.has_local_code
            )
            for row in own
            if row.level == "street" and row.code not in streets
        ]
        streets |= {s.code: s for s in Street.objects.bulk_create(new_streets)}
        new_communities = [
            Community(district_id=district, street=streets[row.parent_code], code=row.code, name=row.name)
            for row in own
            if row.level == "community" and row.code not in communities
        ]
        Community.objects.bulk_create(new_communities)
        renamed = 0
        for row in own:
            known = (streets if row.level == "street" else communities).get(row.code)
            if known is not None and known.name != row.name:
                known.name = row.name
                known.save(update_fields=["name"])
                renamed += 1
    added = len(new_streets) + len(new_communities)
    return Imported(added=added, renamed=renamed, unchanged=len(own) - added - renamed)


def _kind(row: DivisionRow) -> str:
    if row.has_local_code:
        return StreetKind.PARK
    return StreetKind.TOWN if 100 <= int(row.code[6:9]) <= 399 else StreetKind.STREET
