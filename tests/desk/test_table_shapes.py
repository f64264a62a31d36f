"""The shapes in which officers paste tables: either way round, titles above, two lines of headings."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.commands.rows import PutRows
from cspdesk.desk.clipboard import read_clipboard
from cspdesk.desk.entry_block import read_block
from cspdesk.desk.row_match import Way
from cspdesk.desk.table_match import MatchedTable, corrected, match_table
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Placement, SeriesId
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

Q1, Q2, Q3, Q4 = Period.financial_year(2015).quarters
YEAR = Period.financial_year(2015)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with small_store(tmp_path_factory.mktemp("shapes") / "small.cspdesk") as store:
        yield store.load()


def match(snapshot: Snapshot, *rows: str) -> MatchedTable:
    found = match_table(read_block("\n".join(rows)).rows, snapshot, LAST_QUARTER)
    assert found is not None
    return found


def entered(matched: MatchedTable) -> dict[tuple[str, Period], str]:
    return {(cell.series, cell.period): cell.typed for cell in matched.cells}


VIOLENCE_AND_ROBBERY = {("m21", Q3): "355", ("m21", Q4): "412", ("m22", Q3): "32", ("m22", Q4): "30"}


@pytest.mark.parametrize(
    "rows",
    [
        # Periods down and measures across; with a title above, a blank line, a total beside.
        ("\tViolence with injury\tRobbery", "Q3 2015/16\t355\t32", "Q4 2015/16\t412\t30"),
        (
            "Police return",
            "",
            "\t2.1\t2.2\tTotal",
            "\tViolence with injury\tRobbery",
            "Q3 2015/16\t355\t32\t387",
            "Q4 2015/16\t412\t30\t442",
        ),
        # A title and blank lines above the headings.
        ("Police return, May", "", "Measure\tQ3 2015/16\tQ4 2015/16", "2.1\t355\t412", "2.2\t32\t30"),
        # A number column before the title, and a unit and a total to be left out.
        (
            "No.\tMeasure\tUnit\tQ3 2015/16\tQ4 2015/16\tTotal",
            "2.1\tViolence with injury\toffences\t355\t412\t767",
            "2.2\tRobbery\toffences\t32\t30\t62",
        ),
        # Numbers of the partner's own, which are no measures': the titles decide.
        ("Ref\tMeasure\tQ3 2015/16\tQ4 2015/16", "17\tViolence with injury\t355\t412", "18\tRobbery\t32\t30"),
        # A year over its quarters, as where cells were merged.
        ("Measure\t2015/16\t", "\tQ3\tQ4", "Violence with injury\t355\t412", "Robbery\t32\t30"),
        # Months, and months under a quarter without its year.
        ("\tOct-Dec 2015\tJan to Mar 2016", "2.1\t355\t412", "2.2\t32\t30"),
        ("\tQuarter 3\tQuarter 4", "\tOct – Dec\tJan – Mar", "2.1\t355\t412", "2.2\t32\t30"),
        ("\tQ3 (Oct to Dec 2015)\tQ4 2015/16 (Jan-Mar)", "2.1\t355\t412", "2.2\t32\t30"),
        # Windows of twelve months, on one line and broken over two as in a real report.
        ("\tJan '15 - Dec '15\tApr '15 - Mar '16", "2.1\t355\t412", "2.2\t32\t30"),
        ("Measures\tJan '15 -\tApr ' 15 -", "\tDec '15\tMar '16", "2.1\t355\t412", "2.2\t32\t30"),
        # The headings again after a page.
        ("\tQ3 15/16\tQ4 15/16", "2.1\t355\t412", "\tQ3 15/16\tQ4 15/16", "2.2\t32\t30"),
        # Marks of direction, full-width digits and a ligature around what is meant.
        (
            "\t\u202aQ3 2015/16\u202c\tQ4\u00a02015/16\u200f",
            "\u202b２.１\u202c\t355\t412",
            "Robbery\u200b\t32\t30",
        ),
    ],
)
def test_a_table_is_understood_in_any_of_its_shapes(snapshot: Snapshot, rows: tuple[str, ...]) -> None:
    found = match(snapshot, *rows)
    assert entered(found) == VIOLENCE_AND_ROBBERY
    assert not found.is_in_question


def test_a_bare_quarter_is_of_the_chosen_quarters_year_and_says_so(snapshot: Snapshot) -> None:
    found = match(snapshot, "\tQ1\tQ2", "2.1\t326\t347")
    assert entered(found) == {("m21", Q1): "326", ("m21", Q2): "347"}
    assert found.question == "2 figures matched to 1 measure and 2 quarters; 'Q1' read as Quarter 1 2015/16."


def test_a_year_above_the_table_is_that_of_its_bare_quarters(snapshot: Snapshot) -> None:
    found = match(snapshot, "Performance in 2014/15, all areas", "\tQ1\tQ4", "2.1\t260\t280")
    year = Period.financial_year(2014)
    assert entered(found) == {("m21", year.quarters[0]): "260", ("m21", year.quarters[3]): "280"}


def test_headings_that_contradict_each_other_are_asked_about(snapshot: Snapshot) -> None:
    found = match(snapshot, "\tQ4 2015/16\tQ3 (Jan-Mar 2015)", "2.1\t412\t9")
    assert entered(found) == {("m21", Q4): "412"}
    assert found.is_in_question
    assert found.left_out == ("1 column not read: 'Q3 (Jan-Mar 2015)'",)


def test_a_target_over_an_actual_goes_to_the_targets(snapshot: Snapshot) -> None:
    # The form of a real report of 2014: a quarter over Target and Actual, with words for targets.
    found = match(
        snapshot,
        "PRIORITY OUTCOME 2 - PERFORMANCE",
        "",
        "Description\tOwner\tBaseline\tQuarter 3\t\tQuarter 4\t\tComments",
        "\t\t\tTarget\tActual\tTarget\tActual\t",
        "Violence with injury\tPolice\t257\t340\t355\t340\t\tUp",
        "Client satisfaction\tHousing\t90%\t9-15%\t90%\tTBC\t\t",
    )
    assert entered(found) == {("m21", Q3): "355", ("m12", Q3): "90%"}
    assert {(cell.series, cell.period): cell.typed for cell in found.targets} == {
        ("m21", Q3): "340",
        ("m21", Q4): "340",
        ("m12", Q3): "9-15%",
        ("m12", Q4): "TBC",
    }
    assert found.label == "Paste of 2 figures and 4 targets"
    assert found.question.startswith("2 figures and 4 targets matched to 2 measures and 2 quarters; ")
    assert not found.is_in_question


def test_a_merged_table_recorded_from_a_spreadsheet_is_understood(snapshot: Snapshot) -> None:
    folder = Path(__file__).with_name("clipboard")
    text, html = ((folder / f"calc-merged.{form}").read_text(encoding="utf-8") for form in ("txt", "html"))
    expected = {**VIOLENCE_AND_ROBBERY, ("m11-Police", Q3): "15", ("m11-Police", Q4): "10"}
    for block in (read_clipboard(text, html), read_clipboard("", html)):
        found = match_table(block.rows, snapshot, LAST_QUARTER)
        assert found is not None
        assert entered(found) == expected
        assert [cell.typed for cell in found.targets] == ["340", "340", "25", "25"]
        assert found.left_out == ("1 column left out: 'Comments'", "1 row left out: 'Total'")


def test_figures_and_targets_are_one_step(tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        before = store.load()
        found = match(before, "\tQ4\t", "\tTarget\tActual", "2.1\t340\t430")
        done = store.run(found.command)
        assert done is not None
        assert done.tables == {"observation", "target"}
        store.take_back(done.recording, "Undo", "undo")
        assert store.load() == before


@pytest.mark.parametrize(
    "rows",
    [
        ("Measure\tLine\tQ4 2015/16", "Repeat callers\tASB Hotline\t12", "\tPolice\t10"),
        ("Measure\tQ4 2015/16", "Repeat callers\t", "ASB Hotline\t12", "Police\t10"),
        ("\tRepeat callers\t", "\tASB Hotline\tPolice", "Q4 2015/16\t12\t10"),
        ("No\t\tSource\tQ4 2015/16", "1.1\tRepeat callers\tASB Hotline\t12", "1.1\t\tPolice\t10"),
    ],
)
def test_lines_stand_beside_or_below_their_measure(snapshot: Snapshot, rows: tuple[str, ...]) -> None:
    assert entered(match(snapshot, *rows)) == {("m11-ASB Hotline", Q4): "12", ("m11-Police", Q4): "10"}


def test_a_number_and_a_title_of_different_measures_are_asked_about(snapshot: Snapshot) -> None:
    # Measures were renumbered since the partner's form was made: neither may win.
    found = match(snapshot, "\t\tQ4 2015/16", "2.1\tViolence with injury\t412", "2.1\tRobbery\t30")
    assert entered(found) == {("m21", Q4): "412"}
    assert found.is_in_question
    assert found.left_out == ("1 row whose number and name are of different measures: '2.1 Robbery'",)


def test_a_table_whose_rows_are_all_unknown_is_asked_about(snapshot: Snapshot) -> None:
    found = match(snapshot, "\tQ3\tQ4", "Wounding\t355\t412", "Mugging\t32\t30")
    assert not found.enters
    assert found.is_askable
    assert [row.words for row in found.rows] == ["Wounding", "Mugging"]


def test_a_table_with_nothing_to_enter_or_to_choose_only_says_so(snapshot: Snapshot) -> None:
    found = match(snapshot, "\t2015/16", "2.1\t9")
    assert not found.is_askable
    assert "1 year given for quarters: '9'" in found.question


def test_a_spreadsheets_1_1_may_be_1_10(tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        renumber(store, "at-m21", "2.20")
        found = match(store.load(), "\tQ4 2015/16", "2.2\t5", "1.3\t7")
        assert entered(found) == {("m13", Q4): "7"}
        assert found.left_out == ("1 row that may be several measures: '2.2'",)
        # The title beside it says which.
        found = match(store.load(), "\t\tQ4 2015/16", "2.2\tViolence with injury\t5", "2.2\tRobbery\t7")
        assert entered(found) == {("m21", Q4): "5", ("m22", Q4): "7"}


def renumber(store: Store, placement: str, number: str) -> None:
    row = store.load().of(Placement).get(placement)
    assert row is not None
    store.run(PutRows("Renumber", (replace(row, number=number),)))


def test_each_odd_figure_is_kept_and_the_rest_goes_in(snapshot: Snapshot) -> None:
    found = match(
        snapshot,
        "\tQ3 2015/16\tQ4 2015/16\tQ٤ ٢٠١٥/١٦",
        "2.1\t12,043\t" + "9" * 400,
        "2.2\t٤١٢\t31/02/16",
        "1.1 Police\t4l2\tТВС",
        "1.1 ASB Hotline\t🚓\t\u202b412\u202c",
        "1.2\t62%\t",
        "Ναρκωτικά\t5\t5",
        "2.1\t7\t" + "x" * 32_001,
    )
    assert entered(found) == {
        ("m21", Q3): "12,043",
        ("m21", Q4): "9" * 400,
        ("m22", Q3): "٤١٢",
        ("m22", Q4): "31/02/16",
        ("m11-Police", Q3): "4l2",
        ("m11-Police", Q4): "ТВС",
        ("m11-ASB Hotline", Q3): "🚓",
        ("m11-ASB Hotline", Q4): "\u202b412\u202c",
        ("m12", Q3): "62%",
    }
    assert [reason.partition(":")[0] for reason in found.left_out] == [
        "1 row not found",
        "1 figure given twice",
        "1 cell longer than 32,000 characters",
    ]
    assert found.texts[0] == "9" * 400


@pytest.mark.parametrize(
    "rows",
    [
        (("", "Q4 2015/16"), *(("2.1", "5") for _ in range(99_000))),
        (("", *("Q4 2015/16" for _ in range(99_000))), ("2.1", *("5" for _ in range(99_000)))),
        tuple(tuple("2.1" for _ in range(440)) for _ in range(440)),
        (*(("Q4 2015/16",) for _ in range(199_000)), tuple("5" for _ in range(1_000))),
    ],
)
def test_a_table_as_large_as_is_read_is_answered(
    snapshot: Snapshot, rows: tuple[tuple[str, ...], ...]
) -> None:
    found = match_table(rows, snapshot, LAST_QUARTER)
    assert found is None or len(found.cells) <= 1


HEADINGS = ("", "Measure", "Q3 2015/16", "Q4", "2015/16", "Target", "Actual", "Latest", "Total", "Apr-Jun")
NAMES = ("2.1", "Robbery", "Police", "1.1 Police", "Repeat callers", "Wounding", "2.2 Violence with injury")
RUBBISH = ("355", "TBC", "31/02/16", "٤١٢", "🚓", "\u202b5\u202c", "9" * 400, "12 of 22", "-", "=A1")
TABLES = st.lists(
    st.lists(st.sampled_from(HEADINGS + NAMES + RUBBISH), max_size=6).map(tuple), max_size=7
).map(tuple)


@given(rows=TABLES)
def test_any_cells_are_answered_and_nothing_is_made_up(
    snapshot: Snapshot, rows: tuple[tuple[str, ...], ...]
) -> None:
    found = match_table(rows, snapshot, LAST_QUARTER)
    if found is None:
        return
    copied = {" ".join(cell.split()) for row in rows for cell in row}
    for place in range(len(rows)):
        found = corrected(found, place, SeriesId("m21") if place % 2 else None)
    assert {cell.typed for cell in (*found.cells, *found.targets)} <= copied
    assert found.question.endswith(".")
    assert not any(row.way is Way.UNKNOWN for row in found.rows)
    keys = [(cell.series, cell.period) for cell in found.cells]
    assert len(keys) == len(set(keys))
    assert found.command.label == found.label
