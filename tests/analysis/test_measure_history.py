"""A measure's years: totals, changes and rates by hand arithmetic, and what is said of a part of a year."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cspdesk.analysis.line import Line
from cspdesk.analysis.measure_history import History, YearRow, history_of, history_table
from cspdesk.commands.figures import PutMeasure, SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.domain.choices import EnteredAs
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Measure, MeasureId, Population, Series, SeriesBreak, SeriesId
from cspdesk.domain.unit import Unit
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

Years = Callable[..., History]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "years.cspdesk") as opened:
        yield opened


def years(store: Store, series: str, quarter: Period = LAST_QUARTER) -> History:
    snapshot = store.load()
    row = snapshot.of(Series).get(SeriesId(series))
    assert row is not None
    measure = snapshot.of(Measure).get(row.measure)
    assert measure is not None
    return history_of(Line(snapshot, measure, row), quarter)


def enter(store: Store, series: str, **typed: str) -> None:
    """Type cells named as q2014_2 or y2013."""
    cells = []
    for name, text in typed.items():
        year, _, number = name[1:].partition("_")
        period = Period.quarter(int(year), int(number)) if number else Period.financial_year(int(year))
        cells.append(TypedCell(SeriesId(series), period, text))
    store.run(SetFigures("Figures", tuple(cells)))


def change(store: Store, measure: str, **fields: object) -> None:
    row = store.load().of(Measure).get(MeasureId(measure))
    assert row is not None
    store.run(PutMeasure("Measure", replace(row, **fields)))  # type: ignore[arg-type]  # named by each test


def test_years_of_counts_newest_first(store: Store) -> None:
    # 326 + 347 + 355 + 412 = 1,440 and 260 + 303 + 303 + 280 = 1,146.
    found = years(store, "m21")
    assert found.total_heading == "Total"
    assert found.rows == (
        YearRow("2015/16", "1,440", "+294", "25.7%", "", ""),
        YearRow("2014/15", "1,146", "", "", "", ""),
    )


def test_the_quarters_own_year_is_as_far_as_it_has_come(store: Store) -> None:
    # 326 + 347 = 673, beside 563 for the same two quarters.
    first, second = years(store, "m21", Period.quarter(2015, 2)).rows
    assert first == YearRow("2015/16", "673", "+110", "19.5%", "", "2 of 4 quarters")
    assert (second.total, second.remark) == ("1,146", "")


def test_a_year_with_its_last_quarter_missing_says_so(store: Store) -> None:
    enter(store, "m21", q2014_4="")
    row = years(store, "m21").rows[1]
    assert (row.total, row.remark) == ("866", "3 of 4 quarters; Quarter 4 is missing")
    assert years(store, "m21").rows[0].change == ""


def test_a_year_with_a_gap_adds_up_to_no_total(store: Store) -> None:
    enter(store, "m21", q2014_1="", q2015_2="late: police, 24 May")
    this, last = years(store, "m21").rows
    assert (this.total, this.remark) == ("326", "1 of 4 quarters; Quarter 2 is late")
    assert (last.total, last.remark) == ("", "Quarter 1 is missing")


def test_a_years_own_figure_serves_where_its_quarters_are_missing(store: Store) -> None:
    # 1,146 beside 1,026: 120 more, 11.7% (11.696).
    enter(store, "m21", y2013="1026")
    rows = years(store, "m21").rows
    assert (rows[1].change, rows[1].percent) == ("+120", "11.7%")
    assert (rows[2].year, rows[2].total) == ("2013/14", "1,026")


def test_a_rate_is_of_whole_years_with_a_population(store: Store) -> None:
    # 1,440 of 105,000 is 13.714 per 1,000; the part of 2014/15 has none.
    store.run(PutRows("People", (Population(year=2015, people=105_000),)))
    assert [row.rate for row in years(store, "m21").rows] == ["13.7", ""]
    assert years(store, "m21").rate_heading == "Per 1,000 people"
    assert years(store, "m21", Period.quarter(2015, 3)).rate_heading == ""


def test_a_rate_is_taken_over_the_measures_own_group(store: Store) -> None:
    young = Population(year=2015, group="Aged 10 to 17", people=9_600)
    store.run(PutRows("People", (Population(year=2015, people=105_000), young)))
    change(store, "m21", population_group="aged 10 to 17")
    # 1,440 of 9,600 is 150 in a thousand; nothing is kept for 2014.
    found = years(store, "m21")
    assert [row.rate for row in found.rows] == ["150.0", ""]
    assert found.rate_heading == "Per 1,000 aged 10 to 17"
    change(store, "m21", population_group="households")
    assert years(store, "m21").rate_heading == "", "another group does not stand in"


def test_nothing_is_compared_across_a_break(store: Store) -> None:
    row = SeriesBreak(series=SeriesId("m21"), from_period=Period.quarter(2015, 1), note="By victim")
    store.run(PutRows("Break", (row,)))
    first = years(store, "m21").rows[0]
    assert (first.total, first.change, first.percent) == ("1,440", "", "")
    assert first.remark == "Not compared, the way of counting changed"


def test_a_year_after_nought_has_no_percentage(store: Store) -> None:
    enter(store, "m21", y2013="0")
    row = years(store, "m21").rows[1]
    assert (row.change, row.percent) == ("+1,146", "")


def test_rolling_years_stand_at_the_quarter_they_end_with(store: Store) -> None:
    change(store, "m22", entered_as=EnteredAs.ROLLING)
    found = years(store, "m22", Period.quarter(2015, 3))
    assert found.total_heading == "Twelve months"
    assert (found.rows[0].total, found.rows[0].change, found.rows[0].remark) == ("32", "+15", "At Quarter 3")


def test_snapshots_are_levels(store: Store) -> None:
    change(store, "m22", entered_as=EnteredAs.SNAPSHOT)
    found = years(store, "m22")
    assert found.total_heading == "At the end"
    # A level's change is in its own unit: 30 after 26.
    assert (found.rows[0].total, found.rows[0].change, found.rows[0].percent) == ("30", "+4", "")


def test_percentages_with_counts_are_pooled(store: Store) -> None:
    # 2 + 1 + 1 + 1 of 3 + 2 + 2 + 1 is 5 of 8: 62.5%, half up.
    change(store, "m22", unit=Unit.PERCENT)
    counted = ("67% (2 of 3)", "50% (1 of 2)", "50% (1 of 2)", "100% (1 of 1)")
    enter(store, "m22", **{f"q2015_{n}": text for n, text in enumerate(counted, 1)})
    assert years(store, "m22").rows[0].total == "63%"


@pytest.mark.parametrize(
    ("series", "remark"),
    [
        ("m32", "No history yet: figures are typed on the Enter page."),
        ("m12", "The quarters of this measure do not make a year."),
    ],
)
def test_without_years_it_says_why(store: Store, series: str, remark: str) -> None:
    found = years(store, series)
    assert (found.rows, found.remark) == ((), remark)


def test_a_yearly_measure_has_its_years_before_quarter_4(store: Store) -> None:
    rows = years(store, "m31", Period.quarter(2015, 1)).rows
    assert [(row.year, row.total) for row in rows] == [("2015/16", ""), ("2014/15", "1,204")]


@pytest.mark.parametrize("typed", ["9" * 400, "-5", "1e5", "na", "0"])
def test_no_typed_text_upsets_it(store: Store, typed: str) -> None:
    enter(store, "m21", q2015_3=typed)
    text = str(years(store, "m21").rows)
    assert "NaN" not in text
    assert "Infinity" not in text


class TestTable:
    def test_columns_with_nothing_in_them_are_left_out(self, store: Store) -> None:
        assert history_table([years(store, "m21")]) == (
            ("Year", "Total", "Change", "Per cent"),
            ("2015/16", "1,440", "+294", "25.7%"),
            ("2014/15", "1,146", "", ""),
        )

    def test_of_several_series_each_row_names_its_own(self, store: Store) -> None:
        # 47 + 33 + 27 + 12 = 119 and 37 + 9 + 15 + 10 = 71.
        both = [years(store, "m11-ASB Hotline"), years(store, "m11-Police")]
        assert history_table(both) == (
            ("Series", "Year", "Total"),
            ("ASB Hotline", "2015/16", "119"),
            ("Police", "2015/16", "71"),
        )

    def test_nothing_at_all_is_no_table(self, store: Store) -> None:
        assert history_table([years(store, "m32")]) == ()
        assert history_table([]) == ()
