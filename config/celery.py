"""The worker and its beat. A worker with a role that row-level security does not hold refuses to start."""

import os

from celery import Celery
from celery.signals import worker_init
from kombu.transport.redis import Channel

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# Celery 5.7.0 takes a lost connection apart before it closes it, and closing would give back what a task under way has not
# acknowledged over a connection without an address: the worker would end. What was under way is told again by the relay.
Channel.do_restore = False

app = Celery("yuanzhi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def refuse_unheld_role(**_: object) -> None:
    """Stops the worker before it takes its first task if its role could see every district."""
    from governance.tenancy import roles

    roles.demand_held_role()
