"""A household answers by its code: without a user, a session, a change or a scope; the database's two functions do it.

`portal.survey_asked` and `portal.survey_answer` stand in the district of the proven code for as long as they run, and give
back nothing but the questions, or a word. The request itself never sees a row (docs/adr on surveys).
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from governance.common import codes
from governance.tenancy import scope
from ratings.surveys.models import STEPS


class CodeWrong(Exception):
    """The code was mistyped, or never given out."""


class CodeUsed(Exception):
    """The code was given out, and is used or replaced by a newer slip."""


class SurveyNotOpen(Exception):
    """The code is good, but not today. `over`: its days are past; else they have not begun."""

    def __init__(self, *, over: bool, day: date | None = None) -> None:
        super().__init__(_("This survey takes no answers today."))
        self.over, self.day = over, day


class OverallMissing(ValueError):
    """Without the overall question an answer does not count, so it is asked for and the code stays good."""


def asked(*, code: str, today: date) -> dict[str, Any]:
    """What the holder of a code is asked: `title`, `opening`, `courtyard`, `district`, `questions`.

    Raises CodeWrong, CodeUsed or SurveyNotOpen.
    """
    if not codes.is_ours(code):
        raise CodeWrong
    [found] = scope.ask(scope.NOBODY, "SELECT portal.survey_asked(%s)", [codes.digest(code)]) or [None]
    if found is None:
        raise CodeUsed
    told: dict[str, Any] = json.loads(found) if isinstance(found, str) else found
    first, last = date.fromisoformat(told.pop("first")), date.fromisoformat(told.pop("until"))
    if told.pop("status") != "open" or today >= last:
        raise SurveyNotOpen(over=True)
    if today < first:
        raise SurveyNotOpen(over=False, day=first)
    return told


def answer(*, code: str, steps: Sequence[int | None], today: date) -> None:
    """Keeps the answer and uses up the code, in one transaction that nothing else is in.

    `steps` by position, 1 to 5 or None. Raises what `asked` raises, and OverallMissing.
    """
    told = asked(code=code, today=today)
    if len(steps) != len(told["questions"]) or any(step is not None and not 1 <= step <= STEPS for step in steps):
        raise ValueError("steps of another questionnaire")
    if steps[0] is None:
        raise OverallMissing
    values = [codes.digest(code), list(steps), today]
    [kept] = scope.ask(scope.NOBODY, "SELECT portal.survey_answer(%s, %s::smallint[], %s)", values) or [False]
    if not kept:
        raise CodeUsed
