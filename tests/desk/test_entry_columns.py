"""Which columns the entry grid has: years, quarters, and what can be shown beside them."""

from pathlib import Path

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.desk.entry_columns import (
    ALL_YEARS,
    GridView,
    Kind,
    columns_of,
    shown_with,
    years_of,
)
from cspdesk.desk.entry_rows import rows_of
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import SeriesId
from tests.support.documents import LAST_QUARTER, small_store

YEARS = {number: Period.financial_year(number) for number in range(2009, 2019)}


def snapshot_of(path: Path, *cells: tuple[Period, str]) -> Snapshot:
    store = small_store(path / "small.cspdesk")
    typed = tuple(TypedCell(SeriesId("m22"), period, text) for period, text in cells)
    if typed:
        store.run(SetFigures("Figures", typed))
    snapshot = store.load()
    store.close()
    return snapshot


def test_years_end_with_the_chosen_quarters(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path)
    for count in (1, 2, 3):
        found = years_of(snapshot, LAST_QUARTER, GridView(years=count))
        assert found == tuple(YEARS[each] for each in range(2016 - count, 2016))


def test_all_years_reach_from_the_oldest_figure_to_the_newest(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, (Period.quarter(2010, 2), "5"), (YEARS[2017], "60"))
    found = years_of(snapshot, LAST_QUARTER, GridView(years=ALL_YEARS))
    assert found == tuple(YEARS[each] for each in range(2010, 2018))


def test_all_years_hold_the_chosen_one_though_it_has_no_figures(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path)
    found = years_of(snapshot, Period.quarter(2018, 1), GridView(years=ALL_YEARS))
    assert found == tuple(YEARS[each] for each in range(2014, 2019))


def test_a_folded_year_keeps_its_own_column_alone(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path)
    view = GridView(folded_years=frozenset({YEARS[2014]}), optional=frozenset())
    columns = columns_of(snapshot, rows_of(snapshot, LAST_QUARTER), LAST_QUARTER, view)
    assert [column.said for column in columns] == [
        *("Measure", "Unit", "Year 2014/15"),
        *(f"Quarter {quarter} 2015/16" for quarter in (1, 2, 3, 4)),
        "Year 2015/16",
    ]


def test_columns_are_shown_and_hidden() -> None:
    view = shown_with(GridView(), Kind.STATUS, True)
    assert view.optional == {Kind.YEAR_TO_DATE, Kind.STATUS}
    assert shown_with(view, Kind.YEAR_TO_DATE, False).optional == {Kind.STATUS}
    assert shown_with(view, Kind.COMMENTARY, False) == view


def test_only_what_some_row_can_fill_is_worked_out(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path)
    columns = columns_of(snapshot, (), LAST_QUARTER, GridView())
    # Without rows nothing is entered to date, rolling, or adds up.
    assert [column.kind for column in columns[-2:]] == [Kind.SAME_QUARTER, Kind.CHANGE]
    assert columns[-3].kind is Kind.YEAR
