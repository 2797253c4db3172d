"""The portal's settings with a broker that hands a lost message out again after seconds."""

from config.settings import *  # noqa: F403

CELERY_BROKER_TRANSPORT_OPTIONS = {
    **CELERY_BROKER_TRANSPORT_OPTIONS,  # noqa: F405
    "visibility_timeout": 4,
    "unacked_restore_interval": 1,
}
