from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.desk.entry_block import read_block
from cspdesk.desk.table_match import MatchedTable, match_table
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from tests.support.documents import LAST_QUARTER, small_store

Q3 = Period.quarter(2015, 3)
YEAR = Period.financial_year(2015)


@pytest.fixture
def snapshot(tmp_path: Path) -> Iterator[Snapshot]:
    with small_store(tmp_path / "small.cspdesk") as store:
        yield store.load()


def match(snapshot: Snapshot, *rows: str) -> MatchedTable:
    found = match_table(read_block("\n".join(rows)).rows, snapshot, LAST_QUARTER)
    assert found is not None
    return found


def entered(matched: MatchedTable) -> dict[tuple[str, Period], str]:
    return {(cell.series, cell.period): cell.typed for cell in matched.cells}


def test_rows_and_columns_go_where_their_headings_say(snapshot: Snapshot) -> None:
    found = match(
        snapshot,
        "Measure\tQ4 2015/16\tOct to Dec 2015",
        "Robbery\t31\t33",
        "2.1\t430\t356",
        "1.3 Anti-social behaviour incidents\t12,100\t",
        "Total\t12,561\t389",
        "Robberies\t30\t33",
    )
    assert entered(found) == {
        ("m22", LAST_QUARTER): "31",
        ("m22", Q3): "33",
        ("m21", LAST_QUARTER): "430",
        ("m21", Q3): "356",
        ("m13", LAST_QUARTER): "12,100",
    }
    assert found.label == "Paste of 5 figures"
    assert (
        found.question == "5 figures matched to 3 measures and 2 quarters; 1 row left out: 'Total';"
        " 1 row not found: 'Robberies'."
    )
    assert found.report == "5 figures entered, 1 row left out: 'Total', 1 row not found: 'Robberies'."


@pytest.mark.parametrize(
    "heading",
    [
        "1.1 Police",
        "1.1: Police",
        "Repeat callers (Police)",
        "1.1 Repeat callers, Police",
        "REPEAT  CALLERS - police",
    ],
)
def test_a_line_is_named_as_people_name_it(snapshot: Snapshot, heading: str) -> None:
    assert entered(match(snapshot, "\t2015-16 Q4", f"{heading}\t11")) == {("m11-Police", LAST_QUARTER): "11"}


def test_a_years_figure_goes_to_the_year(snapshot: Snapshot) -> None:
    assert entered(match(snapshot, "\t2015/16", "3.1\t1,950")) == {("m31", YEAR): "1,950"}
    assert entered(match(snapshot, "\tQ4 2015/16", "3.1\t1,950")) == {("m31", YEAR): "1,950"}


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (("\tQ4 2015/16\tNote", "2.1\t5\tlow"), "1 column left out: 'Note'"),
        (("\tQ4 2015/16\tLatest", "2.1\t5\tlow"), "1 column not read: 'Latest'"),
        (("\tQ4 2015/16\t", "2.1\t5\t7"), "1 column not read: 'column 3'"),
        (("\tQ4 2015/16\tMar 2016", "2.1\t5\t2"), "1 column not read: 'Mar 2016'"),
        (("\tQ4 2015/16", "2.1\t5", "1.1\t7"), "1 row that does not say which line of its measure: '1.1'"),
        (("\tQ4 2015/16", "2.1\t5", "2.1\t6"), "1 figure given twice: '6'"),
        (("\tQ4 2015/16\t2015/16", "2.1\t5\t9"), "1 year given for quarters: '9'"),
        (("\tQ4 2015/16\tQ3 2015/16", "2.1\t5\t", "3.1\t\t9"), "1 quarter given for a year: '9'"),
        (("\tQ4 2015/16", "2.1\t5", "\t9"), "1 row not found: 'no name'"),
        (("\tQ4 2015/16", "2.1\t5", "2.2\t" + "x" * 32_001), "1 cell longer than 32,000 characters: 'xxx"),
    ],
)
def test_what_has_no_place_is_told_with_the_reason(
    snapshot: Snapshot, rows: tuple[str, ...], reason: str
) -> None:
    found = match(snapshot, *rows)
    assert list(entered(found).values()) == ["5"]
    assert len(found.left_out) == 1
    assert found.left_out[0].startswith(reason)


def test_each_kind_is_counted(snapshot: Snapshot) -> None:
    found = match(snapshot, "\tQ4 2015/16", "2.1\t5", "2.2\tTBC", "1.3\tpending 🚓")
    assert found.report == "1 figure entered, 1 answer such as 'na' entered, 1 kept as text ('pending 🚓')."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "5\t6\n7\t8",
        "\tQ4 2015/16\nTotal\t5",
        "2.1\t5\n2.2\t6",
        "Q4 2015/16\tQ3 2015/16",
        "\n\n\n",
        "\u202e\t🚓\n\t",
    ],
)
def test_a_block_without_headings_is_no_table(snapshot: Snapshot, text: str) -> None:
    assert match_table(read_block(text).rows, snapshot, LAST_QUARTER) is None
