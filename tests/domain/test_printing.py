from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.printing import (
    change,
    figure,
    half_up,
    long_date,
    percent,
    percent_change,
    reading_text,
)
from cspdesk.domain.reading import State, read
from cspdesk.domain.unit import Unit


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("62.5", 0, "63"),
        ("61.5", 0, "62"),
        ("-62.5", 0, "-63"),
        ("47.75", 0, "48"),
        ("-0.4", 0, "0"),
        ("2.25", 1, "2.3"),
    ],
)
def test_halves_go_up(value: str, decimals: int, printed: str) -> None:
    assert str(half_up(Decimal(value), decimals)) == printed


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "printed"),
    [
        ("1440", Unit.COUNT, 0, "1,440"),
        ("62", Unit.PERCENT, 0, "62%"),
        ("62.5", Unit.PERCENT, 1, "62.5%"),
        ("62.5", Unit.PERCENT, 0, "63%"),
        ("5000", Unit.MONEY, 0, "£5,000"),
        ("-5000", Unit.MONEY, 0, "−£5,000"),
        ("-12", Unit.COUNT, 0, "−12"),
        ("1E+3", Unit.COUNT, 0, "1,000"),
        ("14", Unit.DAYS, 0, "14"),
        ("999999999999999.5", Unit.COUNT, 0, "1,000,000,000,000,000"),
    ],
)
def test_figures(value: str, unit: Unit, decimals: int, printed: str) -> None:
    assert figure(Decimal(value), unit, decimals) == printed


def test_a_rate_says_per_what() -> None:
    assert figure(Decimal("5.25"), Unit.RATE, 1, 1000) == "5.3 per 1,000"
    assert figure(Decimal("5.25"), Unit.RATE, 1) == "5.3"


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "printed"),
    [
        ("294", Unit.COUNT, 0, "+294"),
        ("-12", Unit.COUNT, 0, "−12"),
        ("0", Unit.COUNT, 0, "0"),
        ("-0.2", Unit.COUNT, 0, "0"),
        ("16", Unit.PERCENT, 0, "+16 points"),
        ("-1", Unit.PERCENT, 0, "−1 point"),
        ("0", Unit.PERCENT, 0, "0 points"),
        ("-500", Unit.MONEY, 0, "−£500"),
    ],
)
def test_changes(value: str, unit: Unit, decimals: int, printed: str) -> None:
    assert change(Decimal(value), unit, decimals) == printed


# Now and a year before; 2.1, 2.2 and service requests of a real year-end report.
@pytest.mark.parametrize(
    ("new", "old", "printed"),
    [
        (673, 563, "19.5%"),
        (326, 260, "25.4%"),
        (1440, 1146, "25.7%"),
        (336, 192, "75.0%"),
        (39, 24, "62.5%"),
        (4311, 4374, "−1.4%"),
        (2203, 2318, "−5.0%"),
        (5, 5, "0.0%"),
    ],
)
def test_percentage_changes(new: int, old: int, printed: str) -> None:
    found = percent_change(Decimal(new), Decimal(old))
    assert found is not None
    assert percent(found) == printed


def test_a_change_from_nought_has_no_percentage() -> None:
    assert percent_change(Decimal(5), Decimal(0)) is None


def test_a_date_in_full() -> None:
    assert long_date(date(2016, 3, 31)) == "31 March 2016"


@pytest.mark.parametrize(
    ("typed", "unit", "decimals", "printed"),
    [
        ("12, 469", Unit.COUNT, 0, "12,469"),
        ("531 offences", Unit.COUNT, 0, "531"),
        ("1,204p", Unit.COUNT, 0, "1,204 (provisional)"),
        ("1,204 [f]", Unit.COUNT, 0, "1,204 (forecast)"),
        ("55% (12 of 22)", Unit.PERCENT, 0, "55% (12 of 22)"),
        ("12 of 22", Unit.PERCENT, 1, "54.5% (12 of 22)"),
        ("12 of 22 [r]", Unit.PERCENT, 0, "55% (12 of 22), revised"),
        ("12 [u]", Unit.COUNT, 0, "12 (low reliability)"),
        ("£5k", Unit.MONEY, 0, "£5,000"),
        ("na", Unit.COUNT, 0, "na"),
        (" late: police, 24 May ", Unit.COUNT, 0, "late: police, 24 May"),
        ("Discontinued – Replaced by another", Unit.COUNT, 0, "Discontinued – Replaced by another"),
    ],
)
def test_cells(typed: str, unit: Unit, decimals: int, printed: str) -> None:
    assert reading_text(read(typed, unit), typed, unit, decimals) == printed


amounts = st.tuples(st.sampled_from(["", "-", "−"]), st.integers(0, 10**11), st.integers(0, 999)).map(
    lambda parts: f"{parts[0]}{parts[1]:,}.{parts[2]:03}"
)
figures = st.one_of(
    amounts,
    amounts.map(lambda text: f"{text} [r]"),
    st.integers(0, 10**9).map(lambda count: f"{count} offences"),
    st.tuples(st.integers(0, 500), st.integers(1, 500)).map(lambda counts: f"{counts[0]} of {counts[1]} [p]"),
    st.sampled_from(["55% (12 of 22)", "nil", "£5k", "na", "N/A", "blocked: police", "12 [u]", "prose"]),
)


@given(figures, st.sampled_from(Unit), st.integers(0, 3))
def test_what_a_cell_prints_is_read_back(typed: str, unit: Unit, decimals: int) -> None:
    first = read(typed, unit)
    printed = reading_text(first, typed, unit, decimals)
    again = read(printed, unit)
    assert again.state is first.state
    assert (again.numerator, again.denominator) == (first.numerator, first.denominator)
    assert (again.qualifier, again.reason) == (first.qualifier, first.reason)
    if first.state is State.VALUE:
        assert first.value is not None
        rounded = first.value.quantize(Decimal(10) ** -decimals, ROUND_HALF_UP)
        assert again.value == rounded
        assert reading_text(again, printed, unit, decimals) == printed
