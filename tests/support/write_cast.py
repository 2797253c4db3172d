"""python -m tests.support.write_cast: writes the cast into the database of DATABASE_URL."""

import django

django.setup()

from tests.support.cast import building  # noqa: E402  (needs the apps loaded)

building.build()
