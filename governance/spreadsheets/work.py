"""The worker's part of an import: what is too large to be answered at once is checked, taken over or undone there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.common.periods import day_of
from governance.jobs import runs
from governance.jobs.runs import Run
from governance.people.models import Membership, User
from governance.people.permissions import BY_ROLE
from governance.registers.declarations import Refused
from governance.spreadsheets import services
from governance.spreadsheets.models import ImportState, SheetImport
from governance.tenancy import scope

CHECK, COMMIT, UNDO = "imports.check", "imports.commit", "imports.undo"
# So many rows are answered at once; more of them the worker takes.
AT_ONCE = 2_000


@contextmanager
def standing(run: Run) -> Iterator[User]:
    """The scope of the person who asked: the streets in which they may write to the register still."""
    held = run.arguments["streets"]
    streets = None if held is None else tuple(held)
    with scope.enter(scope.Scope(districts=(run.district,), streets=streets, actor=run.actor)):
        user = User.objects.get(pk=run.actor)
        right = f"{run.arguments['register']}.write"
        today = day_of(run.now)
        held_now = Membership.objects.filter(user=user, district_id=run.district, valid_from__lte=today, valid_to__gt=today)
        if not any(right in BY_ROLE[membership.role] for membership in held_now):
            raise runs.Refused(_("The right to write to this register is no longer held."))
        yield user


def _found(run: Run) -> SheetImport:
    return SheetImport.objects.get(pk=run.arguments["import"])


@runs.handles(CHECK)
def check(run: Run) -> str:
    """Checks an import, a thousand rows a transaction; a worker that comes after a killed one begins again."""
    with standing(run) as by:
        found = _found(run)
        if found.state != ImportState.CHECKING:
            return _("checked already")

    @contextmanager
    def step() -> Iterator[Any]:
        with standing(run):
            yield

    services.check(sheet_import=found, by=by, now=run.now, step=step, tell=run.tell)
    n = found.counts["rows"]
    return ngettext("%(n)d row is checked", "%(n)d rows are checked", n) % {"n": n}


@runs.handles(COMMIT)
def commit(run: Run) -> str:
    """Takes an import over in one transaction; done twice, it is done once."""
    with standing(run) as by:
        found = _found(run)
        if found.state != ImportState.COMMITTING:
            return _("taken over already")
        options = {name: bool(run.arguments[name]) for name in ("confirmed", "leave_out")}
    run.tell(0, found.counts["rows"], _("Being written …"))
    try:
        with standing(run) as by:
            services.commit(sheet_import=found, by=by, reason=run.arguments["reason"], now=run.now, **options)
    except services.Outdated:
        return _again(run, _("Somebody changed the registers meanwhile. The rows were checked again: look at them once more."))
    except (services.Undecided, Refused) as refused:
        _settle(run, ImportState.CHECKED, str(refused.message))
        raise runs.Refused(str(refused.message)) from refused
    return _("The import is taken over.")


def _again(run: Run, message: str) -> str:
    with standing(run) as by:
        found = _found(run)
        services.check(sheet_import=found, by=by, now=run.now)
        services.tell(sheet_import=found, message=message)
    return message


def _settle(run: Run, state: str, message: str) -> None:
    with standing(run):
        services.tell(sheet_import=_found(run), message=message, state=state)


@runs.handles(UNDO)
def undo(run: Run) -> str:
    """Undoes an import in one transaction."""
    with standing(run) as by:
        found = _found(run)
        if found.state != ImportState.UNDOING:
            return _("undone already")
    try:
        with standing(run) as by:
            services.undo(sheet_import=found, by=by, reason=run.arguments["reason"])
    except services.StoodUpon as stood:
        message = _("Something newer stands on this import; nothing was undone.")
        _settle(run, ImportState.COMMITTED, message)
        raise runs.Refused(message) from stood
    return _("The import is undone.")
