"""The worker and its beat. A worker with a role that row-level security does not hold refuses to start."""

import os

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("yuanzhi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def refuse_unheld_role(**_: object) -> None:
    """Stops the worker before it takes its first task if its role could see every district."""
    from governance.tenancy import roles

    roles.demand_held_role()
