"""Where the worker looks for the ground floor's tasks; each is defined in its room."""

from governance.jobs import tasks as jobs
from governance.quality import tasks as quality
from governance.seals import tasks as seals
from governance.spreadsheets import work as sheets
from governance.summaries import tasks as summaries

__all__ = ["jobs", "quality", "seals", "sheets", "summaries"]
