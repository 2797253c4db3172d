"""What a page of versions is about: a scheme of the subsidies, or a standard of the stars."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any, Generic, TypeVar

from django.http import Http404
from django.urls import reverse

from governance.versions.models import Versioned

V = TypeVar("V", bound=Versioned)
Data = Mapping[str, Any]


@dataclass(frozen=True)
class Kind(Generic[V]):
    """`name` is that of its permissions, addresses and forms; the rest is how its part does what the pages ask."""

    name: str
    model: type[V]
    faults: type[Exception]
    files: ModuleType
    import_page: str
    data_of: Callable[[V], Data]
    examples: Collection[str]
    example: Callable[[str], Data]
    # What a draft from an example says anew on a day.
    anew: Callable[[date], Data]
    draft: Callable[..., V]
    begin_next: Callable[..., V]
    check: Callable[..., V]
    release: Callable[..., V]
    discard: Callable[..., None]
    # Sentences for what was begun and released.
    begun: Any
    released: Any

    def find(self, request: Any, pk: int) -> V:
        """A version of the district. 404 for a missing and for a foreign one."""
        rows: Any = self.model._default_manager
        found: V | None = rows.filter(district_id=request.portal.district.pk, pk=pk).first()
        if found is None:
            raise Http404
        return found

    def of(self, request: Any, page: str, **where: Any) -> str:
        """The address of one of its pages."""
        return reverse(f"{self.name}s:{page}", kwargs={"district": request.portal.district.code, **where})

    def page_of(self, request: Any, page: str, version: V) -> str:
        """The address of a page of one version: `detail`, `edit`."""
        return self.of(request, f"{self.name}-{page}", **{self.name: version.pk})

    def may(self, request: Any, verb: str) -> bool:
        """The past can only be read."""
        return bool(request.portal.may(f"{self.name}.{verb}") and not request.portal.clock.is_past)
