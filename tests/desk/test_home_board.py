"""What Home says, by hand from the small document and from the real report's sample."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cspdesk.app.samples import new_from_book, sample
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.home_board import HomeBoard, home_board, place_of_cell
from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.choices import ActionState, Status
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Commentary,
    CountywideId,
    CountywideRow,
    Measure,
    MeasureId,
    Meeting,
    MeetingId,
    PriorityId,
    Project,
    ProjectId,
    ReportItem,
    ReportItemId,
    SeriesId,
    StatusOverride,
)
from cspdesk.store.store import Editor, Store
from tests.support.documents import LAST_QUARTER, small_store

MAY = date(2016, 5, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "small.cspdesk") as made:
        yield made


def board(store: Store, quarter: Period = LAST_QUARTER, as_of: date = MAY) -> HomeBoard:
    return home_board(store.load(), quarter, as_of)


def put(store: Store, *rows: Any) -> None:
    store.run(PutRows("Rows", rows))


def measure(store: Store, key: str) -> Measure:
    return next(row for row in store.load().of(Measure) if row.id == key)


def test_the_sentence_of_the_brief_in_a_real_report(tmp_path: Path) -> None:
    """Papers go out on 5 May 2016, 19 days after 16 April; the report waits for five measures of sixteen."""
    store, _ = new_from_book(
        tmp_path / "report.cspdesk", sample("quarter-narrative").folder, Editor("officer", "desk")
    )
    with store:
        found = board(store, as_of=date(2016, 4, 16))
        later = board(store, as_of=date(2016, 5, 25))
    assert found.sentence == (
        "19 days to papers; 11 of 16 measures are in; waiting for: CRC 2, Police 1, Treatment service 1, "
        "MARAC coordinator 1."
    )
    assert found.dates == (
        "Riverbourne Community Safety Partnership, May 2016: figures are due 22 April 2016, papers go out "
        "5 May 2016, the meeting is 12 May 2016."
    )
    # 6.1 had no update in Quarter 3 either, nor had the row on IDVAs in Quarter 2.
    late = [(line.words, line.detail) for line in found.to_do]
    assert late == [
        ("6.1 Repeat cases at MARAC", "Quarter 3 2015/16: No update provided"),
        ("Victims who take up support from an IDVA", "Quarter 2 2015/16: No update provided"),
    ]
    # The one action was due on 24 May 2016.
    assert later.sentence.startswith("11 of 16 measures are in;")
    assert (later.to_do[0].words, later.to_do[0].detail) == (
        "1 Send the Quarter 4 figures on treatment completions.",
        "Overdue since 24 May 2016, Treatment service manager, "
        "Riverbourne Community Safety Partnership, May 2016",
    )


def test_a_quarter_that_is_all_in_and_one_in_which_nothing_is_due(store: Store) -> None:
    put(store, Meeting(id=MeetingId("m"), title="Board", dated=date(2016, 2, 11)))
    found = board(store, Period.quarter(2015, 3), date(2016, 2, 11))
    assert found.sentence == "The meeting is today; all 5 measures are in."
    assert board(store, Period.quarter(2020, 1)).dates == "No meeting is down for Quarter 1 2020/21."


def test_an_odd_date_is_told_with_the_dates(store: Store) -> None:
    put(store, Meeting(id=MeetingId("m"), title="Board", dated=date(2016, 3, 1), quarter=LAST_QUARTER))
    assert board(store).dates.endswith(
        "the meeting was 1 March 2016. It takes place before Quarter 4 2015/16 ends on 31 March 2016."
    )


def test_figures_lead_to_their_cell_and_a_years_to_the_quarter_chosen(store: Store) -> None:
    quarterly, yearly = board(store).waiting.cells
    assert place_of_cell(quarterly, LAST_QUARTER) == Place(
        "enter", Selection(MeasureId("m12"), SeriesId("m12"), LAST_QUARTER)
    )
    assert yearly.period == Period.financial_year(2015)
    assert place_of_cell(yearly, LAST_QUARTER) == Place(
        "enter", Selection(MeasureId("m31"), SeriesId("m31"), LAST_QUARTER)
    )


def test_words_brought_forward_are_to_be_checked(store: Store) -> None:
    put(
        store,
        Commentary(measure=MeasureId("m22"), period=LAST_QUARTER, text="As before.", reviewed=False),
        ReportItem(
            id=ReportItemId("i"),
            priority=PriorityId("p2"),
            period=LAST_QUARTER,
            text="**Knife** crime rose.",
            reviewed=False,
        ),
        ReportItem(
            id=ReportItemId("w"), period=LAST_QUARTER, section="note", text="All of it", reviewed=False
        ),
        ReportItem(id=ReportItemId("read"), period=LAST_QUARTER, text="Was read."),
        ReportItem(id=ReportItemId("then"), period=LAST_QUARTER.previous, text="Then.", reviewed=False),
        CountywideRow(
            id=CountywideId("c"),
            priority=PriorityId("p1"),
            period=LAST_QUARTER,
            title="Hate crime",
            reviewed=False,
        ),
    )
    lines = {line.words: (line.detail, line.place) for line in board(store).to_check}
    not_read = "brought forward and not reviewed yet"
    assert lines["2.2 Robbery"] == (
        f"Words {not_read}",
        Place("write", Selection(MeasureId("m22"), SeriesId("m22"), LAST_QUARTER)),
    )
    assert lines["2 Violent crime and robbery: Highlights and issues to raise"] == (
        f"Knife crime rose. \u2013 {not_read}",
        Place("text", row=("report_item", "i")),
    )
    assert lines["Whole pack: Notes"] == (
        f"All of it \u2013 {not_read}",
        Place("text", row=("report_item", "w")),
    )
    assert lines["1 Anti-social behaviour: countywide"] == (
        f"Hate crime \u2013 {not_read}",
        Place("text", row=("countywide_row", "c")),
    )
    assert not [words for words in lines if "Was read" in words or "Then" in words]


def test_a_status_that_asks_for_words_is_to_be_checked_until_something_is_written(store: Store) -> None:
    for key, status in (("m21", Status.RED), ("m22", Status.AMBER), ("m11", Status.GREEN)):
        put(
            store,
            StatusOverride(measure=MeasureId(key), period=LAST_QUARTER, status=status, reason="So it is"),
        )
    found = [(line.words, line.detail) for line in board(store).to_check]
    assert ("2.1 Violence with injury", "Red, and nothing is written about it") in found
    assert ("2.2 Robbery", "Amber, and nothing is written about it") in found
    assert not [words for words, _ in found if words.startswith("1.1")]
    store.run(SetCommentary("Words", MeasureId("m21"), LAST_QUARTER, "It rose."))
    assert "2.1 Violence with injury" not in [line.words for line in board(store).to_check]


def action(key: str, due: str, **words: Any) -> Action:
    return Action(id=ActionId(key), due=due, text=f"Do {key}", raised_period=LAST_QUARTER, **words)


def test_overdue_actions_come_first_and_the_longest_overdue_before_them(store: Store) -> None:
    put(
        store,
        Project(id=ProjectId("p"), priority=PriorityId("p1"), title="Alley gates"),
        action("late", "20 April 2016", owner="Police", project=ProjectId("p")),
        action("later", "12/04/2016"),
        action("today", "1 May 2016"),
        action("done", "1 April 2016", state=ActionState.DONE),
        action("vague", "soon"),
    )
    store.run(
        SetFigures(
            "Late", (TypedCell(SeriesId("m12"), Period.quarter(2015, 2), "late: survey team, 24 May"),)
        )
    )
    assert [(line.words, line.detail, line.place) for line in board(store).to_do] == [
        ("Do later", "Overdue since 12 April 2016", Place("projects", row=("action", "later"))),
        (
            "Do late",
            "Overdue since 20 April 2016, Police, Alley gates",
            Place("projects", row=("action", "late")),
        ),
        (
            "1.2 Client satisfaction",
            "Quarter 2 2015/16: late: survey team, 24 May",
            Place("enter", Selection(MeasureId("m12"), SeriesId("m12"), Period.quarter(2015, 2))),
        ),
    ]


def test_earlier_returns_are_looked_for_one_year_back_and_of_measures_that_are_reported(store: Store) -> None:
    for key, quarter in (("m22", Period.quarter(2014, 4)), ("m13", Period.quarter(2014, 3))):
        store.run(SetFigures("None", (TypedCell(SeriesId(key), quarter, "no return"),)))
    store.run(SetFigures("None", (TypedCell(SeriesId("m32"), Period.quarter(2015, 3), "no return"),)))
    store.run(SetFigures("None", (TypedCell(SeriesId("m31"), Period.financial_year(2014), "late"),)))
    found = [(line.words, line.detail) for line in board(store).to_do]
    # 1.3 is five quarters back; 3.2 is being formulated; 3.1 is yearly.
    assert found == [
        ("2.2 Robbery", "Quarter 4 2014/15: no return"),
        ("3.1 People in treatment", "2014/15: late"),
    ]


def test_a_long_text_is_cut(store: Store) -> None:
    put(store, replace(action("x", "1 April 2016"), text="word " * 400))
    (line,) = board(store).to_do
    assert len(line.words) <= 91
    assert line.words.endswith("\u2026")
