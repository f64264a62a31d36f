"""Every kind of bad input is refused in one sentence that names file, sheet, row and column, and the mend."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest

from cspdesk.domain.errors import InputError
from cspdesk.exchange.book_read import read_book
from cspdesk.exchange.workbook import plan_import
from tests.exchange.books import EMPTY, Rows, planned, small_book

Change = Callable[[dict[str, Rows]], object]


def put(sheet: str, row: int, column: int, value: object) -> Change:
    """Put a value in a cell, counted as a spreadsheet does."""

    def change(book: dict[str, Rows]) -> None:
        book[sheet][row - 1][column - 1] = value

    return change


def add(sheet: str, *rows: list[object]) -> Change:
    return lambda book: book.setdefault(sheet, []).extend(rows)


def bare(book: dict[str, Rows]) -> None:
    """Leave sheets without anything in them."""
    book.clear()
    book["Sheet1"], book["Plan"] = [], []


CASES: list[tuple[str, Change, str]] = [
    (
        "unknown sheet",
        add("Observation", ["Measure"], ["1.1"]),
        "plan.xlsx, sheet Observation: 'Observation' is not a sheet that CSPdesk knows; perhaps "
        "Observations was meant; rename it or take it out.",
    ),
    (
        "unknown column",
        put("Observations", 1, 4, "Values"),
        "plan.xlsx, sheet Observations, row 1, column D: 'Values' is no column of Observations; perhaps "
        "Value was meant; rename or remove it.",
    ),
    (
        "column twice",
        put("Observations", 1, 2, "value"),
        "plan.xlsx, sheet Observations: the column Value is there twice; take one out.",
    ),
    (
        "no heading",
        put("Observations", 1, 4, None),
        "plan.xlsx, sheet Observations, row 2, column D: the cell has no heading above it in row 1; "
        "give the column its heading or empty it.",
    ),
    (
        "missing column",
        lambda book: book.update(Observations=[["Measure", "Value"], ["1.1", "442"]]),
        "plan.xlsx, sheet Observations has no column Period; add it.",
    ),
    (
        "impossible period",
        put("Observations", 3, 3, "2015-16Q5"),
        "plan.xlsx, sheet Observations, row 3, column Period: '2015-16Q5' is not a period; write 2015-16Q4.",
    ),
    (
        "calendar year for a period",
        put("Plan", 2, 2, 2014),
        "plan.xlsx, sheet Plan, row 2, column First year: '2014' is not a period; write 2014-15 for the "
        "financial year.",
    ),
    (
        "blank period",
        put("Observations", 3, 3, None),
        "plan.xlsx, sheet Observations, row 3, column Period: the cell may not be blank; fill it in.",
    ),
    (
        "date for a period",
        put("Observations", 2, 3, date(2016, 3, 31)),
        "plan.xlsx, sheet Observations, row 2, column Period: the cell holds a date (31 March 2016); "
        "format it as text and type a period such as 2015-16Q4 again.",
    ),
    (
        "date for a value",
        put("Observations", 2, 4, date(2016, 3, 31)),
        "plan.xlsx, sheet Observations, row 2, column Value: the cell holds a date (31 March 2016); "
        "format it as text and type it again.",
    ),
    (
        "date for a target",
        add("Targets", ["Measure", "Period", "Target"], ["1.1", "2015-16", date(2015, 9, 15)]),
        "plan.xlsx, sheet Targets, row 2, column Target: the cell holds a date (15 September 2015); "
        "format it as text and type it again.",
    ),
    (
        "date for a measure",
        put("Observations", 2, 1, date(2016, 1, 1)),
        "plan.xlsx, sheet Observations, row 2, column Measure: the cell holds a date (1 January 2016); "
        "format it as text and type the name again.",
    ),
    (
        "time for a value",
        put("Observations", 2, 4, time(9, 15)),
        "plan.xlsx, sheet Observations, row 2, column Value: the cell holds a time (09:15:00); format "
        "it as text and type what belongs there.",
    ),
    (
        "error for a value",
        put("Observations", 2, 4, "#DIV/0!"),
        "plan.xlsx, sheet Observations, row 2, column Value: the cell holds the error #DIV/0!; type "
        "what belongs there.",
    ),
    (
        "formula without a result",
        put("Observations", 2, 4, "=200+212"),
        "plan.xlsx, sheet Observations, row 2, column Value: the cell holds a formula without its "
        "result; save it in Excel or type the value.",
    ),
    (
        "unknown measure",
        put("Observations", 3, 1, "1.7"),
        "plan.xlsx, sheet Observations, row 3, column Measure: '1.7' is no measure; mend it, or add it "
        "to the sheet Measures.",
    ),
    (
        "unknown series",
        put("Observations", 3, 2, "Police"),
        "plan.xlsx, sheet Observations, row 3, column Series: '1.1 Violence with injury' (under "
        "Violence) has no series 'Police'; it has one without a name, so mend the name or add a row to "
        "the sheet Series.",
    ),
    (
        "unknown priority",
        put("Measures", 3, 1, "Drugs"),
        "plan.xlsx, sheet Measures, row 3, column Priority: 'Drugs' is no priority; mend it, or add it "
        "to the sheet Priorities.",
    ),
    (
        "number without a priority",
        put("Measures", 3, 1, None),
        "plan.xlsx, sheet Measures, row 3, column Priority: the cell may not be blank where the measure "
        "has a number or periods; name its priority.",
    ),
    (
        "measure number twice",
        put("Measures", 3, 2, "1.1"),
        "plan.xlsx, sheet Measures, row 3, column Number: the measure number 1.1 stands in row 2 too; "
        "give each measure its own.",
    ),
    (
        "figure twice",
        put("Observations", 3, 3, "Q3 2015/16"),
        "plan.xlsx, sheet Observations, row 3, column Period: the row says again what row 2 says; take "
        "one of them out.",
    ),
    (
        "series twice",
        add("Series", ["Measure", "Series"], ["1.1", "Police"], ["1.1", "Police"]),
        "plan.xlsx, sheet Series, row 3, column Series: the row says again what row 2 says; take one of "
        "them out.",
    ),
    (
        "ambiguous title",
        lambda book: (
            put("Measures", 4, 3, "Dwelling burglary")(book),
            put("Observations", 4, 1, "Dwelling burglary")(book),
        ),
        "plan.xlsx, sheet Observations, row 4, column Measure: 'Dwelling burglary' may be '2.1 Dwelling "
        "burglary' (under Burglary) or 'Dwelling burglary' (under Burglary); write what tells them "
        "apart, or #3 for the third row of the sheet Measures.",
    ),
    (
        "bad choice",
        lambda book: book.update(Measures=[["Title", "Polarity"], ["Violence", "down"]], Observations=[]),
        "plan.xlsx, sheet Measures, row 2, column Polarity: Polarity 'down' is none of: lower is "
        "better, higher is better, inside a range, monitor only.",
    ),
    (
        "bad comparator among good ones",
        lambda book: book.update(
            Measures=[["Title", "Comparator"], ["Violence", "target, last year"]], Observations=[]
        ),
        "plan.xlsx, sheet Measures, row 2, column Comparator: Comparator 'last year' is none of: same "
        "quarter last year, year to date last year, rolling year before, baseline, target, previous "
        "quarter.",
    ),
    (
        "neither yes nor no",
        lambda book: book.update(Measures=[["Title", "Sensitive"], ["Violence", "perhaps"]], Observations=[]),
        "plan.xlsx, sheet Measures, row 2, column Sensitive: Sensitive 'perhaps' is neither yes nor no; "
        "write one of them.",
    ),
    (
        "no whole number",
        lambda book: book.update(Measures=[["Title", "Decimals"], ["Violence", 1.5]], Observations=[]),
        "plan.xlsx, sheet Measures, row 2, column Decimals: '1.5' is not a whole number; write a whole "
        "number from 0 to 6.",
    ),
    (
        "too few decimals",
        lambda book: book.update(Measures=[["Title", "Decimals"], ["Violence", -1]], Observations=[]),
        "plan.xlsx, sheet Measures, row 2, column Decimals: '-1' cannot be taken for Decimals; write a "
        "whole number from 0 to 6.",
    ),
    (
        "too long a lag",
        lambda book: book.update(Measures=[["Title", "Lag"], ["Violence", "13"]], Observations=[]),
        "plan.xlsx, sheet Measures, row 2, column Lag: '13' cannot be taken for Lag; write a whole "
        "number from 0 to 12.",
    ),
    (
        "a rate per nobody",
        lambda book: book.update(Measures=[["Title", "Rate per"], ["Violence", "none"]], Observations=[]),
        "plan.xlsx, sheet Measures, row 2, column Rate per: 'none' is not a number; write a whole number "
        "of 1 or more.",
    ),
    (
        "tolerance below nothing",
        lambda book: book.update(
            Measures=[["Title", "Tolerance green"], ["Violence", "-0.5"]], Observations=[]
        ),
        "plan.xlsx, sheet Measures, row 2, column Tolerance green: '-0.5' cannot be taken for Tolerance "
        "green; write a number of 0 or more.",
    ),
    (
        "fewer people than none",
        add("Population", ["Year", "People"], [2015, -5]),
        "plan.xlsx, sheet Population, row 2, column People: '-5' cannot be taken for People; write a whole "
        "number of 0 or more.",
    ),
    (
        "rank nought",
        add("Peer verdicts", ["Measure", "Period", "Rank"], ["1.1", "2015-16", 0]),
        "plan.xlsx, sheet Peer verdicts, row 2, column Rank: '0' cannot be taken for Rank; write a whole "
        "number of 1 or more.",
    ),
    (
        "quarter for a plan's year",
        put("Plan", 2, 2, "2014-15Q2"),
        "plan.xlsx, sheet Plan, row 2, column First year: '2014-15Q2' is a quarter and no year; write "
        "2014-15.",
    ),
    (
        "month for a plan's year",
        put("Plan", 2, 3, "March 2017"),
        "plan.xlsx, sheet Plan, row 2, column Last year: 'March 2017' is a month and no year; write 2016-17.",
    ),
    (
        "plan that ends before it begins",
        put("Plan", 2, 3, "2013-14"),
        "plan.xlsx, sheet Plan, row 2, column Last year: the plan would begin in 2014-15 and end before it "
        "in 2013-14; mend one of the two.",
    ),
    (
        "year before any that is kept",
        put("Observations", 3, 3, "1800-01Q1"),
        "plan.xlsx, sheet Observations, row 3, column Period: '1800-01Q1' is not a period, for years run "
        "from 1900 to 2199; write the year that was meant.",
    ),
    (
        "truth for a value",
        put("Observations", 2, 4, True),
        "plan.xlsx, sheet Observations, row 2, column Value: the cell holds TRUE, which is no figure; format "
        "it as text and type the figure.",
    ),
    (
        "no number",
        lambda book: book.update(
            Measures=[["Title", "Tolerance amber"], ["Violence", "ten"]], Observations=[]
        ),
        "plan.xlsx, sheet Measures, row 2, column Tolerance amber: 'ten' is not a number; write digits "
        "such as 12.5.",
    ),
    (
        "no day",
        add("Meetings", ["Title", "Date"], ["Board", "March 2016"]),
        "plan.xlsx, sheet Meetings, row 2, column Date: 'March 2016' is not a day; write 31 March 2016.",
    ),
    (
        "text too long",
        add("Commentary", ["Measure", "Period", "Text"], ["1.1", "2015-16Q4", "x" * 32_001]),
        "plan.xlsx, sheet Commentary, row 2, column Text: the text has 32,001 characters and 32,000 are "
        "kept; shorten it.",
    ),
    (
        "unknown decision",
        add("Actions", ["Text", "Decision"], ["Do it", "1 > 2015-16Q4 > 1"]),
        "plan.xlsx, sheet Actions, row 2, column Decision: '1 > 2015-16Q4 > 1' names no decision; there "
        "are 0 in Quarter 4 2015/16, so mend it or add it to the sheet Report text.",
    ),
    (
        "decision of five thousand digits",
        add("Actions", ["Text", "Decision"], ["Do it", f"1 > 2015-16Q4 > {'9' * 5000}"]),
        f"plan.xlsx, sheet Actions, row 2, column Decision: '1 > 2015-16Q4 > {'9' * 43}…' names no decision; "
        "there are 0 in Quarter 4 2015/16, so mend it or add it to the sheet Report text.",
    ),
    (
        "name of thirty thousand letters",
        lambda book: book.update(
            Observations=[["Measure", "Period", "Value"], ["x" * 30_000, "2015-16Q4", "1"]]
        ),
        f"plan.xlsx, sheet Observations, row 2, column Measure: '{'x' * 59}…' is no measure; mend it, or add "
        "it to the sheet Measures.",
    ),
    (
        "name of two lines",
        put("Observations", 2, 1, "Violence\nwith weapons"),
        "plan.xlsx, sheet Observations, row 2, column Measure: 'Violence with weapons' is no measure; mend "
        "it, or add it to the sheet Measures.",
    ),
    (
        "unknown project",
        add("Project updates", ["Project", "Text"], ["Operation Dusk", "Began."]),
        "plan.xlsx, sheet Project updates, row 2, column Project: 'Operation Dusk' is no project; mend "
        "it, or add it to the sheet Projects.",
    ),
    (
        "second partnership",
        add("Partnership", ["Name"], ["One"], ["Two"]),
        "plan.xlsx, sheet Partnership, row 3, column Name: a file holds one partnership; take the row out.",
    ),
    (
        "footnote of no measure",
        add("Footnotes", ["Measure", "Marker", "Text", "Used by"], [None, "*", "Revised.", "commentary"]),
        "plan.xlsx, sheet Footnotes, row 2, column Measure: the cell may not be blank for a commentary; "
        "name the measure.",
    ),
    (
        "nothing known",
        bare,
        "plan.xlsx has no sheet with a heading that CSPdesk knows; name another workbook.",
    ),
]


@pytest.mark.parametrize(("change", "message"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_place_and_the_mend_are_named(tmp_path: Path, change: Change, message: str) -> None:
    book = small_book()
    planned(tmp_path, book)
    change(book)
    with pytest.raises(InputError) as error:
        planned(tmp_path, book)
    assert str(error.value) == message


def test_in_a_folder_the_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "Measures.csv").write_text("Title\nViolence\n")
    (folder / "Observations.csv").write_text(
        'Measure,Period,Value\nViolence,2015-16Q3,"4\n5"\nViolence,soon,4\n'
    )
    with pytest.raises(InputError) as error:
        plan_import(read_book(folder), EMPTY)
    assert str(error.value) == (
        "mine/Observations.csv, row 3, column Period: 'soon' is not a period; write 2015-16Q4."
    )


def test_a_number_is_handed_on_but_not_shared(tmp_path: Path) -> None:
    book = small_book()
    heading = ["Priority", "Number", "Title", "From period", "To period"]
    book["Measures"] = [
        heading,
        ["1", "1.1", "Old count", None, "2014-15Q4"],
        ["1", "1.1", "New count", "2015-16Q1", None],
    ]
    book["Observations"] = [["Measure", "Period", "Value"], ["New count", "2015-16Q1", "3"]]
    assert len(planned(tmp_path, book).lines) == 10
    book["Measures"][2][3] = "2014-15Q4"
    with pytest.raises(
        InputError, match=r"row 3, column Number: the measure number 1\.1 stands in row 2 too"
    ):
        planned(tmp_path, book)
