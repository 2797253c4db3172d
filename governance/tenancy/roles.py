"""The database role of the portal: it must be one that row-level security holds."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connections

QUESTION = """
    SELECT r.rolname, r.rolsuper, r.rolbypassrls,
           EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                   WHERE n.nspname IN ('public', 'history', 'asof') AND pg_has_role(r.oid, c.relowner, 'USAGE'))
    FROM pg_roles r WHERE r.rolname = current_user
"""


def demand_held_role(using: str = "default") -> None:
    """Raises ImproperlyConfigured unless the connection's role is neither owner, superuser nor BYPASSRLS."""
    with connections[using].cursor() as cursor:
        cursor.execute(QUESTION)
        name, superuser, bypass, owner = cursor.fetchone()
    reasons = [
        text
        for held, text in ((superuser, "a superuser"), (bypass, "allowed to bypass row-level security"),
                           (owner, "an owner of the tables"))
        if held
    ]
    if reasons:
        raise ImproperlyConfigured(
            f"The database role {name!r} is {' and '.join(reasons)}, so it could see every district. "
            "Point DATABASE_URL at the application role (yuanzhi_app) and keep the owner for OWNER_DATABASE_URL."
        )
