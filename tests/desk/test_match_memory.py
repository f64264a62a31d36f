"""Corrections of a copied table: made by a pure function, kept with the figures, found again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.desk.entry_block import read_block
from cspdesk.desk.row_match import Way
from cspdesk.desk.table_match import MatchedTable, corrected, corrected_column, match_table
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, MeasureId, Observation, Placement, SeriesId, Setting
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

VIOLENCE, ROBBERY = SeriesId("m21"), SeriesId("m22")
TABLE = "Measure\tQ4 2015/16\nViolence w/ injury\t430\nRobbery\t31\nDomestic abuse\t12\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "small.cspdesk") as opened:
        yield opened


def match(snapshot: Snapshot, text: str = TABLE, quarter: Period = LAST_QUARTER) -> MatchedTable:
    found = match_table(read_block(text).rows, snapshot, quarter)
    assert found is not None
    return found


def entered(matched: MatchedTable) -> dict[str, str]:
    return {cell.series: cell.typed for cell in matched.cells}


def settings(store: Store) -> dict[str, str]:
    return {row.key: row.value for row in store.load().of(Setting)}


def test_a_correction_changes_the_counts_and_leaves_the_first_match_alone(store: Store) -> None:
    first = match(store.load())
    assert first.question == (
        "1 figure matched to 1 measure and 1 quarter; 2 rows not found: 'Violence w/ injury'."
    )
    second = corrected(corrected(first, 0, VIOLENCE), 2, None)
    assert entered(second) == {"m21": "430", "m22": "31"}
    assert second.question == (
        "2 figures matched to 2 measures and 1 quarter; 1 row left out: 'Domestic abuse'."
    )
    assert not second.is_in_question
    assert entered(first) == {"m22": "31"}


def test_corrections_are_kept_in_the_step_that_enters_the_figures(store: Store) -> None:
    before = store.load()
    done = store.run(corrected(corrected(match(before), 0, VIOLENCE), 2, None).command)
    assert done is not None
    assert done.label == "Paste of 2 figures"
    assert settings(store) == {"match row violence w injury": "m21", "match row domestic abuse": ""}
    row = store.load().of(Observation).get(VIOLENCE, LAST_QUARTER)
    assert row is not None
    assert row.typed == "430"
    store.take_back(done.recording, "Undo", "undo")
    assert store.load() == before


def test_the_same_heading_is_matched_by_itself_the_next_time(store: Store) -> None:
    store.run(corrected(corrected(match(store.load()), 0, VIOLENCE), 2, None).command)
    # Another quarter's table, in another order and with other marks between the words.
    again = match(store.load(), "\tQ3 2015/16\nDOMESTIC ABUSE:\t9\nViolence, w/ injury\t350\n")
    assert entered(again) == {"m21": "350"}
    assert not again.is_in_question
    assert again.question == (
        "1 figure matched to 1 measure and 1 quarter; 2 rows as you matched them before."
    )


def test_what_is_remembered_outranks_the_name_until_it_is_put_back(store: Store) -> None:
    def robbery(matched: MatchedTable) -> int:
        return next(row.place for row in matched.rows if row.words == "Robbery")

    found = match(store.load())
    store.run(corrected(found, robbery(found), VIOLENCE).command)
    assert settings(store) == {"match row robbery": "m21"}
    found = match(store.load())
    assert entered(found) == {"m21": "31"}
    store.run(corrected(found, robbery(found), ROBBERY).command)
    assert settings(store) == {}


def test_a_line_that_is_gone_is_forgotten(store: Store) -> None:
    store.run(corrected(match(store.load()), 0, VIOLENCE).command)
    store.run(DeleteRow("Delete measure", Measure, (MeasureId("m21"),)))
    found = match(store.load())
    assert next(row.way for row in found.rows if row.words.startswith("Violence")) is Way.UNKNOWN
    store.run(found.command)
    assert settings(store) == {}


def test_a_line_that_is_not_in_the_quarters_plan_is_asked_about_and_kept(store: Store) -> None:
    store.run(corrected(match(store.load()), 0, VIOLENCE).command)
    placement = store.load().of(Placement).get("at-m21")
    assert placement is not None
    store.run(PutRows("End", (replace(placement, to_period=LAST_QUARTER.previous),)))
    found = match(store.load())
    assert found.rows[0].way is Way.UNKNOWN
    store.run(found.command)
    assert settings(store) == {"match row violence w injury": "m21"}


def test_a_heading_that_stands_twice_with_two_answers_is_not_kept(store: Store) -> None:
    found = match(store.load(), "\tQ4 2015/16\nPolice figure\t5\nPolice figure\t6\n2.1\t7\n")
    store.run(corrected(corrected(found, 0, SeriesId("m11-Police")), 1, ROBBERY).command)
    assert settings(store) == {}


def test_a_heading_too_long_to_be_a_name_is_not_kept(store: Store) -> None:
    found = match(store.load(), f"\tQ4 2015/16\n{'wounding ' * 60}\t5\n2.2\t7\n")
    store.run(corrected(found, 0, VIOLENCE).command)
    assert settings(store) == {}


def test_a_column_is_kept_as_its_distance_from_the_chosen_quarter(store: Store) -> None:
    text = "\tQ3 2015/16\tLatest\tThis time last year\tSpare\n2.1\t355\t430\t281\tx\n"
    found = match(store.load(), text)
    assert [column.words for column in found.columns if column.way is Way.UNKNOWN] == [
        "Latest",
        "This time last year",
        "Spare",
    ]
    latest, last_year, spare = (column.place for column in found.columns[1:])
    found = corrected_column(found, latest, LAST_QUARTER)
    found = corrected_column(found, last_year, LAST_QUARTER.year_before)
    store.run(corrected_column(found, spare, None).command)
    assert settings(store) == {
        "match column latest": "quarter 0",
        "match column this time last year": "quarter -4",
        "match column spare": "",
    }
    # Seen from the next quarter, they move along.
    after = LAST_QUARTER.next
    again = match(store.load(), text, after)
    assert {cell.period: cell.typed for cell in again.cells} == {
        Period.quarter(2015, 3): "355",
        after: "430",
        after.year_before: "281",
    }
    assert not again.is_in_question


def test_a_year_is_kept_as_its_distance_too(store: Store) -> None:
    found = match(store.load(), "\tQ4 2015/16\tLast full year\n3.1\t9\t1,204\n")
    column = found.columns[1].place
    store.run(corrected_column(found, column, Period.financial_year(2014)).command)
    assert settings(store) == {"match column last full year": "year -1"}


def test_a_target_column_given_a_period_goes_to_the_targets(store: Store) -> None:
    found = match(store.load(), "\tTarget\tQ4 2015/16\n2.1\t340\t412\n2.2\t25\t30\n")
    assert [column.words for column in found.columns if column.way is Way.UNKNOWN] == ["Target"]
    found = corrected_column(found, 1, LAST_QUARTER)
    assert [cell.typed for cell in found.targets] == ["340", "25"]
    assert entered(found) == {"m21": "412", "m22": "30"}


def test_the_choices_are_the_plans_lines_and_the_years_shown(store: Store) -> None:
    found = match(store.load())
    assert found.goals[:2] == (
        (SeriesId("m11-ASB Hotline"), "1.1 Repeat callers, ASB Hotline"),
        (SeriesId("m11-Police"), "1.1 Repeat callers, Police"),
    )
    labels = [period.label for period in found.offered]
    assert labels[0] == "Quarter 4 2015/16"
    assert len(labels) == 10
