"""Targets changed by a per cent, by hand arithmetic, and outturns as they will be read."""

from decimal import Decimal
from pathlib import Path

import pytest

from cspdesk.analysis.line import Line
from cspdesk.desk.turn_targets import as_typed, by_per_cent, outturn, per_cent, target_words
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import series_of
from cspdesk.domain.tables import Measure, MeasureId, SeriesId, Target
from cspdesk.domain.unit import Unit
from tests.support.documents import small_store

COUNT, PERCENT, MONEY = Unit.COUNT, Unit.PERCENT, Unit.MONEY


@pytest.mark.parametrize(
    ("typed", "unit", "change", "becomes"),
    [
        ("420", COUNT, "-5", "399"),
        # 410 x 0.95 = 389.5, half up.
        ("410", COUNT, "-5", "390"),
        ("no more than 420", COUNT, "-5", "no more than 399"),
        ("1,200 offences", COUNT, "5", "1,260 offences"),
        ("60%", PERCENT, "5", "63%"),
        # 62.5 x 1.1 = 68.75: one decimal was typed.
        ("62.5%", PERCENT, "10", "68.8%"),
        # Both ends: 8.1 and 13.5.
        ("9-15%", PERCENT, "-10", "8-14%"),
        ("46% - 53%", PERCENT, "10", "51% - 58%"),
        ("£1.2m", MONEY, "5", "£1,260,000"),
        ("0", COUNT, "5", "0"),
        ("420", COUNT, "0", "420"),
        ("420", COUNT, "-100", "0"),
    ],
)
def test_numbers_and_ranges_change_in_their_own_words(
    typed: str, unit: Unit, change: str, becomes: str
) -> None:
    measure = Measure(id=MeasureId("m"), unit=unit)
    assert by_per_cent(typed, measure, Decimal(change)) == (becomes, "")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("40% over 4 years", "is in words"),
        ("5% below last year", "moves by itself with what it is set against"),
        ("TBC", "is to be confirmed"),
        ("N/A", "is marked as not applicable"),
        ("none", "sets none"),
    ],
)
def test_other_targets_are_not_changed_by_a_per_cent_and_say_why(typed: str, why: str) -> None:
    measure = Measure(id=MeasureId("m"), unit=PERCENT)
    assert by_per_cent(typed, measure, Decimal(5)) == ("", why)


def test_a_figure_that_would_be_too_long_is_not_made() -> None:
    measure = Measure(id=MeasureId("m"))
    assert by_per_cent("9" * 15, measure, Decimal(900)) == ("", "would have more digits than can be kept")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-5", "-5"),
        ("\u22125%", "-5"),
        ("+2.5 %", "2.5"),
        ("3 per cent", "3"),
        ("1,000", "1000"),
        ("-100", "-100"),
    ],
)
def test_per_cents_are_read_as_people_type_them(text: str, value: str) -> None:
    assert per_cent(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "same", "5 to 6", "-101", "1001", "--5", "5%%"])
def test_what_is_no_per_cent_or_a_slip_of_the_keys_is_none(text: str) -> None:
    assert per_cent(text) is None


def aim(period: Period, typed: str) -> Target:
    return Target(series=SeriesId("s"), period=period, typed=typed)


def test_a_years_targets_stand_on_one_line() -> None:
    year = Period.financial_year(2015)
    assert target_words([aim(year, "400")]) == "400"
    assert target_words([aim(quarter, "90%") for quarter in year.quarters]) == "90% each quarter"
    assert target_words([aim(year.quarters[1], "150"), aim(year.quarters[0], "125")]) == "Q1 125; Q2 150"
    assert target_words([aim(year, "500"), aim(year.quarters[0], "125")]) == "2015/16 500; Q1 125"
    assert target_words([]) == ""


def test_outturns_are_what_next_year_calls_last_year(tmp_path: Path) -> None:
    with small_store(tmp_path / "outturn.cspdesk") as store:
        snapshot = store.load()

    def of(key: str, year: int) -> tuple[Decimal | None, str]:
        measure = snapshot.of(Measure).get(MeasureId(key))
        assert measure is not None
        line = Line(snapshot, measure, series_of(snapshot, measure.id)[0])
        return outturn(line, Period.financial_year(year))

    assert of("m21", 2015) == (Decimal(326 + 347 + 355 + 412), "")
    # Entered to date, so quarter 4 has the year.
    assert of("m13", 2015) == (Decimal(12043), "")
    assert of("m31", 2014) == (Decimal(1204), "")
    assert of("m31", 2015) == (None, "2015/16 is missing")
    assert of("m12", 2015) == (None, "the quarters of this measure do not make a year")
    assert of("m11", 2014) == (None, "Quarter 1 2014/15 is missing")


def test_outturn_is_typed_as_the_measure_prints_it() -> None:
    assert as_typed(Measure(id=MeasureId("m")), Decimal(1440)) == "1,440"
    percent = Measure(id=MeasureId("m"), unit=PERCENT, decimals=1)
    assert as_typed(percent, Decimal("62.45")) == "62.5%"
    assert as_typed(Measure(id=MeasureId("m"), unit=MONEY), Decimal(-5)) == "-£5"
