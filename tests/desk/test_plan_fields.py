"""The catalogue as forms: every field once, values as typed and read back, and what is refused."""

from decimal import Decimal
from typing import Any

import pytest

from cspdesk.desk.plan_fields import (
    Control,
    baseline_words,
    choice_words,
    control,
    field_name,
    groups,
    reads,
    target_words,
    text_of,
    value_of,
)
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Measure, Partnership, Placement, Plan, Priority, Series
from cspdesk.domain.unit import Unit

MEASURE = Measure.TABLE


@pytest.mark.parametrize(
    ("row_type", "hidden"),
    [
        (Partnership, {"id"}),
        (Plan, {"id", "position"}),
        (Priority, {"id", "position", "plan"}),
        (Measure, {"id", "position"}),
        (Placement, {"id", "position", "plan", "priority", "measure"}),
        (Series, {"id", "position", "measure"}),
    ],
)
def test_every_field_but_keys_and_places_stands_in_the_form_once(row_type: Any, hidden: set[str]) -> None:
    shown = [field.name for group in groups(row_type.TABLE) for field in group.fields]
    assert len(shown) == len(set(shown))
    assert set(shown) == {field.name for field in row_type.TABLE.fields} - hidden


def test_controls_follow_the_kind_of_a_field() -> None:
    wanted = {
        "title": Control.LINE,
        "definition": Control.TEXT,
        "unit": Control.CHOICE,
        "comparators": Control.CHOICES,
        "sensitive": Control.TICK,
        "decimals": Control.LINE,
    }
    assert {name: control(MEASURE.field(name)) for name in wanted} == wanted


def test_choices_and_names_are_plain_words() -> None:
    assert choice_words(MEASURE.field("adds_up"))[:2] == ("As the unit suggests", "Sum")
    assert field_name(MEASURE, MEASURE.field("stage")) == "Stage"
    assert field_name(Series.TABLE, Series.TABLE.field("label")) == "Name"


@pytest.mark.parametrize(
    ("name", "typed", "value", "shown"),
    [
        ("tolerance_amber", "5", Decimal(5), "5"),
        ("tolerance_amber", "2.50", Decimal("2.50"), "2.50"),
        ("tolerance_amber", "", None, ""),
        ("rate_per", "1,000", 1000, "1000"),
        ("decimals", " 2 ", 2, "2"),
    ],
)
def test_numbers_are_read_as_they_are_typed(name: str, typed: str, value: Any, shown: str) -> None:
    assert value_of(MEASURE, MEASURE.field(name), typed) == value
    assert text_of(value) == shown


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("decimals", "", "Decimals may not be empty. Type a whole number from 0 to 6."),
        ("decimals", "2.5", "'2.5' is no whole number for Decimals. Type a whole number from 0 to 6."),
        ("decimals", "l", "'l' is no whole number for Decimals. Type a whole number from 0 to 6."),
        ("rate_per", "1O00", "'1O00' is no whole number for Rate per. Type 1000."),
        ("lag", "13", "Lag cannot be 13; give a whole number from 0 to 12."),
        ("tolerance_green", "-1", "Tolerance green cannot be -1; give a number of 0 or more."),
        (
            "tolerance_green",
            "9" * 16,
            f"'{'9' * 16}' is no number that can be kept for Tolerance green. Type a number of 0 or more.",
        ),
    ],
)
def test_what_is_no_number_is_refused_with_the_mend(name: str, typed: str, said: str) -> None:
    with pytest.raises(RefusedError) as caught:
        value_of(MEASURE, MEASURE.field(name), typed)
    assert str(caught.value) == said


def test_periods_are_read_back_in_full() -> None:
    first = Plan.TABLE.field("first_year")
    assert value_of(Plan.TABLE, first, "2014-15") == Period.financial_year(2014)
    assert text_of(Period.financial_year(2014)) == "2014/15"
    assert reads(first, "2014-15") == "2014/15, Apr 2014 to Mar 2015"
    assert reads(Placement.TABLE.field("to_period"), "q4 2015/16") == "Quarter 4 2015/16, Jan to Mar 2016"
    assert reads(first, "31 February") == ""
    with pytest.raises(RefusedError, match=r"^First year cannot be Quarter 1 2014/15; give a year\.$"):
        value_of(Plan.TABLE, first, "Q1 2014/15")
    with pytest.raises(RefusedError, match=r"^'31 February' is not a period: write "):
        value_of(Plan.TABLE, first, "31 February")


@pytest.mark.parametrize(
    ("typed", "unit", "said"),
    [
        ("1,057", Unit.COUNT, "Read as 1,057"),
        ("9-15", Unit.PERCENT, "Read as a range, 9% to 15%"),
        ("5% below baseline", Unit.COUNT, "Read as 5% below baseline"),
        ("no more than last year", Unit.COUNT, "Read as no worse than last year"),
        ("40% over 4 years", Unit.COUNT, "Read as words; a figure in Read as makes it count"),
        ("TBC", Unit.COUNT, "Read as to be confirmed"),
        ("none", Unit.COUNT, "Read as no target"),
    ],
)
def test_a_target_is_read_back(typed: str, unit: Unit, said: str) -> None:
    assert target_words(typed, unit) == said


def test_a_baseline_is_read_back() -> None:
    assert baseline_words("46.5%", Unit.PERCENT) == "Read as 46.5%"
    assert baseline_words("5.3", Unit.RATE, 1000) == "Read as 5.3 per 1,000"
    assert baseline_words("n/a", Unit.COUNT) == "Read as not applicable"
