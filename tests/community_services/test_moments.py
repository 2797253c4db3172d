"""Moments: typed in a form, said by a program, read from a clerk's sheet, and told again, always on the district's clocks."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from governance.common.periods import SHANGHAI
from governance.registers import registry, values
from governance.registers.entries import MomentField
from governance.spreadsheets import days, exporting
from governance.spreadsheets.columns import stored
from tests.community_services.test_laws import enter

MOMENT = datetime(2022, 7, 7, 8, 30, tzinfo=SHANGHAI)
READ = "2022-07-07 08:30"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (READ, MOMENT), ("2022-07-07T08:30", MOMENT), ("2022-07-07T08:30:00+08:00", MOMENT),
        ("2022-07-07T00:30:00Z", MOMENT), ("2022-07-07 00:00", datetime(2022, 7, 7, tzinfo=SHANGHAI)),
    ],
)
def test_a_form_takes_it_with_a_space_a_t_or_a_zone(typed, expected):
    assert MomentField().clean(typed) == expected


@pytest.mark.parametrize("typed", ["2022-07-07 25:00", "2022-02-30 08:30", "八点半", "0022-07-07 08:30", "2922-07-07 08:30"])
def test_a_form_refuses_what_is_none(typed):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        MomentField().clean(typed)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (datetime(2022, 7, 7, 8, 30), READ),
        (datetime(2022, 7, 7, 8, 29, 59, 999_900), READ),
        ("2022年7月7日8时30分", READ), ("2022.7.7 8：30", READ), ("２０２２／７／７　８:３０", READ), ("20220707 08:30", READ),
        ("2022年7月7日上午8:30", READ), ("2022-07-07 下午3:30", "2022-07-07 15:30"), ("2022-07-07 下午15:30", "2022-07-07 15:30"),
        ("2022-07-07 下午12:30", "2022-07-07 12:30"), ("2022-07-07 00:00", "2022-07-07 00:00"),
        ("2022年7月7日8点", "2022-07-07 08:00"),
    ],
)
def test_a_sheet_s_cell_is_read_to_the_minute(raw, text):
    assert days.moment(raw) == (text, "", "")


@pytest.mark.parametrize("raw", [datetime(2022, 7, 7, 8, 30, 45), "2022-07-07 08:30:45"])
def test_seconds_are_not_left_out_in_silence(raw):
    text, note, refusal = days.moment(raw)
    assert (text, refusal) == (READ, "") and note == "已略去秒数"


@pytest.mark.parametrize(
    "raw",
    [
        date(2022, 7, 7), "2022-07-07", "2022-1-118:30", "2022-07-07 24:00", "2022-07-07 08:60", "2022-07-07 08:30:99",
        "2022-02-30 08:30", "2022-07-07 上午12:30", "2022-07-07 下午0:30", "2022-07-07 下午24:10", "7月7日 8:30", 44749,
        44749.35, True, datetime(1022, 7, 7, 8, 30), datetime.max,
    ],
)
def test_a_cell_that_leaves_a_doubt_is_refused_with_words(raw):
    text, _note, refusal = days.moment(raw)
    assert text == "" and refusal


def test_it_is_shown_and_told_on_the_district_s_clocks(ground):
    register = registry.every()["repairs"]
    repair = enter("repairs", ground, {
        "courtyard": ground.courtyard, "category": "water", "reported_at": datetime(2022, 7, 7, 0, 30, tzinfo=UTC),
    })
    repair = register.model._default_manager.get(pk=repair.pk)
    adapters = values.of(register)
    assert isinstance(adapters["reported_at"], values.Moment)
    assert adapters["reported_at"].text(repair) == READ
    assert adapters["reported_at"].told(repair)["reported_at"].isoformat() == "2022-07-07T08:30:00+08:00"
    assert adapters["arrived_at"].text(repair) == values.EMPTY and adapters["arrived_at"].told(repair) == {"arrived_at": None}


def test_it_is_stored_alike_whatever_its_zone():
    assert stored(MOMENT) == stored(MOMENT.astimezone(UTC)) == "2022-07-07T00:30:00+00:00"


@pytest.mark.parametrize(
    ("at", "cell"),
    [(MOMENT, datetime(2022, 7, 7, 8, 30)), (MOMENT.replace(hour=0, minute=0), "2022-07-07 00:00")],
)
def test_a_sheet_that_is_taken_out_can_be_read_again(ground, at, cell):
    register = registry.every()["repairs"]
    repair = enter("repairs", ground, {"courtyard": ground.courtyard, "category": "water", "reported_at": at})
    with translation.override("zh-hans"):
        [column] = [c for c in exporting.columns_of(register, ["reported_at"]) if c.name == "reported_at"]
    assert column.cell(repair) == cell
    assert days.moment(column.cell(repair))[0] == f"{at:%Y-%m-%d %H:%M}"
