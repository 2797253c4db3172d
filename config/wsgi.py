"""The web process. It refuses to start with a database role that row-level security does not hold."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from governance.tenancy import roles  # noqa: E402  (needs the apps loaded)

roles.demand_held_role()
