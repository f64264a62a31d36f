"""Wherever the desk shows a text its live fields are said, and follow the figures that they name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from cspdesk.analysis.measure_sheet import measure_sheet
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.action_list import action_lines, decision_words
from cspdesk.desk.desk_index import found
from cspdesk.desk.desk_shelves import DeskIndex
from cspdesk.desk.document import Document
from cspdesk.desk.entry_columns import GridView, Kind
from cspdesk.desk.entry_model import EntryModel
from cspdesk.desk.home_board import home_board
from cspdesk.desk.measure_scope import concerns
from cspdesk.desk.project_board import update_words
from cspdesk.desk.text_board import TextPlace, text_board
from cspdesk.desk.turn_quarter import quarter_turn
from cspdesk.desk.write_queue import write_queue
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    ActionId,
    CountywideId,
    CountywideRow,
    Measure,
    MeasureId,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    ReportItem,
    ReportItemId,
    SeriesId,
    UpdateId,
)
from tests.support.documents import LAST_QUARTER, small_store

VIOLENCE, ROBBERY, P2 = MeasureId("m21"), MeasureId("m22"), PriorityId("p2")
THIRD = LAST_QUARTER.previous
NEXT = LAST_QUARTER.next


@pytest.fixture
def document(tmp_path: Path, qapp: object) -> Iterator[Document]:
    opened = Document(small_store(tmp_path / "small.cspdesk"))
    yield opened
    opened.close()


def put(document: Document, *rows: Any) -> None:
    document.do(PutRows("Rows", rows))


def write(document: Document, measure: MeasureId, quarter: Period, text: str) -> None:
    document.do(SetCommentary("Words", measure, quarter, text))


def type_in(document: Document, figure: str, quarter: Period = LAST_QUARTER) -> None:
    document.do(SetFigures("Figure", (TypedCell(SeriesId("m21"), quarter, figure),)))


def test_last_quarters_words_stand_as_they_were_printed(document: Document) -> None:
    write(document, VIOLENCE, THIRD, "**{value}**, {2.2 value}")
    item = write_queue(document.snapshot, LAST_QUARTER).at(VIOLENCE)
    assert item is not None
    assert item.before == "**355 offences**, 32 offences"


def test_words_to_be_edited_keep_their_braces(document: Document) -> None:
    write(document, VIOLENCE, LAST_QUARTER, "{value}")
    item = write_queue(document.snapshot, LAST_QUARTER).at(VIOLENCE)
    assert item is not None
    assert item.text == "{value}"


def test_report_text_of_the_quarter_before_is_said(document: Document) -> None:
    put(
        document,
        ReportItem(
            id=ReportItemId("r"),
            priority=P2,
            period=THIRD,
            section="decision",
            text="Agree on {2.1 value}",
            outcome="Agreed at {2.1 figure}",
        ),
        CountywideRow(
            id=CountywideId("c"),
            priority=P2,
            period=THIRD,
            title="Violence",
            baseline_target="From {2.1 last year}",
            comments="Now {2.1 value}",
        ),
    )
    board = text_board(document.snapshot, TextPlace(P2, LAST_QUARTER))
    said = next(each.said for each in board.sections if each.kind.key == "decision")
    assert said == "1. Agree on 355 offences\nOutcome: Agreed at 355"
    assert board.county_said == "Violence | From 866\nNow 355 offences"


def test_a_quarter_begun_offers_words_as_they_were_said(document: Document) -> None:
    write(document, VIOLENCE, LAST_QUARTER, "{Value}.")
    put(
        document,
        ReportItem(
            id=ReportItemId("r"), priority=P2, period=LAST_QUARTER, section="note", text="{2.1 value}"
        ),
    )
    offered = [offer.text for offer in quarter_turn(document.snapshot, NEXT).offers]
    assert "412 offences." in offered
    assert "412 offences" in offered


def test_home_and_lists_say_what_an_action_asks_for(document: Document) -> None:
    project = ProjectId("p")
    update = ProjectUpdate(id=UpdateId("u"), project=project, period=THIRD, text="Had {2.1 value}")
    decision = ReportItem(
        id=ReportItemId("r"),
        priority=P2,
        period=LAST_QUARTER,
        section="decision",
        text="Agree on {2.1 value}",
        reviewed=False,
    )
    put(
        document,
        Project(id=project, priority=P2, title="Pubwatch"),
        update,
        decision,
        Action(id=ActionId("a"), number="7", text="Bring {2.1 value} down", due="1 May 2016"),
    )
    snapshot = document.snapshot
    board = home_board(snapshot, LAST_QUARTER, date(2016, 6, 1))
    assert any(line.words == "7 Bring 412 offences down" for line in board.to_do)
    assert any("Agree on 412 offences" in line.detail for line in board.to_check)
    (line,) = action_lines(snapshot, LAST_QUARTER, date(2016, 6, 1))
    assert line.words == "Bring 412 offences down"
    assert update_words(snapshot, update, LAST_QUARTER) == "Had 355 offences"
    assert decision_words(snapshot, decision) == "Decision 1, Quarter 4 2015/16: Agree on 412 offences"


def test_what_is_found_is_said_and_found_by_what_it_says(document: Document) -> None:
    write(document, VIOLENCE, LAST_QUARTER, "Wolves took {value}.")
    index = DeskIndex()

    def named(typed: str) -> list[str]:
        return [
            each.text
            for each in found(index.entries(document.snapshot, LAST_QUARTER), typed)
            if each.kind == "Text"
        ]

    assert named("wolves") == ["Wolves took 412 offences."]
    assert named("412 offences") == ["Wolves took 412 offences."]
    before = index.entries(document.snapshot, LAST_QUARTER)
    assert index.entries(document.snapshot, LAST_QUARTER) == before
    type_in(document, "413")
    assert named("wolves") == ["Wolves took 413 offences."]


def test_the_grids_words_follow_figures_of_other_measures(document: Document) -> None:
    write(document, ROBBERY, LAST_QUARTER, "Beside {2.1 value}")
    model = EntryModel()
    model.look(GridView(optional=frozenset({Kind.COMMENTARY})))
    model.show(document, LAST_QUARTER)
    document.changed.connect(model.take)
    row = next(
        row
        for row in range(model.rowCount())
        if "Robbery" in str(model.index(row, 0).data(Qt.ItemDataRole.DisplayRole))
    )
    column = next(
        column
        for column in range(model.columnCount())
        if model.index(row, column).data(Qt.ItemDataRole.DisplayRole) == "Beside 412 offences"
    )
    cell = model.index(row, column)
    assert cell.data(Qt.ItemDataRole.EditRole) == "Beside {2.1 value}"
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.column(), last.column())))
    type_in(document, "413")
    assert cell.data(Qt.ItemDataRole.DisplayRole) == "Beside 413 offences"
    assert (column, column) in told


def test_a_measures_own_texts_are_said_on_its_page(document: Document) -> None:
    row = document.snapshot.of(Measure).get(VIOLENCE)
    assert row is not None
    put(document, replace(row, definition="Against {last year}.", why_it_matters="{{not a field}"))
    sheet = measure_sheet(document.snapshot, VIOLENCE, LAST_QUARTER)
    assert sheet is not None
    assert sheet.definition == "Against 1,146."


def test_a_measure_whose_words_name_another_is_concerned_by_it(document: Document) -> None:
    concerned = []
    document.changed.connect(
        lambda change_set: concerned.append(concerns(document.snapshot, change_set, ROBBERY))
    )
    type_in(document, "413")
    write(document, ROBBERY, LAST_QUARTER, "Beside {2.1 value}")
    type_in(document, "414")
    assert concerned == [False, True, True]


def test_a_text_without_fields_is_shown_as_ever(document: Document) -> None:
    snapshot: Snapshot = document.snapshot
    item = write_queue(snapshot, LAST_QUARTER).at(VIOLENCE)
    assert item is not None
    assert item.before == "355 offences, 162 more than last year (18.7%)."
