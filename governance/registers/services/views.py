"""Saved views of lists."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from governance.people.models import User
from governance.registers.declarations import Refused, Register
from governance.registers.models import SavedView


def save_view(
    register: Register, *, district: int, owner: User, name: str, query: str, is_shared: bool, is_default: bool
) -> SavedView:
    """Keeps a list under a name; the same name again replaces the view. Raises Refused for too long a query."""
    if len(query) > 1000:
        raise Refused(_("This view has too many filters to be kept."))
    mine = SavedView.objects.filter(district_id=district, register=register.key, owner=owner)
    try:
        with transaction.atomic():
            if is_default:
                mine.filter(is_default=True).update(is_default=False)
            view, _made = SavedView.objects.update_or_create(
                district_id=district, register=register.key, owner=owner, name=name,
                defaults={"owner_name": owner.name, "query": query, "is_shared": is_shared, "is_default": is_default},
            )
    except IntegrityError as error:
        raise Refused(_("Another window saved a view meanwhile. Try again."), "name") from error
    return view


def delete_view(*, view: SavedView, by: User) -> None:
    """Forgets a view. Only its owner may. Raises Refused."""
    if view.owner_id != by.pk:
        raise Refused(_("Only the person who saved a view can delete it."))
    view.delete()
