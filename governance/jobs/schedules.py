"""What beat starts by the clock in Shanghai. An app declares its times beside its tasks; `install` writes them."""

from dataclasses import dataclass

from celery import current_app
from django.db import transaction
from django_celery_beat.models import CrontabSchedule, PeriodicTask

SHANGHAI = "Asia/Shanghai"


@dataclass(frozen=True)
class Schedule:
    """A task and when it runs, as crontab fields."""

    task: str
    minute: str = "*"
    hour: str = "*"
    day_of_month: str = "*"
    month_of_year: str = "*"


_declared: dict[str, Schedule] = {}


def declare(schedule: Schedule) -> None:
    """Adds a schedule; declaring a task again replaces its time."""
    _declared[schedule.task] = schedule


def install() -> list[str]:
    """Writes every declared schedule for beat and names them. Again: nothing new; one switched off stays off."""
    current_app.loader.import_default_modules()
    with transaction.atomic():
        for name, schedule in _declared.items():
            crontab, _ = CrontabSchedule.objects.get_or_create(
                minute=schedule.minute,
                hour=schedule.hour,
                day_of_month=schedule.day_of_month,
                month_of_year=schedule.month_of_year,
                day_of_week="*",
                timezone=SHANGHAI,
            )
            PeriodicTask.objects.update_or_create(name=name, defaults={"task": name, "crontab": crontab})
    return sorted(_declared)
