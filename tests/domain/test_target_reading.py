from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.target_reading import TargetKind, TargetReading, read_target
from cspdesk.domain.unit import Unit


def number(value: str) -> TargetReading:
    return TargetReading(TargetKind.NUMBER, Decimal(value), Decimal(value))


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("125", Unit.COUNT, "125"),
        ("1,068 offences", Unit.COUNT, "1068"),
        ("90%", Unit.PERCENT, "90"),
        ("at least 90%", Unit.PERCENT, "90"),
        ("≥ 90%", Unit.PERCENT, "90"),
        ("90% or more", Unit.PERCENT, "90"),
        ("no more than 40", Unit.COUNT, "40"),
        ("£5,000", Unit.MONEY, "5000"),
    ],
)
def test_numbers(typed: str, unit: Unit, value: str) -> None:
    assert read_target(typed, unit) == number(value)


@pytest.mark.parametrize(
    ("typed", "unit", "low", "high"),
    [
        ("9-15%", Unit.PERCENT, "9", "15"),
        ("46% - 53%", Unit.PERCENT, "46", "53"),
        ("46%–53%", Unit.PERCENT, "46", "53"),
        ("9% to 15%", Unit.PERCENT, "9", "15"),
        ("between 9 and 15", Unit.COUNT, "9", "15"),
        ("1,000 to 2,000", Unit.COUNT, "1000", "2000"),
    ],
)
def test_ranges(typed: str, unit: Unit, low: str, high: str) -> None:
    assert read_target(typed, unit) == TargetReading(TargetKind.RANGE, Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("typed", "change", "against"),
    [
        ("5% below baseline", "-5", "baseline"),
        ("5% below the baseline", "-5", "baseline"),
        ("10% above last year", "10", "last year"),
        ("5% reduction on last year", "-5", "last year"),
        ("reduce by 2.5% against the baseline", "-2.5", "baseline"),
        ("no more than last year", "0", "last year"),
        ("no fewer than previous year", "0", "last year"),
    ],
)
def test_relative_targets(typed: str, change: str, against: str) -> None:
    expected = TargetReading(TargetKind.RELATIVE, change=Decimal(change), against=against)
    assert read_target(typed, Unit.COUNT) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "40% over 4 years",
        "over 4 years",
        "Maintain a 90% level in client satisfaction",
        "from 70 to 310 cases (by 25 in year 1)",
        "To be reviewed on a six monthly basis",
        "10 fewer than last year",
    ],
)
def test_text_targets_are_not_doubted(typed: str) -> None:
    assert read_target(typed, Unit.PERCENT) == TargetReading(TargetKind.TEXT)


@pytest.mark.parametrize("typed", ["15-9%", "1O5", "9" * 20, "1,20,4", "(5)"])
def test_what_was_meant_as_a_figure_is_doubted(typed: str) -> None:
    found = read_target(typed, Unit.PERCENT)
    assert found.kind is TargetKind.TEXT
    assert "kept as text" in found.doubt


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("TBC", TargetKind.TO_BE_CONFIRMED),
        ("To be confirmed", TargetKind.TO_BE_CONFIRMED),
        ("To be set 2014/5", TargetKind.TO_BE_CONFIRMED),
        ("N/A", TargetKind.NOT_APPLICABLE),
        ("", TargetKind.NONE),
        ("-", TargetKind.NONE),
        ("monitor only", TargetKind.NONE),
    ],
)
def test_words(typed: str, kind: TargetKind) -> None:
    for unit in (Unit.COUNT, Unit.PERCENT, Unit.TEXT):
        assert read_target(typed, unit) == TargetReading(kind)


def test_the_cyrillic_letter_of_a_real_report_is_to_be_confirmed() -> None:
    for typed in ("Т", "ТВС"):
        found = read_target(typed, Unit.COUNT)
        assert found.kind is TargetKind.TO_BE_CONFIRMED
        assert "another alphabet" in found.doubt
    assert read_target("T", Unit.COUNT).kind is TargetKind.TEXT


def test_a_percentage_is_no_target_for_a_count() -> None:
    for typed in ("62%", "9-15%"):
        assert read_target(typed, Unit.COUNT).kind is TargetKind.TEXT
        assert "percentage" in read_target(typed, Unit.COUNT).doubt


@given(
    st.text(st.characters(), max_size=60) | st.text("0123456789-%., to<£Т", max_size=30),
    st.sampled_from(Unit),
)
def test_any_text_is_read(typed: str, unit: Unit) -> None:
    found = read_target(typed, unit)
    has_numbers = found.kind in {TargetKind.NUMBER, TargetKind.RANGE}
    assert (found.low is not None) == (found.high is not None) == has_numbers
    assert (found.change is not None) == (found.against != "") == (found.kind is TargetKind.RELATIVE)
    if found.low is not None and found.high is not None:
        assert found.low <= found.high
