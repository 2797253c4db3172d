"""The only writers of applications: entered, checked off, handed on step by step, published, objected to, enrolled."""

from subsidies.services.applications.acting import act
from subsidies.services.applications.areas import confirm_area
from subsidies.services.applications.enrolling import enrol_application
from subsidies.services.applications.entering import Given, correct, enter
from subsidies.services.applications.materials import KEY, check_off, check_off_known, take_off
from subsidies.services.applications.objections import Lodged, lodge, reject_objection, uphold_objection
from subsidies.services.applications.publicity import Notice, publish
from subsidies.services.applications.tracking import tracked

__all__ = [
    "KEY", "Given", "Lodged", "Notice", "act", "check_off", "check_off_known", "confirm_area", "correct",
    "enrol_application", "enter", "lodge", "publish", "reject_objection", "take_off", "tracked", "uphold_objection",
]
