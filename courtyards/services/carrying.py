"""What goes on at the successor of a courtyard: the ties to others, and the buildings with what stands in them."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from psycopg2.extras import DateRange

from courtyards.models import Building, BuildingHead, Courtyard, CourtyardRecord, Station
from courtyards.services import endings
from courtyards.services.endings import Ending
from governance.registers import registry
from governance.registers.declarations import Refused, Shelf

# A committee was elected by its own residents, a covenant voted by its own owners: these end. A house stands.
STANDING = (Building, Station, BuildingHead)


class Carrier:
    """Begins records anew at the successor, from its first day until they would have ended."""

    def __init__(self, successor: Courtyard, on: date) -> None:
        self.successor, self.on = successor, on
        # The successor's own come first, whatever was carried before.
        self.has = {model for model in endings.dated() if self._own(model)}
        self.anew: dict[tuple[type[Any], int], Any] = {}

    def _own(self, model: type[CourtyardRecord]) -> bool:
        about: dict[str, Any] = {"district_id": self.successor.district_id, "courtyard": self.successor, "valid_to__gt": self.on}
        return model._default_manager.filter(**about).exists()

    def carry(self, row: Any, ending: Ending, until: date | None) -> Ending:
        """Tries to begin the record anew; the ending says whether it did, or why not."""
        register = registry.of_model(type(row))
        if register is None or not (register.shelf == Shelf.TIES or isinstance(row, STANDING)):
            return ending
        if type(row) in self.has and not isinstance(row, STANDING):
            return replace(ending, why_not=_("the successor has its own"))
        if set(endings.bodies_of(row).values()) - {self.successor.street_id}:
            return replace(ending, why_not=_("of another street"))
        made = self._copy(row, until)
        try:
            endings.put(register, made, None)
        except Refused as refused:
            return replace(ending, why_not=str(refused.message))
        self.anew[type(row), row.pk] = made
        return replace(ending, begins_anew=True)

    def _copy(self, row: Any, until: date | None) -> Any:
        """The record once more, about the successor; what it names of its old courtyard is named anew, or not at all."""
        given: dict[str, Any] = {}
        for field in row._meta.concrete_fields:
            if field.primary_key or field.generated:
                continue
            value = getattr(row, field.attname)
            if field.related_model and issubclass(field.related_model, CourtyardRecord) and value is not None:
                carried = self.anew.get((field.related_model, value))
                value = carried.pk if carried else None
            given[field.attname] = value
        # Service that runs on has started at the successor on its first day: it can't have before.
        started = given.get("started_on")
        if started is not None and started < self.on:
            given["started_on"] = self.on
        return type(row)(**given | {
            "courtyard_id": self.successor.pk, "street_id": self.successor.street_id, "valid": DateRange(self.on, until),
        })
